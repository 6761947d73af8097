"""Uploaded pictures: read, made harmless, stored. What a camera hid in the file does not come along."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 10 * 1024 * 1024
# An open picture takes three or four bytes for each pixel, and a worker may have 160 MB in all.
MAX_PIXELS = 25_000_000
MAX_SIDE = 2000
PRINT_SIDE = 1000
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
ACCEPT = "image/jpeg,image/png,image/webp"
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif")


@dataclass(frozen=True)
class CleanPicture:
    """A picture re-encoded by us: nothing of the original's metadata (place, camera, date) is left."""

    content: bytes
    extension: str
    width: int
    height: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @property
    def facts(self) -> dict[str, Any]:
        """What a row about the picture keeps beside the file."""
        return {"width": self.width, "height": self.height, "sha256": self.sha256}

    def stored(self, storage: Storage, folder: str) -> str:
        """Store the picture under its content's hash and give its name: the same picture twice is one file."""
        name = f"{folder}/{self.sha256}.{self.extension}"
        return name if storage.exists(name) else storage.save(name, ContentFile(self.content))


def read_picture(upload: UploadedFile) -> CleanPicture:
    """Make an uploaded file a harmless picture, at most ``MAX_SIDE`` pixels wide and high.

    The file's name and declared type are not believed. Raises ``ValidationError`` with a sentence for what is
    too large, in another format, broken or no picture at all.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(_("Bilden är större än 10 MB. Spara den mindre och försök igen."))
    head = upload.read(16)
    upload.seek(0)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        raise ValidationError(
            _("HEIC-bilder (från till exempel iPhone) visas inte i alla webbläsare. Spara bilden som JPEG.")
        )
    try:
        with warnings.catch_warnings():
            # Pillow only warns up to twice its own limit.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _reencoded(upload)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_many_pixels() from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise ValidationError(
            _("Filen går inte att läsa som bild. Välj en bild i JPEG, PNG eller WebP.")
        ) from None


def _reencoded(upload: UploadedFile) -> CleanPicture:
    with Image.open(upload, formats=list(EXTENSIONS)) as opened:
        width, height = opened.size
        if width * height > MAX_PIXELS:
            raise _too_many_pixels()
        kind = opened.format or "JPEG"
        # Phones write which way is up in EXIF, which goes away here.
        upright = ImageOps.exif_transpose(opened)
        picture = upright.convert("RGBA" if _has_alpha(upright) and kind != "JPEG" else "RGB")
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    # A new image, so that nothing the file carried beside its pixels comes along.
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = io.BytesIO()
    clean.save(out, kind, **_save_options(kind))
    return CleanPicture(out.getvalue(), EXTENSIONS[kind], *clean.size)


def _has_alpha(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _save_options(kind: str) -> dict[str, Any]:
    options: dict[str, dict[str, Any]] = {"PNG": {"optimize": True}, "WEBP": {"quality": 85}}
    return options.get(kind, {"quality": 85, "optimize": True, "progressive": True})


def _too_many_pixels() -> ValidationError:
    return ValidationError(
        _("Bilden har för många bildpunkter. Spara den i högst 25 miljoner, till exempel 5 000 × 5 000.")
    )


def for_print(content: bytes) -> bytes:
    """A stored picture as a small JPEG, which every program for paper can read; what is see-through becomes white."""
    with Image.open(io.BytesIO(content), formats=list(EXTENSIONS)) as opened:
        opened.thumbnail((PRINT_SIDE, PRINT_SIDE))
        picture = opened.convert("RGBA")
    paper = Image.new("RGB", picture.size, "white")
    paper.paste(picture, mask=picture)
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()
