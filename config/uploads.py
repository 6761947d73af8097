"""What happens to a file while it is being received."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class OversizedFile(UploadedFile):
    """Stands for a file that was larger than we take: it has the size of what was sent, and nothing in it."""

    def read(self, *args: Any, **kwargs: Any) -> bytes:
        return b""

    def seek(self, *args: Any, **kwargs: Any) -> int:
        return 0


class StopAtLimit(FileUploadHandler):
    """Passes a file on to the next handler up to ``settings.MAX_FILE_BYTES`` and no further.

    The form then gets an ``OversizedFile`` and can say so beside the field, with everything else that was typed in
    its place. Raising an error here would lose that: the CSRF check runs the parser, and the answer becomes a bare
    400. A whole body above its own limit never comes this far (``config.middleware``).
    """

    # In small pieces, so that no piece by itself is much above the limit.
    chunk_size = 64 * 1024

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        # None: the handlers after this one, which store, are not told.
        return raw_data if self.received <= settings.MAX_FILE_BYTES else None

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if file_size <= settings.MAX_FILE_BYTES:
            return None
        # What the others have begun to store goes at once, not when the garbage is collected.
        for handler in self.request.upload_handlers if self.request else []:
            handler.upload_interrupted()
        return OversizedFile(None, self.file_name, self.content_type, file_size)
