"""Meetings of groups: when they are held, what is on the agenda, what was noted and what was decided."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any, NamedTuple, TypedDict
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.actions import record, reference
from organisations import permissions
from organisations.actions.rows import create_row, locked, save_row
from organisations.days import add_months
from organisations.models import AgendaItem, Decision, Group, Meeting, Organisation, User

# A series longer than this is a slip of the finger.
MOST_IN_SERIES = 60


class MeetingValues(TypedDict):
    """A meeting: when, where, what about, what was noted."""

    held_on: date
    starts_at: time | None
    place: str
    agenda: str
    minutes: str


class DecisionValues(TypedDict):
    """A decision: what, who sees to it, by when, and of which promise it wants a new version (address name)."""

    text: str
    item: AgendaItem | None
    owner: Organisation | None
    owner_title: str
    due_on: date | None
    wants_change_of: str


class Every(models.TextChoices):
    """How often a series of meetings is held."""

    WEEK = "week", gettext_lazy("varje vecka")
    FORTNIGHT = "fortnight", gettext_lazy("varannan vecka")
    MONTH = "month", gettext_lazy("varje månad, samma datum")


class Point(NamedTuple):
    """A point that was filled in, and what it comes from."""

    source: str
    title: str
    text: str = ""


@transaction.atomic
def add(group: Group, *, by: User, creation_key: UUID, values: MeetingValues) -> Meeting:
    """Note a meeting, held or planned."""
    permissions.check_can_hold_meetings(by, group)
    meeting, created = create_row(Meeting, creation_key=creation_key, values={**values, "group": group})
    if created:
        _note("meeting_added", meeting, by=by)
    return meeting


@transaction.atomic
def change(meeting: Meeting, *, by: User, edit_number: int, values: MeetingValues) -> Meeting:
    """Save a meeting; raises StaleEdit."""
    permissions.check_can_hold_meetings(by, meeting.group)
    saved = save_row(meeting, edit_number=edit_number, values=dict(values))
    _note("meeting_changed", saved, by=by)
    return saved


@transaction.atomic
def remove(meeting: Meeting, *, by: User) -> None:
    """Remove a meeting that was never held. One that has decided something stays."""
    permissions.check_can_hold_meetings(by, meeting.group)
    if meeting.decisions.exists():
        raise PermissionDenied(_("Mötet har beslut, så det går inte att ta bort."))
    gone = reference(meeting.group)
    if Meeting.objects.filter(pk=meeting.pk).delete()[0]:
        _note("meeting_removed", meeting, by=by, obj=gone)


@transaction.atomic
def repeat(meeting: Meeting, *, by: User, every: str, until: date) -> list[Meeting]:
    """Plan the same meeting again and again until a day. A day on which the group already meets is left as it is."""
    permissions.check_can_hold_meetings(by, meeting.group)
    days = series(meeting.held_on, Every(every), until)
    if not days:
        raise ValidationError({"until": _("Sista dagen måste komma efter nästa möte i serien.")})
    if len(days) > MOST_IN_SERIES:
        raise ValidationError(
            {"until": _("Det blir %(count)d möten. Välj en tidigare sista dag.") % {"count": len(days)}}
        )
    group = Group.objects.select_for_update().get(pk=meeting.group_id)
    taken = set(group.meetings.filter(held_on__in=days).values_list("held_on", flat=True))
    same = {"group": group, "starts_at": meeting.starts_at, "place": meeting.place, "agenda": meeting.agenda}
    made = Meeting.objects.bulk_create(Meeting(held_on=day, **same) for day in days if day not in taken)
    if made:
        _note("meetings_repeated", meeting, by=by, count=len(made), until=until.isoformat())
    return made


def series(first: date, every: Every, until: date) -> list[date]:
    """The days after the first on which a series is held. Pure. The 31st is the last day of a shorter month."""
    if every == Every.MONTH:
        days = (add_months(first, count) for count in range(1, MOST_IN_SERIES + 2))
    else:
        step = timedelta(weeks=1 if every == Every.WEEK else 2)
        days = (first + step * count for count in range(1, MOST_IN_SERIES + 2))
    return [day for day in days if day <= until]


# --- The agenda -------------------------------------------------------------------------------------


@transaction.atomic
def add_item(meeting: Meeting, *, by: User, creation_key: UUID, title: str, text: str = "") -> AgendaItem:
    """Put a point last on the agenda."""
    permissions.check_can_hold_meetings(by, meeting.group)
    values = {"meeting": meeting, "title": title, "text": text, "position": _next(meeting.items, "position")}
    item, created = create_row(AgendaItem, creation_key=creation_key, values=values, owners=["meeting"])
    if created:
        _note("agenda_item_added", meeting, by=by)
    return item


@transaction.atomic
def fill(meeting: Meeting, points: Iterable[Point], *, by: User) -> list[AgendaItem]:
    """Put points last on the agenda, each of what it comes from once however often this is done."""
    permissions.check_can_hold_meetings(by, meeting.group)
    locked(meeting)
    already = set(meeting.items.values_list("source", flat=True))
    new = {point.source: point for point in points if point.source not in already}
    first = _next(meeting.items, "position")
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=meeting,
            position=first + place,
            title=point.title[:200],
            text=point.text,
            source=point.source,
        )
        for place, point in enumerate(new.values())
    )
    if items:
        _note("agenda_filled", meeting, by=by, count=len(items))
    return items


@transaction.atomic
def change_item(item: AgendaItem, *, by: User, edit_number: int, **values: str) -> AgendaItem:
    """Save a point: title, text, and what was noted about it at the meeting. Raises StaleEdit."""
    permissions.check_can_hold_meetings(by, item.meeting.group)
    saved = save_row(item, edit_number=edit_number, values=values)
    _note("agenda_item_changed", item.meeting, by=by)
    return saved


@transaction.atomic
def move_item(item: AgendaItem, *, by: User, steps: int) -> None:
    """Move a point up (-1) or down (1) on the agenda."""
    permissions.check_can_hold_meetings(by, item.meeting.group)
    locked(item.meeting)
    items = list(item.meeting.items.all())
    place = next((place for place, one in enumerate(items) if one.pk == item.pk), None)
    if place is None:
        return
    items.insert(max(0, place + steps), items.pop(place))
    for position, one in enumerate(items):
        one.position = position
    AgendaItem.objects.bulk_update(items, ["position"])


@transaction.atomic
def remove_item(item: AgendaItem, *, by: User) -> None:
    """Take a point off the agenda. Decisions on it stay with the meeting."""
    permissions.check_can_hold_meetings(by, item.meeting.group)
    if AgendaItem.objects.filter(pk=item.pk).delete()[0]:
        _note("agenda_item_removed", item.meeting, by=by)


# --- Decisions --------------------------------------------------------------------------------------


@transaction.atomic
def decide(meeting: Meeting, *, by: User, creation_key: UUID, values: DecisionValues) -> Decision:
    """Note a decision of the meeting under the next number. It changes nothing by itself."""
    permissions.check_can_hold_meetings(by, meeting.group)
    locked(meeting)
    row = {**values, "meeting": meeting, "number": _next(meeting.decisions, "number")}
    decision, created = create_row(Decision, creation_key=creation_key, values=row, owners=["meeting"])
    if created:
        _note("decision_made", meeting, by=by, number=decision.number)
    return decision


@transaction.atomic
def change_decision(decision: Decision, *, by: User, edit_number: int, values: DecisionValues) -> Decision:
    """Correct what was noted of a decision; raises StaleEdit. The number stays."""
    permissions.check_can_hold_meetings(by, decision.meeting.group)
    saved = save_row(decision, edit_number=edit_number, values=dict(values))
    _note("decision_changed", decision.meeting, by=by, number=saved.number)
    return saved


@transaction.atomic
def carry_out(decision: Decision, *, by: User, done_on: date, done_note: str = "") -> Decision:
    """Say that a decision is carried out: by who holds the meetings, or by somebody of the owner's."""
    permissions.check_can_carry_out(by, decision)
    if done_on > timezone.localdate():
        raise ValidationError({"done_on": _("Dagen har inte varit än.")})
    current = locked(decision)
    if current.done_on is None:
        current.done_on, current.done_note, current.done_by = done_on, done_note, by
        current.edit_number += 1
        current.save()
        _note("decision_carried_out", decision.meeting, by=by, number=current.number)
    return current


def _next(rows: Any, name: str) -> int:
    return (rows.aggregate(last=Max(name))["last"] or 0) + 1


def _note(action: str, meeting: Meeting, *, by: User, obj: Any = None, **data: Any) -> None:
    group = meeting.group
    record(
        f"organisations.{action}",
        by=by,
        obj=obj or group,
        data={"group": str(group), "held_on": meeting.held_on.isoformat(), **data},
        organisations=[group.pk, *([group.parent_id] if group.parent_id else [])],
    )
