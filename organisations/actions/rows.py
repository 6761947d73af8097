"""How a row that two people can edit at once is created and saved. Nothing here asks who may."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

Row = TypeVar("Row", bound=models.Model)


class StaleEdit(Exception):
    """Somebody else saved the row after the form was opened.

    ``current`` is the row as it stands now, None when it has been removed.
    """

    def __init__(self, current: Any) -> None:
        self.current = current
        super().__init__("stale edit")


def locked(row: Row) -> Row:
    """The row as it stands now, locked until the transaction ends."""
    return type(row)._default_manager.select_for_update().get(pk=row.pk)


def save_row(row: Row, *, edit_number: int, values: Mapping[str, Any]) -> Row:
    """Save ``values`` on the row if it still is at ``edit_number``, else raise StaleEdit.

    Within a transaction: the lock is what makes exactly one of two simultaneous saves win.
    """
    current: Any = type(row)._default_manager.select_for_update().filter(pk=row.pk).first()
    if current is None or current.edit_number != edit_number:
        raise StaleEdit(current)
    for name, value in values.items():
        setattr(current, name, value)
    current.edit_number = edit_number + 1
    current.save()
    return current


def says(row: models.Model, values: Mapping[str, Any]) -> bool:
    """Whether the row already says what would be saved on it."""
    return all(getattr(row, name) == value for name, value in values.items())


def create_row(
    model: type[Row],
    *,
    creation_key: UUID,
    values: Mapping[str, Any],
    owners: Collection[str] = ("organisation", "group", "parent"),
) -> tuple[Row, bool]:
    """Create a row, or find the one that the same form already created. Says whether it is new.

    Raises ValidationError when the key made a row of another of the ``owners``: keys come from the browser.
    """
    row, created = model._default_manager.get_or_create(creation_key=creation_key, defaults=values)
    for name in values.keys() & set(owners):
        if getattr(row, f"{name}_id") != getattr(values[name], "pk", None):
            raise ValidationError(_("Formuläret är redan använt. Ladda om sidan och fyll i det igen."))
    return row, created


def check_period(valid_from: Any, valid_to: Any) -> None:
    """Raise ValidationError when the last day comes before the first."""
    if valid_to is not None and valid_to < valid_from:
        raise ValidationError({"valid_to": _("Sista dagen kan inte vara före den första.")})
