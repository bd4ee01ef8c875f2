"""Where uploaded files lie: under MEDIA_ROOT, readable for the server's own user only, at no address."""

from typing import NoReturn

from django.core.files.storage import FileSystemStorage

FOR_THE_SERVER_ALONE = 0o600
FOLDER_FOR_THE_SERVER_ALONE = 0o700


class PrivateStorage(FileSystemStorage):
    """Files that only a page hands out, after it has asked who wants them."""

    def __init__(self) -> None:
        super().__init__(
            file_permissions_mode=FOR_THE_SERVER_ALONE, directory_permissions_mode=FOLDER_FOR_THE_SERVER_ALONE
        )

    def url(self, name: str | None) -> NoReturn:
        """Refuse: there is no address of a private file."""
        raise ValueError("private files have no address")
