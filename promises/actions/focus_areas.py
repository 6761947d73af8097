"""The focus areas of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from organisations.actions.editing import create_row, last_position, move_row, save_row
from organisations.actions.rows import StaleEdit, says
from promises.actions.activities import siblings
from promises.actions.events import note
from promises.actions.places import names_of, write_places
from promises.actions.rows import check_same_draft, editable_revision
from promises.models import Activity, FocusArea, Revision

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def add_focus_area(
    revision: Revision, *, values: dict[str, Any], places: Sequence[str] = (), creation_key: UUID, by: User
) -> FocusArea:
    """Add a focus area last. The same ``creation_key`` again gives the one it gave before."""
    revision = editable_revision(revision, by=by)
    values = {**values, "revision": revision, "position": last_position(revision.focus_areas.all())}
    area, is_new = create_row(FocusArea, creation_key=creation_key, values=values, by=by)
    check_same_draft(area, revision)
    if is_new:
        write_places(area, places)
        note("focusarea_added", revision, by=by, what=str(area))
    return area


@transaction.atomic
def change_focus_area(
    area: FocusArea, *, edit_number: int, values: dict[str, Any], places: Sequence[str], by: User
) -> FocusArea:
    """Save the focus area with its places; raises ``StaleEdit`` when somebody else has saved or removed it."""
    revision = editable_revision(area.revision, by=by)
    current = FocusArea.objects.select_related("edited_by").filter(pk=area.pk).first()
    if current is None:
        raise StaleEdit(None)
    if current.edit_number != edit_number:
        if names_of(current) == list(places) and says(current, values):
            return current
        raise StaleEdit(current)
    saved = save_row(current, edit_number=edit_number, values=values, by=by)
    write_places(saved, places)
    note("focusarea_changed", revision, by=by, what=str(saved))
    return saved


@transaction.atomic
def reorder_focus_area(area: FocusArea, *, up: bool, by: User) -> None:
    """Let the focus area, with all under it, change places with the one before or after it."""
    revision = editable_revision(area.revision, by=by)
    move_row(area, revision.focus_areas.all(), up=up)
    note("focusarea_moved", revision, by=by, what=str(area))


@transaction.atomic
def remove_focus_area(
    area: FocusArea, *, edit_number: int, with_activities: int | None = None, by: User
) -> None:
    """Remove the focus area. Its activities stay, outside every focus area, unless they are to go with it.

    ``with_activities`` is then how many the person has seen and means to remove. Raises ``StaleEdit`` when somebody
    has saved the focus area, or added or removed an activity there, since it was shown.
    """
    revision = editable_revision(area.revision, by=by)
    what = str(area)
    found = FocusArea.objects.filter(pk=area.pk, edit_number=edit_number)
    unseen = with_activities is not None and siblings(revision, area.pk).count() != with_activities
    if unseen or not found.exists():
        raise StaleEdit(FocusArea.objects.select_related("edited_by").filter(pk=area.pk).first())
    if with_activities is None:
        _let_out(revision, area)
    found.delete()
    note("focusarea_removed", revision, by=by, what=what)


def _let_out(revision: Revision, area: FocusArea) -> None:
    position = last_position(siblings(revision, None))
    for activity in siblings(revision, area.pk).order_by("position", "pk"):
        Activity.objects.filter(pk=activity.pk).update(
            focus_area=None, position=position, edit_number=activity.edit_number + 1
        )
        position += 1
