"""Invented reports: more on weekend evenings, half of them at five named places, some without an hour or a position."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import islice
from random import Random

from django.db import transaction

from lagesbild.models import Category, IncidentReport, Place
from lagesbild.periods import Period
from organisations.models import Municipality

TOTAL = 1_500_000
YEARS = 3
_BATCH = 2000
SOURCES = (
    "påhittad rapportör",
    "påhittad skola",
    "påhittat bostadsbolag",
    "påhittad fältgrupp",
    "påhittad väktare",
)
TEXT = "Påhittad rapport."
_PLACES = (
    "Påhittade torget",
    "Påhittade stationen",
    "Påhittade parken",
    "Påhittade skolgården",
    "Påhittade badet",
)
_CATEGORIES = (
    (Category.VANDALISM, 30),
    (Category.GATHERING, 22),
    (Category.DISORDER, 24),
    (Category.UNSAFE_PLACE, 14),
    (Category.EVENT, 5),
    (Category.SAFE_PLACE, 5),
)
# How much happens in each hour of the day, in UTC: most in the evening.
_HOURS = (5, 3, 2, 1, 1, 1, 2, 3, 4, 4, 4, 5, 6, 6, 7, 8, 9, 11, 13, 15, 16, 14, 10, 7)
_SPREAD = 0.02
# In the country, and in a municipality whose number is not known.
PEOPLE = 10_605_520
_FEW_PEOPLE = 9_000


@dataclass
class BuiltReports:
    """How much was made."""

    municipalities: int = 0
    reports: int = 0


def build(
    municipalities: Iterable[Municipality],
    *,
    today: date,
    total: int = TOTAL,
    progress: Callable[[BuiltReports], None] = lambda built: None,
) -> BuiltReports:
    """Each municipality's share of ``total``, by its part of the country's people. Who has invented reports is
    passed over; each is whole or not there at all."""
    period = Period(today.replace(year=today.year - YEARS), today - timedelta(days=1))
    built = BuiltReports()
    for municipality in municipalities:
        if not IncidentReport.objects.filter(municipality=municipality, text=TEXT).exists():
            count = round(total * (municipality.population or _FEW_PEOPLE) / PEOPLE)
            built.reports += fill(municipality, period, count)
        built.municipalities += 1
        progress(built)
    return built


def fill(municipality: Municipality, period: Period, count: int) -> int:
    """Make so many invented reports in the period, and the places they are told from."""
    with transaction.atomic():
        chance = Random(f"{municipality.code}:{period.first}")  # noqa: S311 (an invented country, no secret)
        places = _places(municipality)
        reports = _reports(municipality, places, period, count, chance)
        while some := list(islice(reports, _BATCH)):
            IncidentReport.objects.bulk_create(some, batch_size=_BATCH)
    return count


def _places(municipality: Municipality) -> list[Place]:
    found = list(Place.objects.filter(municipality=municipality, name__in=_PLACES).order_by("pk"))
    if found:
        return found
    made = []
    chance = Random(municipality.code)  # noqa: S311
    for name in _PLACES:
        north, east = _near(municipality, chance, 0.01)
        place = Place(municipality=municipality, owner=municipality, name=name, radius=150)
        place.latitude, place.longitude = north, east
        place.save()
        made.append(place)
    return made


def _near(municipality: Municipality, chance: Random, spread: float) -> tuple[Decimal, Decimal]:
    north = float(municipality.latitude or 59) + chance.gauss(0, spread)
    east = float(municipality.longitude or 15) + chance.gauss(0, 2 * spread)
    return (
        Decimal(f"{min(max(north, 55), 70):.5f}"),
        Decimal(f"{min(max(east, 10), 25):.5f}"),
    )


def _reports(
    municipality: Municipality, places: list[Place], period: Period, count: int, chance: Random
) -> Iterator[IncidentReport]:
    begins = datetime(period.first.year, period.first.month, period.first.day, tzinfo=UTC)
    categories = chance.choices(
        [category for category, _weight in _CATEGORIES],
        [weight for _category, weight in _CATEGORIES],
        k=count,
    )
    hours = chance.choices(range(24), _HOURS, k=count)
    for category, hour in zip(categories, hours, strict=True):
        north, east = _near(municipality, chance, _SPREAD) if chance.random() < 0.9 else (None, None)
        yield IncidentReport(
            municipality=municipality,
            owner=municipality,
            category=category,
            happened_at=begins
            + timedelta(days=chance.randrange(period.days), hours=hour, minutes=chance.randrange(60)),
            hour_is_known=chance.random() < 0.9,
            place=chance.choice(places) if chance.random() < 0.5 else None,
            latitude=north,
            longitude=east,
            address="",
            text=TEXT,
            source=chance.choice(SOURCES),
            creation_key=uuid.UUID(int=chance.getrandbits(128), version=4),
        )
