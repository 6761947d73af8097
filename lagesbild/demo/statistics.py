"""Invented figures for every municipality, marked as such by their titles, and hot spots in the invented reports."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from lagesbild.actions.hotspots import find
from lagesbild.actions.statistics import municipality_keys, store
from lagesbild.models import HotSpotRun, IncidentReport, Series
from lagesbild.models.reports import INVENTED
from lagesbild.periods import Period
from lagesbild.statistics import kolada
from lagesbild.statistics.figures import Read
from organisations.models import Municipality

if TYPE_CHECKING:
    from organisations.models import User

YEARS = 8
RECENT_DAYS = 364
SHUFFLES = 199
# Indicator → about what it is in the country, how much municipalities differ, and its change in a year.
_ABOUT = {
    "N07540": (12500, 0.25, -0.01),
    "N07403": (980, 0.3, 0.01),
    "U07452": (1700, 0.3, -0.02),
    "N07544": (1000, 0.35, 0.02),
    "N07609": (27, 0.2, -0.01),
    "N00610": (68, 0.12, 0.005),
}
_BY_SEX = frozenset({"N07609", "N00610"})
ORIGIN = "påhittade siffror för demonstrationen"


def load(people: Mapping[str, User]) -> None:
    """Write the series that are not there, and look for hot spots where nobody has."""
    for kpi in _ABOUT:
        if not Series.objects.filter(source=Series.Source.KOLADA, key=_key(kpi)).exists():
            _write(kpi)
    for code in sorted(set(_with_reports())):
        municipality = Municipality.objects.get(code=code)
        if not HotSpotRun.objects.filter(municipality=municipality).exists():
            _search(municipality)


def _key(kpi: str) -> str:
    """Never the indicator's own, which real figures may come to."""
    return f"demo-{kpi}"


def _write(kpi: str) -> None:
    text = kolada.known()[kpi]
    text = replace(text, key=_key(kpi), title=f"{text.title} (påhittat)", origin=ORIGIN)
    keys = municipality_keys()
    store(Series.Source.KOLADA, text, list(_figures(kpi, sorted(keys))), keys)


def _figures(kpi: str, codes: list[str]) -> Iterator[Read]:
    level, differ, change = _ABOUT[kpi]
    last = timezone.localdate().year - 1
    for code in codes:
        chance = random.Random(f"{kpi}:{code}")  # noqa: S311 - invented data, the same each time
        own = level * max(0.4, chance.gauss(1, differ * 0.6))
        for year in range(last - YEARS + 1, last + 1):
            value = own * (1 + change) ** (year - last) * chance.gauss(1, 0.04)
            yield Read(code, year, "T", _rounded(value))
            if kpi in _BY_SEX:
                yield Read(code, year, "K", _rounded(value * 1.2 if kpi == "N07609" else value * 0.9))
                yield Read(code, year, "M", _rounded(value * 0.8 if kpi == "N07609" else value * 1.1))


def _rounded(value: float) -> Decimal:
    return Decimal(f"{value:.0f}" if value > 200 else f"{value:.1f}")


def _with_reports() -> list[str]:
    reports = IncidentReport.objects.filter(source=INVENTED).order_by()
    return list(reports.values_list("municipality__code", flat=True).distinct())


def _search(municipality: Municipality) -> None:
    """The last year: a burst shows best against a long time."""
    yesterday = timezone.localdate() - timedelta(days=1)
    find(municipality, Period(yesterday - timedelta(days=RECENT_DAYS - 1), yesterday), permutations=SHUFFLES)
