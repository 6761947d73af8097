"""How a row that two people can edit at once is created, saved, moved and removed.

Every action on a draft begins with ``editable_revision``, which locks and asks who may; the rest here does not
ask.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F, Max
from django.utils import timezone
from django.utils.translation import gettext as _

from promises import permissions
from promises.models import Revision
from promises.models.base import EditableRow, OrderedRow

if TYPE_CHECKING:
    from organisations.models import User

Row = TypeVar("Row", bound=EditableRow)
Ordered = TypeVar("Ordered", bound=OrderedRow)


class StaleEdit(Exception):
    """Somebody else saved the row after the form was opened. ``current`` is the row as it stands now."""

    def __init__(self, current: EditableRow | None) -> None:
        self.current = current
        super().__init__("stale edit")


def save_row(row: Row, *, edit_number: int, values: dict[str, Any], by: User | None = None) -> Row:
    """Save ``values`` on the row if it is still at ``edit_number``, else raise ``StaleEdit``.

    The comparison and the write are one UPDATE, so that of two simultaneous saves exactly one wins. ``by`` is
    named to whoever comes second. A form sent twice is no conflict: the row already says what it says.
    """
    model = type(row)
    changed = model._default_manager.filter(pk=row.pk, edit_number=edit_number).update(
        **values, edit_number=F("edit_number") + 1, edited_by=by, edited_at=timezone.now()
    )
    current = model._default_manager.select_related("edited_by").filter(pk=row.pk).first()
    if current is None or not (changed or _says(current, values)):
        raise StaleEdit(current)
    return current


def _says(row: EditableRow, values: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def create_row(
    model: type[Row], *, creation_key: uuid.UUID, values: dict[str, Any], by: User | None = None
) -> tuple[Row, bool]:
    """Create a row, or find the one that the same form already created. Says whether it is new."""
    return model._default_manager.get_or_create(
        creation_key=creation_key, defaults={**values, "edited_by": by}
    )


def check_same_draft(row: Any, revision: Revision) -> None:
    """A ``creation_key`` from a form of another promise leads to that promise's row: refuse it."""
    if row.revision_id != revision.pk:
        raise PermissionDenied(_("Formuläret hör till ett annat löfte. Ladda om sidan och försök igen."))


def last_position(rows: models.QuerySet[Any]) -> int:
    """The position after the last row, starting at 1."""
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def move_row(row: Ordered, siblings: models.QuerySet[Any], *, up: bool) -> None:
    """Let the row change places with its neighbour. At the end of the list nothing happens."""
    ordered = list(siblings.order_by("position", "pk"))
    index = next(i for i, other in enumerate(ordered) if other.pk == row.pk)
    other = index - 1 if up else index + 1
    if not 0 <= other < len(ordered):
        return
    ordered[index], ordered[other] = ordered[other], ordered[index]
    for position, item in enumerate(ordered, start=1):
        if item.position != position:
            type(item)._default_manager.filter(pk=item.pk).update(position=position)


def editable_revision(revision: Revision, *, by: User) -> Revision:
    """The revision, locked until the transaction ends, once ``by`` may edit it as it now stands.

    Every drafting action starts here: the lock keeps a late edit from slipping in while the text is frozen.
    """
    locked = Revision.objects.select_for_update().select_related("promise").get(pk=revision.pk)
    permissions.check_can_edit(by, locked)
    return locked
