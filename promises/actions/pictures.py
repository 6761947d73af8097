"""The picture of a promise: read, made harmless, stored."""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from organisations.actions.rows import StaleEdit
from promises.actions.events import note
from promises.actions.rows import check_same_draft, create_row, editable_revision, save_row
from promises.models import Picture, Revision

if TYPE_CHECKING:
    from organisations.models import User

MAX_BYTES = 15 * 1024 * 1024
# A photo of 60 million pixels needs 180 MB while it is open; a worker has less.
MAX_PIXELS = 40_000_000
MAX_SIDE = 2400
EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
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


def read_picture(upload: UploadedFile) -> CleanPicture:
    """Make an uploaded file a harmless picture, at most ``MAX_SIDE`` pixels wide and high.

    The file's name and declared type are not believed. Raises ``ValidationError`` with a sentence for what is
    too large, in another format, broken or no picture at all.
    """
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(_("Bilden är större än 15 MB. Spara den mindre och försök igen."))
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
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise ValidationError(
            _("Filen går inte att läsa som bild. Välj en bild i JPEG, PNG eller WebP.")
        ) from None
    except Image.DecompressionBombWarning:
        raise _too_many_pixels() from None


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
        _("Bilden har för många bildpunkter. Spara den i högst 40 miljoner, till exempel 7 000 × 5 000.")
    )


@transaction.atomic
def save_picture(
    revision: Revision,
    *,
    picture: CleanPicture | None,
    texts: dict[str, str],
    edit_number: int,
    creation_key: UUID,
    by: User,
) -> Picture:
    """Save the picture with its ``alt``, ``caption`` and ``credit``. ``picture`` is None to keep the file.

    Raises ``StaleEdit`` like every other save of what a revision has one of.
    """
    revision = editable_revision(revision, by=by)
    row = Picture.objects.filter(revision=revision).first()
    if row is None and picture is None:
        raise StaleEdit(None)
    # Stored by its content's hash, so that the same form sent twice stores one file.
    values: dict[str, Any] = {**texts, **(_stored(picture) if picture else {})}
    if row is None:
        row, _new = create_row(
            Picture, creation_key=creation_key, values={**values, "revision": revision}, by=by
        )
        check_same_draft(row, revision)
    else:
        before = row
        row = save_row(row, edit_number=edit_number, values=values, by=by)
        if row.file.name != before.file.name:
            drop_file(before)
    note("picture_saved", revision, by=by, what=row.alt)
    return row


@transaction.atomic
def remove_picture(picture: Picture, *, by: User) -> None:
    """Take the picture out of the draft. Its file goes when no other revision shows it."""
    revision = editable_revision(picture.revision, by=by)
    gone, _rows = Picture.objects.filter(pk=picture.pk).delete()
    if gone:
        drop_file(picture)
        note("picture_removed", revision, by=by, what=picture.alt)


def drop_file(picture: Picture) -> None:
    """Delete the file once the transaction has gone through, unless another revision shows the same."""
    storage, name = picture.file.storage, picture.file.name

    def delete() -> None:
        if name and not Picture.objects.filter(file=name).exists():
            storage.delete(name)

    transaction.on_commit(delete)


def _stored(picture: CleanPicture) -> dict[str, Any]:
    storage = Picture._meta.get_field("file").storage
    name = f"pictures/{picture.sha256}.{picture.extension}"
    if not storage.exists(name):
        name = storage.save(name, ContentFile(picture.content))
    return {"file": name, "width": picture.width, "height": picture.height, "sha256": picture.sha256}
