"""Invented event reports over the last year, each marked as such by its source.

They follow the year and the week as such reports tend to: bathing places in summer, the centre on Friday and Saturday
evenings. And one hot spot is planted, for the analysis to find: ``PLANTED``.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from lagesbild.actions.events import note
from lagesbild.demo.keys import key_of
from lagesbild.models import Category, IncidentReport, Place
from lagesbild.models.reports import INVENTED
from organisations.models import Municipality, Organisation

if TYPE_CHECKING:
    from organisations.models import User

YEAR = 365
SUMMER = (6, 7, 8)
C = Category


@dataclass(frozen=True)
class Spot:
    """How often a place is told of in an ordinary week, of what, and when it is more."""

    place: str
    weekly: float
    of: tuple[Category, ...]
    in_summer: float = 1.0


@dataclass(frozen=True)
class Planted:
    """More than chance at one place, some weeks ago until some weeks ago, on a few evenings of the week."""

    place: str
    count: int
    first_week: int
    last_week: int
    weekdays: tuple[int, ...]
    hours: tuple[int, ...]


TELLERS = {
    "1814": ("rapportor.lekeberg", ("lekeberg-skola", "lekeberg-fritid")),
    "1960": ("samordnare.kungsor", ("kungsor-skola", "kungsor-fritid")),
}
SPOTS = {
    "1814": (
        Spot("Fjugesta centrum", 1.3, (C.GATHERING, C.DISORDER, C.VANDALISM, C.DISORDER)),
        Spot("Lanna badgruva", 0.4, (C.VANDALISM, C.DISORDER, C.UNSAFE_PLACE), in_summer=6),
        Spot("Badplats Leken", 0.2, (C.VANDALISM, C.DISORDER, C.SAFE_PLACE), in_summer=5),
        Spot("Busstationen i Fjugesta", 0.5, (C.GATHERING, C.VANDALISM, C.UNSAFE_PLACE)),
        Spot("Lekebergsskolan", 0.7, (C.VANDALISM, C.DISORDER, C.SAFE_PLACE)),
        Spot("Mullhyttan", 0.3, (C.DISORDER, C.UNSAFE_PLACE, C.EVENT, C.SAFE_PLACE)),
    ),
    "1960": (
        Spot("Kungsörs centrum", 0.8, (C.GATHERING, C.DISORDER, C.VANDALISM)),
        Spot("Kungsörs station", 0.5, (C.UNSAFE_PLACE, C.VANDALISM, C.GATHERING)),
        Spot("Skolområdet i Kungsör", 0.5, (C.VANDALISM, C.DISORDER, C.SAFE_PLACE)),
    ),
}
PLANTED = {
    "1814": Planted("Busstationen i Fjugesta", 34, 8, 3, (4, 5), (19, 20, 21, 22)),
    "1960": Planted("Kungsörs station", 18, 6, 2, (4, 5), (20, 21, 22)),
}
TEXTS = {
    C.VANDALISM: (
        "En ruta är krossad.",
        "Klotter på väggen.",
        "En soptunna är sönder.",
        "Bänken är förstörd.",
    ),
    C.GATHERING: ("Ett större sällskap som gör andra otrygga.", "Högljutt sällskap vid gångvägen."),
    C.DISORDER: (
        "Mopeder körs på gångvägen.",
        "Hög musik sent.",
        "Fyrverkerier bland folk.",
        "Skräp överallt.",
    ),
    C.UNSAFE_PLACE: ("Lampan lyser inte.", "Buskarna skymmer sikten.", "Öde och mörkt på kvällen."),
    C.EVENT: ("Marknad med mycket folk.", "Match med många besökare."),
    C.SAFE_PLACE: ("Ljust, och det är folk ute.", "Fritidsgårdens personal är här."),
}
BATCH = 500


def load(people: Mapping[str, User]) -> None:
    """Write the reports of each municipality that has no invented ones yet."""
    for code, (login, slugs) in TELLERS.items():
        municipality = Municipality.objects.get(code=code)
        if not IncidentReport.objects.filter(municipality=municipality, source=INVENTED).exists():
            owners = list(Organisation.objects.filter(slug__in=slugs).order_by("pk")) or [municipality]
            _write(municipality, owners, people[login])


@transaction.atomic
def _write(municipality: Municipality, owners: list[Organisation], by: User) -> None:
    """All at once and with one event: what nobody has seen needs none each."""
    places = {one.name: one for one in Place.objects.filter(municipality=municipality)}
    chance = random.Random(int(municipality.code))  # noqa: S311 - invented data, the same each time
    told = [
        IncidentReport(
            municipality=municipality,
            owner=chance.choice(owners),
            category=category,
            happened_at=at,
            hour_is_known=chance.random() > 0.06,
            place=places[name],
            text=chance.choice(TEXTS[category]),
            source=INVENTED,
            creation_key=key_of("report", municipality.code, number),
            **_near(places[name], chance),
        )
        for number, (name, category, at) in enumerate(_happened(municipality.code, chance))
    ]
    IncidentReport.objects.bulk_create(told, batch_size=BATCH)
    note("reports_invented", municipality, municipality=municipality, by=by, count=len(told))


def _happened(code: str, chance: random.Random) -> Iterator[tuple[str, Category, datetime]]:
    """What, where and when: the ordinary, then the planted."""
    today = timezone.localdate()
    for spot in SPOTS[code]:
        for back in range(YEAR, 0, -1):
            day = today - timedelta(days=back)
            if chance.random() < _expected(spot, day):
                yield spot.place, chance.choice(spot.of), _moment(day, chance.choice(_hours(day)), chance)
    planted = PLANTED[code]
    for _number in range(planted.count):
        monday = today - timedelta(
            days=today.weekday(), weeks=chance.randint(planted.last_week, planted.first_week)
        )
        day = monday + timedelta(days=chance.choice(planted.weekdays))
        category = chance.choice((C.GATHERING, C.VANDALISM, C.DISORDER))
        yield planted.place, category, _moment(day, chance.choice(planted.hours), chance)


def _expected(spot: Spot, day: date) -> float:
    """How likely a report of the place is on the day: more at the end of the week, at some places more in summer."""
    weekly = spot.weekly * (spot.in_summer if day.month in SUMMER else 1)
    return min(0.95, weekly / 7 * (1.8 if day.weekday() in (4, 5) else 0.68))


def _hours(day: date) -> tuple[int, ...]:
    late = (18, 19, 20, 21, 22, 23)
    return (*late, 21, 22, 23) if day.weekday() in (4, 5) else (*late, 8, 12, 15, 16, 17)


def _moment(day: date, hour: int, chance: random.Random) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, chance.randrange(0, 60, 5))))


def _near(place: Place, chance: random.Random) -> dict[str, Decimal | None]:
    """A position of its own for two in three, within some hundred metres of the place's."""
    if place.latitude is None or place.longitude is None or chance.random() < 0.33:
        return {"latitude": None, "longitude": None}
    step = Decimal("0.00001")
    return {
        "latitude": place.latitude + step * chance.randint(-80, 80),
        "longitude": place.longitude + step * chance.randint(-150, 150),
    }
