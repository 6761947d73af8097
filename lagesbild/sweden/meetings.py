"""An invented council for each municipality, and for every fourth a group that meets about the lägesbild."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from lagesbild.sweden import texts
from lagesbild.sweden.keys import key
from organisations.models import Decision, Group, GroupMember, Meeting
from organisations.sweden import Parties

_FORTNIGHT = timedelta(days=14)
_HALF_YEAR = timedelta(days=182)
_ONE_IN = 4
# A decision is done before the meeting after the next; of every tenth nobody has said so.
_DONE_AFTER = timedelta(days=20)
_LEFT_OPEN = 10


def has_meetings(code: str) -> bool:
    """Whether the municipality is one of those that meet every second week."""
    return int(code) % _ONE_IN == 2


def meetings(parties: Parties, years: int, today: date) -> None:
    """The groups, with their seats, meetings until a fortnight from today, and decisions."""
    council = _group(parties, Group.GroupKind.COUNCIL, "Påhittat brottsförebyggande råd")
    _hold(parties, council, years, _HALF_YEAR, today)
    if has_meetings(parties.municipality.code):
        group = _group(parties, Group.GroupKind.SITUATION, "Påhittad lägesbildsträff")
        _hold(parties, group, years, _FORTNIGHT, today)


def _group(parties: Parties, kind: Group.GroupKind, name: str) -> Group:
    made: Group = Group.objects.create(
        kind=Group.Kind.GROUP,
        group_kind=kind,
        name=name,
        slug=f"pahittad-{kind}-{parties.municipality.slug}",
        parent=parties.municipality,
        is_demo=True,
        creation_key=key(parties.municipality.code, kind),
    )
    made.municipalities.add(parties.municipality)
    GroupMember.objects.bulk_create(
        GroupMember(
            group=made,
            organisation=organisation,
            title="Den som leder arbetet",
            user=parties.coordinator if organisation == parties.municipality else parties.officer,
            is_chair=organisation == parties.municipality,
            creation_key=key(made.slug, organisation.pk),
        )
        for organisation in parties.organisations
    )
    return made


def _hold(parties: Parties, group: Group, years: int, every: timedelta, today: date) -> None:
    first = today.replace(year=today.year - years, day=1)
    days = [first + number * every for number in range((today + _FORTNIGHT - first) // every + 1)]
    held = Meeting.objects.bulk_create(
        Meeting(group=group, held_on=day, place="Kommunhuset", creation_key=key(group.slug, day))
        for day in days
    )
    Decision.objects.bulk_create(_decisions(parties, group, held, today))


def _decisions(parties: Parties, group: Group, held: list[Meeting], today: date) -> Iterator[Decision]:
    """One at every second meeting."""
    for number, meeting in enumerate(held):
        if number % 2 or meeting.held_on > today:
            continue
        done_on = meeting.held_on + _DONE_AFTER
        is_done = done_on <= today and bool(number % _LEFT_OPEN)
        yield Decision(
            meeting=meeting,
            number=1,
            text=texts.DECISION,
            owner=parties.municipality,
            due_on=done_on,
            done_on=done_on if is_done else None,
            done_by=parties.coordinator if is_done else None,
            creation_key=key(group.slug, meeting.held_on, "decision"),
        )
