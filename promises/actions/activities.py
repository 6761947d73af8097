"""The activities of a draft: what is promised, by whom and how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models, transaction

from organisations.actions.editing import create_row, last_position, move_row, save_row
from organisations.actions.rows import StaleEdit, says
from promises import readings
from promises.actions.events import note
from promises.actions.places import names_of, write_places
from promises.actions.rows import check_same_draft, editable_revision
from promises.actors import Actor
from promises.models import Activity, ActivityActor, Revision

if TYPE_CHECKING:
    from organisations.models import User


@dataclass(frozen=True)
class Written:
    """An activity as somebody wrote it: fields of the row, its actors in order and its places by name.

    Without ``extent`` among the values it is read out of ``scope``.
    """

    values: dict[str, Any]
    actors: Sequence[Actor] = ()
    places: Sequence[str] = ()
    creation_key: UUID | None = field(default=None, compare=False)


@transaction.atomic
def add_activity(revision: Revision, written: Written, *, creation_key: UUID, by: User) -> Activity:
    """Add an activity last in its focus area. The same ``creation_key`` again gives the one it gave before."""
    revision = editable_revision(revision, by=by)
    activity, is_new = _create(revision, written, creation_key, by)
    if is_new:
        note("activity_added", revision, by=by, what=str(activity))
    return activity


@transaction.atomic
def add_activities(revision: Revision, rows: Iterable[Written], *, by: User) -> list[Activity]:
    """Add all the rows of a table or none of them. Each needs its ``creation_key``: sent twice they come once."""
    revision = editable_revision(revision, by=by)
    made = [_create(revision, row, _key(row), by) for row in rows]
    added = sum(is_new for _activity, is_new in made)
    if added:
        note("activities_added", revision, by=by, count=added)
    return [activity for activity, _new in made]


@transaction.atomic
def change_activity(activity: Activity, written: Written, *, edit_number: int, by: User) -> Activity:
    """Save the activity with its actors and places; raises ``StaleEdit`` when somebody else has saved it.

    In another focus area it comes last. A form sent twice is no conflict: all of it says what it already says.
    """
    revision = editable_revision(activity.revision, by=by)
    current = Activity.objects.select_related("edited_by").filter(pk=activity.pk).first()
    if current is None:
        raise StaleEdit(None)
    values = _complete(revision, written.values)
    if current.edit_number != edit_number:
        if _says(current, values, written):
            return current
        raise StaleEdit(current)
    if "focus_area" in values and _area_id(values) != current.focus_area_id:
        values["position"] = last_position(siblings(revision, _area_id(values)))
    saved = save_row(current, edit_number=edit_number, values=values, by=by)
    _write_actors(saved, written.actors)
    write_places(saved, written.places)
    note("activity_changed", revision, by=by, what=str(saved))
    return saved


@transaction.atomic
def take_reading(activity: Activity, *, by: User) -> Activity:
    """Let the reading found in the activity's own text stand as its extent."""
    revision = editable_revision(activity.revision, by=by)
    current = Activity.objects.get(pk=activity.pk)
    values = readings.stored(current.text, current.scope, readings.Choice.TEXT)
    if values["extent"] is None or values["extent"] == current.extent:
        return current
    saved = save_row(current, edit_number=current.edit_number, values=values, by=by)
    note("activity_changed", revision, by=by, what=str(saved))
    return saved


@transaction.atomic
def copy_activity(activity: Activity, *, creation_key: UUID, by: User) -> Activity:
    """Make a copy right after the activity, with its actors and places but with a key and answers of its own."""
    revision = editable_revision(activity.revision, by=by)
    original = Activity.objects.get(pk=activity.pk)
    skipped = {"id", "key", "creation_key", "edit_number", "edited_by", "edited_at"}
    values = {
        f.name: getattr(original, f.name) for f in Activity._meta.concrete_fields if f.name not in skipped
    }
    copy, is_new = create_row(Activity, creation_key=creation_key, values=values, by=by)
    check_same_draft(copy, revision)
    if is_new:
        _place_after(original, copy)
        _write_actors(copy, _actors(original))
        write_places(copy, names_of(original))
        note("activity_copied", revision, by=by, what=str(copy))
    return copy


@transaction.atomic
def reorder_activity(activity: Activity, *, up: bool, by: User) -> None:
    """Let the activity change places with the one before or after it in its focus area."""
    revision = editable_revision(activity.revision, by=by)
    current = Activity.objects.get(pk=activity.pk)
    move_row(current, siblings(revision, current.focus_area_id), up=up)
    note("activity_moved", revision, by=by, what=str(current))


@transaction.atomic
def remove_activity(activity: Activity, *, edit_number: int, by: User) -> None:
    """Remove the activity unless somebody has saved it since it was shown: then raises ``StaleEdit``."""
    revision = editable_revision(activity.revision, by=by)
    what = str(activity)
    found = Activity.objects.filter(pk=activity.pk, edit_number=edit_number)
    if not found.exists():
        raise StaleEdit(Activity.objects.select_related("edited_by").filter(pk=activity.pk).first())
    found.delete()
    note("activity_removed", revision, by=by, what=what)


def siblings(revision: Revision, focus_area_id: int | None) -> models.QuerySet[Activity]:
    """The activities of one focus area, or those outside them all."""
    return Activity.objects.filter(revision=revision, focus_area=focus_area_id)


def _create(revision: Revision, written: Written, creation_key: UUID, by: User) -> tuple[Activity, bool]:
    values = _complete(revision, written.values)
    values["position"] = last_position(siblings(revision, _area_id(values)))
    activity, is_new = create_row(
        Activity, creation_key=creation_key, values={**values, "revision": revision}, by=by
    )
    check_same_draft(activity, revision)
    if is_new:
        _write_actors(activity, written.actors)
        write_places(activity, written.places)
    return activity, is_new


def _complete(revision: Revision, values: dict[str, Any]) -> dict[str, Any]:
    """The values with a reading, and with a focus area only if it is (still) one of this revision's."""
    complete = dict(values)
    if "text" in values and "extent" not in values:
        complete |= readings.stored(values["text"], values.get("scope", ""))
    area = values.get("focus_area")
    if area is not None and not revision.focus_areas.filter(pk=area.pk).exists():
        complete["focus_area"] = None
    return complete


def _area_id(values: dict[str, Any]) -> int | None:
    area = values.get("focus_area")
    return area.pk if area else None


def _key(row: Written) -> UUID:
    if row.creation_key is None:
        raise ValueError("a row of a table needs a creation key")
    return row.creation_key


def _says(current: Activity, values: dict[str, Any], written: Written) -> bool:
    return (
        says(current, values)
        and _actors(current) == _sorted_by_part(written.actors)
        and names_of(current) == list(written.places)
    )


def _sorted_by_part(actors: Iterable[Actor]) -> list[Actor]:
    """The actors part by part in the order that the table of rows gives, each part's own order kept."""
    return sorted(actors, key=lambda actor: actor.part)


def _actors(activity: Activity) -> list[Actor]:
    rows = activity.actors.order_by("part", "position", "pk")
    return [Actor(row.part, row.organisation_id, row.role_text) for row in rows]


def _write_actors(activity: Activity, actors: Iterable[Actor]) -> None:
    wanted = _sorted_by_part(actors)
    if _actors(activity) == wanted:
        return
    activity.actors.all().delete()
    ActivityActor.objects.bulk_create(
        ActivityActor(
            activity=activity,
            part=actor.part,
            organisation_id=actor.organisation_id,
            role_text=actor.role_text,
            position=position,
        )
        for position, actor in enumerate(wanted, start=1)
    )


def _place_after(original: Activity, copy: Activity) -> None:
    """Number the siblings anew: rows that were loaded together may share a position."""
    rows = siblings(original.revision, original.focus_area_id).exclude(pk=copy.pk).order_by("position", "pk")
    ordered = list(rows.values_list("pk", "position"))
    place = next(i for i, (pk, _position) in enumerate(ordered, start=1) if pk == original.pk)
    ordered.insert(place, (copy.pk, copy.position))
    for position, (pk, before) in enumerate(ordered, start=1):
        if position != before or pk == copy.pk:
            Activity.objects.filter(pk=pk).update(position=position)
