"""All that one invented municipality knows: what is said, the problems and causes, what is adopted and decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from lagesbild.models import Dialogue, Finding, Place
from lagesbild.sweden import texts
from lagesbild.sweden.documents import Adopted, agreement, documents
from lagesbild.sweden.keys import key
from lagesbild.sweden.meetings import meetings
from lagesbild.sweden.problems import Known, problems
from lagesbild.sweden.said import dialogues, walks
from organisations.models import Municipality
from organisations.sweden import Parties
from organisations.swedish import sort_form

_SPREAD = 0.01
_MEETING_YEARS = 3


@dataclass(frozen=True)
class Knowledge:
    """What a promise can be linked to. ``findings`` come with their dialogues, the oldest first."""

    findings: list[Finding]
    known: Known
    adopted: list[Adopted]


def is_known(municipality: Municipality) -> bool:
    """Whether the municipality has its invented knowledge: all of it is written in one transaction."""
    return Dialogue.objects.filter(
        municipality=municipality, title__startswith=texts.DIALOGUES[0][0]
    ).exists()


def know(parties: Parties, *, years: range, today: date) -> Knowledge:
    """Write it, for the years. Within a transaction, and once."""
    places = _places(parties)
    findings = dialogues(parties, places, years, today)
    walks(parties, places, years, today)
    known = problems(parties, places, findings, today)
    agreement(parties, today)
    meetings(parties, _MEETING_YEARS, today)
    return Knowledge(findings, known, documents(parties, known, years, today))


def _places(parties: Parties) -> list[Place]:
    municipality = parties.municipality
    chance = Random(f"{municipality.code}:places")  # noqa: S311 (an invented country, no secret)
    rows = [
        Place(
            municipality=municipality,
            owner=municipality,
            name=name,
            sort_key=sort_form(name),
            kind=Place.Kind.AREA if radius > 200 else Place.Kind.POINT,
            radius=radius,
            description="Påhittad plats.",
            latitude=_degrees(municipality.latitude or 59, chance, _SPREAD),
            longitude=_degrees(municipality.longitude or 15, chance, 2 * _SPREAD),
            creation_key=key(municipality.code, "place", name),
            edited_by=parties.coordinator,
        )
        for name, radius in texts.PLACES
    ]
    return Place.objects.bulk_create(rows)


def _degrees(middle: Decimal | int, chance: Random, spread: float) -> Decimal:
    return Decimal(f"{float(middle) + chance.gauss(0, spread):.5f}")
