"""Rows that two people can edit at once, each with who saved it last: created, saved and put in order.

Nothing here asks who may.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.db.models import Max
from django.utils import timezone

from organisations.actions import rows
from organisations.actions.rows import StaleEdit
from organisations.models.editing import EditableRow, OrderedRow

if TYPE_CHECKING:
    from organisations.models import User

Row = TypeVar("Row", bound=EditableRow)
Ordered = TypeVar("Ordered", bound=OrderedRow)


def save_row(row: Row, *, edit_number: int, values: dict[str, Any], by: User | None = None) -> Row:
    """Save ``values`` on the row if it is still at ``edit_number``, else raise ``StaleEdit``.

    ``by`` is named to whoever comes second. A form sent twice is no conflict: the row already says what it says.
    """
    stamp = {"edited_by": by, "edited_at": timezone.now()}
    try:
        return rows.save_row(row, edit_number=edit_number, values={**values, **stamp})
    except StaleEdit as stale:
        if stale.current is not None and rows.says(stale.current, values):
            return stale.current
        raise


def create_row(
    model: type[Row], *, creation_key: uuid.UUID, values: dict[str, Any], by: User | None = None
) -> tuple[Row, bool]:
    """Create a row, or find the one that the same form already created. Says whether it is new.

    Whose row it is, the caller asks.
    """
    return rows.create_row(model, creation_key=creation_key, values={**values, "edited_by": by}, owners=())


def last_position(siblings: models.QuerySet[Any]) -> int:
    """The position after the last row, starting at 1."""
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1


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
