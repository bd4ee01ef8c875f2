"""The first look at every upload: what is too large is counted to its end but kept nowhere."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

if TYPE_CHECKING:
    Upload = UploadedFile[Any]
else:
    Upload = UploadedFile


class CutOff(Upload):
    """The name and the size of a file that was too large, or one too many; nothing of its content."""


class LimitedUpload(FileUploadHandler):
    """Stands before the handlers that store; passes on what fits, and in place of the rest leaves a `CutOff`.

    It runs for every form, those of people not signed in too: nobody fills the server's disk.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._together = 0
        self._is_cut_off = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin with a file."""
        super().new_file(*args, **kwargs)
        self._is_cut_off = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a piece on as long as the file, and all files of the form together, stay within the limits."""
        fits = start + len(raw_data) <= settings.UPLOAD_MAX_BYTES
        fits = fits and self._together + len(raw_data) <= settings.UPLOAD_MAX_BYTES_TOGETHER
        if self._is_cut_off or not fits:
            self._is_cut_off = True
            return None
        self._together += len(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> Upload | None:
        """Take the place of a file that did not fit; leave the others to the handlers behind."""
        if not self._is_cut_off:
            return None
        nothing = BytesIO()
        nothing.close()  # whoever reads it without asking for its size fails loudly
        return CutOff(nothing, self.file_name, self.content_type, file_size)
