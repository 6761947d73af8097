"""Kungsör's lägesbildsträffar every second week, with two insatser that the meetings have decided on (invented)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.utils import timezone

from organisations.actions import meetings
from organisations.actions.meetings import Every
from organisations.models import Group, Meeting

if TYPE_CHECKING:
    from organisations.models import User

_KEYS = UUID("0d0e9d0c-6a2f-4f0e-9c52-1d6a7a4f1b10")
_GROUP = "lagesbildstraffen-kungsor"
# So many weeks back is the first, and so many ahead the last.
_BACK, _AHEAD = 8, 6


def load(people: Mapping[str, User]) -> None:
    """Plan the series and note its decisions, once."""
    group = Group.objects.filter(slug=_GROUP).first()
    if group is None or group.meetings.exists():
        return
    by = people["samordnare.kungsor"]
    today = timezone.localdate()
    first = today - timedelta(weeks=_BACK, days=today.weekday() - 2)
    begun = meetings.add(group, by=by, creation_key=uuid5(_KEYS, "first"), values=_values(first))
    meetings.repeat(begun, by=by, every=Every.FORTNIGHT, until=first + timedelta(weeks=_BACK + _AHEAD))
    last = Meeting.objects.filter(group=group, held_on__lt=today).order_by("-held_on").first() or begun
    _decide(
        last,
        "Fältgruppen besöker parkeringen vid badhuset tre fredagskvällar (påhittat exempel).",
        today + timedelta(days=10),
        by,
    )
    _decide(
        begun,
        "Tekniska enheten byter trasiga lampor på gångvägen mot skolan (påhittat exempel).",
        today - timedelta(days=5),
        by,
    )


def _values(day: date) -> meetings.MeetingValues:
    return {
        "held_on": day,
        "starts_at": time(9, 0),
        "place": "Kommunhuset",
        "agenda": "Vad är nytt, vad behöver göras, vem gör det?",
        "minutes": "",
    }


def _decide(meeting: Meeting, text: str, due_on: date, by: User) -> None:
    values: meetings.DecisionValues = {
        "text": text,
        "item": None,
        "owner": meeting.group.parent,
        "owner_title": "Säkerhetssamordnaren",
        "due_on": due_on,
        "wants_change_of": "",
    }
    meetings.decide(meeting, by=by, creation_key=uuid5(_KEYS, text), values=values)
