"""Scanned pages and original documents: what may be uploaded, told by what is in the file, never by its name."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image

MAX_BYTES = 10 * 1024 * 1024
# More than a scanner at 600 dpi makes of an A3 page; a picture of more is made to fill a memory.
MAX_PIXELS = 80_000_000
CONTENT_TYPES = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}
ACCEPT = ",".join(CONTENT_TYPES.values())


@dataclass(frozen=True)
class CheckedFile:
    """A file that is what it says: ``suffix`` is one of ``CONTENT_TYPES``."""

    content: bytes
    suffix: str
    sha256: str

    def as_stored(self) -> ContentFile[bytes]:
        """The file under a name that says nothing and collides with nothing."""
        return ContentFile(self.content, name=f"{secrets.token_hex(16)}.{self.suffix}")


def checked(upload: UploadedFile) -> CheckedFile:
    """The uploaded file, if it is a PDF, PNG or JPEG of at most 10 MB; else raises ``ValidationError``."""
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(_("Filen är större än 10 MB. Skanna med lägre upplösning och försök igen."))
    content = upload.read()
    suffix = _suffix(content)
    if suffix is None:
        raise ValidationError(_("Filen är inte en PDF, PNG eller JPEG. Spara den i något av formaten."))
    return CheckedFile(content, suffix, hashlib.sha256(content).hexdigest())


def content_type(name: str) -> str:
    """The type that a stored file is sent as."""
    return CONTENT_TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")


def _suffix(content: bytes) -> str | None:
    # A PDF may have other bytes before its first line (ISO 32000-1, Annex H), and must have an end.
    if b"%PDF-" in content[:1024] and b"%%EOF" in content[-2048:]:
        return "pdf"
    return _picture_suffix(content)


def _picture_suffix(content: bytes) -> str | None:
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                return None
            kind = picture.format
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    return {"PNG": "png", "JPEG": "jpg"}.get(kind or "")
