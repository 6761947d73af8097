"""The picture of a promise: stored, replaced, taken away. ``organisations.pictures`` makes it harmless first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from organisations.actions.editing import create_row, save_row
from organisations.actions.rows import StaleEdit
from organisations.pictures import CleanPicture
from promises.actions.events import note
from promises.actions.rows import check_same_draft, editable_revision
from promises.models import Picture, Revision

if TYPE_CHECKING:
    from organisations.models import User


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
    return {"file": picture.stored(storage, "pictures"), **picture.facts}
