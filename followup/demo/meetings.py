"""Meetings of the demonstration's groups: what was decided, and what has not been done yet."""

from __future__ import annotations

from datetime import date
from typing import Any

from organisations.actions import meetings
from organisations.models import Group, User
from promises.demo.people import Cast, key_of

# Group, who keeps the minutes, day, place, what was said, and decisions: text, owner, role, day, when it was done.
_HELD: list[tuple[str, str, date, str, str, list[tuple[str, str, str, date | None, date | None]]]] = [
    (
        "lekeberg-bra",
        "bra-sekreterare.lekeberg",
        date(2022, 12, 8),
        "Kommunhuset i Fjugesta",
        "Rådet gick igenom de två åren med löftet. Kontrollerna har blivit av, flera andra aktiviteter saknar tal.",
        [
            (
                "Nästa löfte ska säga hur mycket som ska göras i varje aktivitet.",
                "lekeberg",
                "Säkerhetssamordnaren",
                date(2023, 3, 1),
                date(2023, 2, 20),
            )
        ],
    ),
    (
        "lekeberg-bra",
        "bra-sekreterare.lekeberg",
        date(2026, 10, 15),
        "Kommunhuset i Fjugesta",
        "Kontrollerna är färre än lovat och mötet varannan vecka har inte kommit i gång.",
        [
            (
                "Polisen ser över när patrullen kan göra kontroller och återkommer till rådet.",
                "lpo-orebro",
                "Kommunpolisen",
                date(2026, 12, 10),
                None,
            ),
            (
                "Samordnaren kallar till mötena om unga resten av året.",
                "lekeberg",
                "Säkerhetssamordnaren",
                date(2026, 11, 1),
                None,
            ),
        ],
    ),
    (
        "trollhattan-styrgrupp",
        "samordnare.trollhattan",
        date(2018, 12, 18),
        "Stadshuset",
        "Styrgruppen fick rapporten om löftets aktiviteter.",
        [
            (
                "Löftet följs av ett nytt för 2019.",
                "trollhattan",
                "Folkhälsostrategen",
                None,
                date(2019, 1, 15),
            )
        ],
    ),
]


def load_meetings(cast: Cast) -> None:
    """Note the meetings that are not there yet."""
    for number, (group_key, login, day, place, minutes, decisions) in enumerate(_HELD):
        group, by = cast.organisations[group_key], cast.users[login]
        if isinstance(group, Group) and not group.meetings.filter(held_on=day).exists():
            values: meetings.MeetingValues = {
                "held_on": day,
                "starts_at": None,
                "place": place,
                "agenda": "",
                "minutes": minutes,
            }
            meeting = meetings.add(group, by=by, creation_key=key_of("meeting", number), values=values)
            for index, row in enumerate(decisions):
                _decide(meeting, row, cast, by, key_of("meeting", number, index))


def _decide(meeting: Any, row: tuple[Any, ...], cast: Cast, by: User, key: Any) -> None:
    text, owner, role, due_on, done_on = row
    values: meetings.DecisionValues = {
        "text": text,
        "item": None,
        "owner": cast.organisations[owner],
        "owner_title": role,
        "due_on": due_on,
        "wants_change_of": "",
    }
    decision = meetings.decide(meeting, by=by, creation_key=key, values=values)
    if done_on is not None:
        meetings.carry_out(decision, by=by, done_on=done_on)
