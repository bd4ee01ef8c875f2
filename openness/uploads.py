"""The first look at every upload: what is too large is counted to its end but kept nowhere."""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class CutOff(UploadedFile):
    """The name and the size of a file that was too large; nothing of its content."""


class LimitedUpload(FileUploadHandler):
    """Stands before the handlers that store; passes on what fits, and in place of the rest leaves a `CutOff`.

    It runs for every form, those of people not signed in too: nobody fills the server's disk.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._together = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Pass a piece on as long as the file, and all files of the form together, stay within the limits."""
        self._together += len(raw_data)
        fits = start + len(raw_data) <= settings.UPLOAD_MAX_BYTES
        return raw_data if fits and self._together <= settings.UPLOAD_MAX_BYTES_TOGETHER else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """Take the place of a file that did not fit; leave the others to the handlers behind."""
        if file_size <= settings.UPLOAD_MAX_BYTES and self._together <= settings.UPLOAD_MAX_BYTES_TOGETHER:
            return None
        nothing = BytesIO()
        nothing.close()  # whoever reads it without asking for its size fails loudly
        return CutOff(nothing, self.file_name, self.content_type, file_size)
