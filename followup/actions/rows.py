"""How the rows of a follow-up are saved that there is one of for each thing: a verdict, an evaluation, the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from followup.followed import FollowedPromise, followed
from followup.permissions import check_is_open
from organisations.actions.editing import save_row
from organisations.actions.rows import StaleEdit, says
from organisations.models.editing import EditableRow
from promises.models import Promise, Revision
from promises.states import CURRENT, Status

if TYPE_CHECKING:
    from organisations.models import User

Row = TypeVar("Row", bound=EditableRow)


def text_in_force(promise: Promise) -> FollowedPromise | None:
    """The promise's text in force as it is now, or its last one, locked until the transaction ends."""
    # Locked before it is read: whoever publishes a new version meanwhile comes before or after, not between.
    list(Revision.objects.select_for_update().filter(promise=promise, status__in=CURRENT))
    return followed(promise)


def lock_in_force(followed: FollowedPromise) -> Revision:
    """The revision in force, locked until the transaction ends; refused when a newer one has taken its place."""
    locked = Revision.objects.select_for_update(of=("self",)).get(pk=followed.revision.pk)
    followed.revision.status = locked.status
    if locked.status == Status.SUPERSEDED:
        raise ValidationError(_("En ny version av löftet har publicerats. Ladda om sidan och försök igen."))
    return locked


def lock_open(followed: FollowedPromise) -> None:
    """The same, refused when the promise has ended: so that nothing is changed while somebody concludes it."""
    lock_in_force(followed)
    check_is_open(followed)


def save_one(
    model: type[Row],
    *,
    of: Mapping[str, Any],
    edit_number: int,
    values: Mapping[str, Any],
    by: User,
    stamp: Mapping[str, Any] | None = None,
) -> tuple[Row, bool]:
    """Save the one row that there is ``of`` something; says whether anything changed. Raises StaleEdit.

    ``edit_number`` 0: there was none when the form was opened. The same again changes nothing. ``stamp``: what is
    set together with the values but does not make two rows different, such as who decided.
    """
    everything = {**values, **(stamp or {})}
    row, created = model._default_manager.get_or_create(**of, defaults={**everything, "edited_by": by})
    if created or says(row, values):
        return row, created
    if edit_number == 0:
        raise StaleEdit(row)
    return save_row(row, edit_number=edit_number, values=everything, by=by), True
