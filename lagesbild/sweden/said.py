"""Invented dialogues with what was said, and safety walks with their points."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from lagesbild.models import (
    Breakdown,
    ChecklistItem,
    Dialogue,
    Finding,
    Layer,
    Place,
    SafetyWalk,
    WalkPoint,
)
from lagesbild.sweden import texts
from lagesbild.sweden.keys import key
from organisations.sweden import Parties

# In which months they are held. One whose findings have been answered for so many days is closed.
_MONTHS = (2, 5, 10)
_WALKED = (4, 11)
_ANSWERED_AFTER = timedelta(days=90)
_PER_DIALOGUE = 4


def noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def dialogues(parties: Parties, places: list[Place], years: range, today: date) -> list[Finding]:
    """Three dialogues a year until today, each with how many were reached and four findings; the findings."""
    chance = Random(f"{parties.municipality.code}:said")  # noqa: S311 (an invented country, no secret)
    held = Dialogue.objects.bulk_create(_dialogues(parties, places, years, today, chance))
    Breakdown.objects.bulk_create(row for one in held for row in _breakdown(one))
    return Finding.objects.bulk_create(_findings(parties, held, places))


def _dialogues(
    parties: Parties, places: list[Place], years: range, today: date, chance: Random
) -> Iterator[Dialogue]:
    for year in years:
        for month, (title, form, held_with) in zip(_MONTHS, texts.DIALOGUES, strict=True):
            first = date(year, month, chance.randint(1, 14))
            last = first + timedelta(days=chance.choice((0, 0, 13)))
            if last > today:
                continue
            is_closed = last + _ANSWERED_AFTER <= today
            yield Dialogue(
                municipality=parties.municipality,
                owner=parties.municipality,
                layer=Layer.PUBLIC if month == _MONTHS[0] else Layer.PARTIES,
                title=f"{title} {year}",
                held_with=held_with,
                form=form,
                starts_on=first,
                ends_on=last,
                place=chance.choice(places),
                reached=chance.randint(80, 700),
                method="Påhittad, för att mäta och prova med.",
                closed_at=noon(last + _ANSWERED_AFTER) if is_closed else None,
                closed_by=parties.coordinator if is_closed else None,
                creation_key=key(parties.municipality.code, "dialogue", year, month),
                edited_by=parties.coordinator,
                edited_at=noon(last),
            )


def _breakdown(dialogue: Dialogue) -> Iterator[Breakdown]:
    """Half women and half men, as many of each age; who is left over was not told apart."""
    groups = [(sex, age) for sex in (Breakdown.Sex.WOMEN, Breakdown.Sex.MEN) for age in texts.AGES]
    each = (dialogue.reached or 0) // len(groups)
    for sex, age in groups:
        yield Breakdown(dialogue=dialogue, sex=sex, age=age, count=each)


def _findings(parties: Parties, held: list[Dialogue], places: list[Place]) -> Iterator[Finding]:
    for number, dialogue in enumerate(held):
        for position in range(1, _PER_DIALOGUE + 1):
            at = number * _PER_DIALOGUE + position
            theme, text = texts.FINDINGS[at % len(texts.FINDINGS)]
            is_staff = dialogue.held_with == Dialogue.With.STAFF
            asks = (Finding.Asks.WHAT, Finding.Asks.HOW)[position % 2] if is_staff else ""
            yield Finding(
                dialogue=dialogue,
                position=position,
                theme=theme,
                asks=asks,
                text=text,
                count=(dialogue.reached or 0) // (position + 1),
                place=places[at % len(places)],
                when_text="Kvällar och helger",
                who_text="Unga och äldre",
                is_public=dialogue.layer == Layer.PUBLIC,
                creation_key=key(dialogue.creation_key, "finding", position),
                edited_by=parties.coordinator,
                edited_at=dialogue.edited_at,
            )


def walks(parties: Parties, places: list[Place], years: range, today: date) -> None:
    """Two walks a year until today, with a protocol that everybody reads."""
    chance = Random(f"{parties.municipality.code}:walks")  # noqa: S311
    held = SafetyWalk.objects.bulk_create(_walks(parties, years, today, chance))
    ChecklistItem.objects.bulk_create(
        ChecklistItem(walk=walk, position=position, text=text, creation_key=key(walk.creation_key, position))
        for walk in held
        for position, text in enumerate(texts.CHECKLIST, start=1)
    )
    WalkPoint.objects.bulk_create(_points(parties, held, places, today, chance))


def _walks(parties: Parties, years: range, today: date, chance: Random) -> Iterator[SafetyWalk]:
    for year in years:
        for month in _WALKED:
            day = date(year, month, chance.randint(1, 28))
            if day > today:
                continue
            yield SafetyWalk(
                municipality=parties.municipality,
                owner=parties.municipality,
                title=f"Påhittad trygghetsvandring {day}",
                held_on=day,
                state=SafetyWalk.State.PUBLISHED,
                meeting_place="Påhittade torget",
                route="Torget, gångtunneln, stationen och tillbaka.",
                participants=chance.randint(6, 25),
                participant_roles="Samordnare, kommunpolis, fastighetsskötare, boende",
                published_at=noon(day),
                published_by=parties.coordinator,
                creation_key=key(parties.municipality.code, "walk", year, month),
                edited_by=parties.coordinator,
                edited_at=noon(day),
            )


def _points(
    parties: Parties, held: list[SafetyWalk], places: list[Place], today: date, chance: Random
) -> Iterator[WalkPoint]:
    for walk in held:
        for position, (category, text, measure) in enumerate(texts.POINTS, start=1):
            place = chance.choice(places)
            due = walk.held_on + timedelta(days=60)
            is_done = due < today and chance.random() < 0.9
            yield WalkPoint(
                walk=walk,
                position=position,
                category=category,
                text=text,
                place=place,
                latitude=place.latitude,
                longitude=place.longitude,
                measure=measure,
                measure_owner=parties.municipality if measure else None,
                due_on=due if measure else None,
                state=WalkPoint.State.DONE if is_done and measure else WalkPoint.State.OPEN,
                state_on=due if is_done and measure else None,
                creation_key=key(walk.creation_key, "point", position),
                edited_by=parties.coordinator,
                edited_at=walk.edited_at,
            )
