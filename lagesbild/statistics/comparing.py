"""A series for one municipality beside its county, its group and the country.

What is compared with is the mean of the municipalities weighted by population: for figures per inhabitant and for
shares that is what holds for the area as a whole, and a mean where the smallest counts as much as the largest is not.
It is shown for a year when at least half of the area's municipalities, and no fewer than three, have a figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Aggregate, Count, F, FloatField, Q, Sum
from django.utils.translation import gettext as _

from lagesbild.models import Figure, Series
from organisations.charts import Chart, draw
from organisations.models import Municipality

FEWEST = 3
_AREAS = ("county", "group", "country")


@dataclass(frozen=True)
class Mean:
    """``having`` of ``out_of`` municipalities have a figure."""

    value: Decimal
    having: int
    out_of: int


@dataclass(frozen=True)
class Row:
    """One year, or one month of an own series: the total, women, men, and the means in the order of ``areas``."""

    when: date
    label: str
    total: Decimal | None
    women: Decimal | None
    men: Decimal | None
    means: list[Mean | None]


@dataclass(frozen=True)
class Shown:
    """What the page shows. ``areas``: the names of what is compared with."""

    series: Series
    areas: list[str]
    rows: list[Row]
    chart: Chart | None

    @property
    def has_sexes(self) -> bool:
        return any(row.women is not None or row.men is not None for row in self.rows)


def show(series: Series, municipality: Municipality) -> Shown:
    """The series for the municipality: its own figures, and the means of others unless the series is its own."""
    own = _own(series, municipality)
    means = {} if series.municipality_id else _means(series, municipality)
    areas = [] if series.municipality_id else _names(municipality)
    times = sorted({*own, *((year, None) for year in means)}, key=lambda at: (at[0], at[1] or 0))
    rows = [
        _row(year, month, own.get((year, month), {}), means.get(year, [None] * len(areas)))
        for year, month in times
    ]
    return Shown(series, areas, rows, _chart(municipality, areas, rows))


def _own(
    series: Series, municipality: Municipality
) -> dict[tuple[int, int | None], dict[str, Decimal | None]]:
    found: dict[tuple[int, int | None], dict[str, Decimal | None]] = defaultdict(dict)
    rows = Figure.objects.filter(series=series, municipality=municipality)
    for year, month, sex, value in rows.values_list("year", "month", "sex", "value").order_by("year"):
        found[year, month][sex] = value
    return found


def _means(series: Series, municipality: Municipality) -> dict[int, list[Mean | None]]:
    """Year → the weighted mean of the county, the group and the country."""
    areas = _areas(municipality)
    sums: dict[str, Aggregate] = {}
    for name, area in areas.items():
        people = F("municipality__population")
        sums[f"{name}_value"] = Sum(F("value") * people, filter=area, output_field=FloatField())
        sums[f"{name}_people"] = Sum(people, filter=area, output_field=FloatField())
        sums[f"{name}_having"] = Count("pk", filter=area)
    figures = Figure.objects.filter(
        series=series, sex=Figure.Sex.TOTAL, month=None, value__isnull=False, municipality__population__gt=0
    )
    out_of = _out_of(municipality)
    rows: Iterable[Any] = figures.values("year").annotate(**sums).order_by("year")
    return {row["year"]: [_mean(row, name, out_of[name]) for name in _AREAS] for row in rows}


def _areas(municipality: Municipality, prefix: str = "municipality__") -> dict[str, Q]:
    return {
        "county": Q(**{f"{prefix}county": municipality.county_id}),
        "group": Q(**{f"{prefix}group_name": municipality.group_name}),
        "country": Q(**{f"{prefix}pk__isnull": False}),
    }


def _out_of(municipality: Municipality) -> dict[str, int]:
    counts = {name: Count("pk", filter=area) for name, area in _areas(municipality, "").items()}
    found: dict[str, int] = Municipality.objects.aggregate(**counts)
    return found


def _mean(row: dict[str, float], name: str, out_of: int) -> Mean | None:
    having = int(row[f"{name}_having"])
    if having < FEWEST or having * 2 < out_of:
        return None
    value = Decimal(row[f"{name}_value"] / row[f"{name}_people"])
    return Mean(value.quantize(Decimal("0.1")), having, out_of)


def _names(municipality: Municipality) -> list[str]:
    return [str(municipality.county), municipality.group_name or _("Kommungruppen"), _("Riket")]


def _row(year: int, month: int | None, values: dict[str, Decimal | None], means: list[Mean | None]) -> Row:
    return Row(
        when=date(year, month or 1, 1),
        label=f"{year}-{month:02}" if month else str(year),
        total=values.get(Figure.Sex.TOTAL),
        women=values.get(Figure.Sex.WOMEN),
        men=values.get(Figure.Sex.MEN),
        means=means,
    )


def _chart(municipality: Municipality, areas: list[str], rows: list[Row]) -> Chart | None:
    own = [(row.when, row.total) for row in rows if row.total is not None]
    compared = {
        name: [(row.when, mean.value) for row in rows if (mean := row.means[number]) is not None]
        for number, name in enumerate(areas)
    }
    return draw(own, name=municipality.name, compared=compared)
