"""The numbers of one municipality's reports in one period: what, when, where and who told. Counted by the database.

Reports that have been weeded are counted too: of them there is a count for each month, so they count in periods that
hold the whole month. The number of questions to the database is the same whatever there is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import CharField, Count, Func, Q, QuerySet, Sum
from django.utils import timezone

from lagesbild.at_places import at
from lagesbild.comparing import Comparison, compare
from lagesbild.models import Category, IncidentReport, Place, ReportCount
from lagesbild.periods import Period
from organisations.models import Municipality

MOST_PLACES = 15


@dataclass(frozen=True)
class Line:
    """A category (or all of them), compared with the period before and with the same days a year ago."""

    label: str
    now: int
    before: Comparison
    last_year: Comparison


@dataclass(frozen=True)
class Share:
    """A place or a source, how many reports, and its share of all in percent. ``slug`` of the place, if any."""

    label: str
    count: int
    percent: float
    pk: int | None = None


@dataclass(frozen=True)
class Analysis:
    """``hours``: (weekday 1–7, hour) → reports. ``weeded``: how many of all are counts of weeded reports."""

    period: Period
    lines: list[Line]
    total: Line
    hours: Mapping[tuple[int, int], int]
    without_hour: int
    places: list[Share]
    sources: list[Share]
    weeded: int


class _UtcHour(Func):
    """The day and the hour in UTC as text, ``2026-10-02 18``: groups that become local hours in Python.

    Django's own function for the hour is Python on SQLite, called for each row: ten times slower.
    """

    output_field = CharField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="SUBSTR(%(expressions)s, 1, 13)", **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "TO_CHAR(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"
        return self.as_sql(compiler, connection, template=template, **context)


def analyse(
    municipality: Municipality,
    period: Period,
    place: Place | None = None,
    names: Mapping[int, str] | None = None,
    categories: Collection[str] = (),
) -> Analysis:
    """The numbers of the municipality, or of one place in it. ``names``: of its places, by key.

    ``categories``: only these are counted; without any, all of them.
    """
    wanted = [key for key in Category.values if not categories or key in categories]
    of_these = _of(wanted)
    compared = _reports(municipality, period, place).filter(of_these)
    by_category, weeded = _by_category(municipality, period, place, wanted, compared)
    reports = compared.filter(_within(period))
    counts = _weeded(municipality, place).filter(of_these, month__in=list(period.whole_months()))
    kept = list(counts.values_list("weekday", "hour", "place", "source").annotate(n=Sum("count")).order_by())
    hours = _hours(reports, kept)
    places: Counter[Any] = Counter()
    if place is None:
        by_place = reports.values_list("place").annotate(n=Count("pk")).order_by()
        places = _added(by_place, ((row[2], row[4]) for row in kept))
    by_source = reports.values_list("source").annotate(n=Count("pk")).order_by()
    sources = _added(by_source, ((row[3], row[4]) for row in kept))
    total = _line("", [sum(column) for column in zip(*by_category.values(), strict=True)], period)
    return Analysis(
        period=period,
        lines=[_line(str(Category(key).label), by_category[key], period) for key in wanted],
        total=total,
        hours=hours,
        without_hour=max(total.now - sum(hours.values()), 0),
        places=_shares(places, total.now, names or {}, MOST_PLACES),
        sources=_shares(sources, total.now, None, 50),
        weeded=weeded,
    )


def _reports(municipality: Municipality, period: Period, place: Place | None) -> QuerySet[IncidentReport]:
    """Of the period, the one before and the one a year ago; all of the municipality, or those of the place."""
    any_of = _within(period) | _within(period.before()) | _within(period.last_year())
    found = IncidentReport.objects.filter(any_of, municipality=municipality)
    return found if place is None else at(place, found)


def _weeded(municipality: Municipality, place: Place | None) -> QuerySet[ReportCount]:
    found = ReportCount.objects.filter(municipality=municipality)
    return found if place is None else found.filter(place=place)


def _within(period: Period) -> Q:
    return Q(happened_at__gte=period.begins_at, happened_at__lt=period.ends_at)


def _of(categories: Collection[str]) -> Q:
    """Nothing is asked when it is all of them: the database then reads by time alone."""
    return Q() if len(categories) == len(Category.values) else Q(category__in=list(categories))


def _by_category(
    municipality: Municipality,
    period: Period,
    place: Place | None,
    wanted: Collection[str],
    compared: QuerySet[IncidentReport],
) -> tuple[dict[str, list[int]], int]:
    """Category → how many now, in the period before and a year ago; and how many of those now are weeded."""
    periods = (period, period.before(), period.last_year())
    names = ("now", "before", "last_year")
    counted = {key: [0, 0, 0] for key in wanted}
    reports_by = compared.values("category").order_by()
    sums = {name: Count("pk", filter=_within(one)) for name, one in zip(names, periods, strict=True)}
    months = [list(one.whole_months()) for one in periods]
    weeded = (
        _weeded(municipality, place)
        .filter(_of(wanted), month__in={month for one in months for month in one})
        .values("category")
        .order_by()
    )
    kept = {
        name: Sum("count", filter=Q(month__in=one), default=0)
        for name, one in zip(names, months, strict=True)
    }
    rows: Iterable[Any] = reports_by.annotate(**sums)
    for row in rows:
        counted[row["category"]] = [row[name] for name in names]
    of_weeded = 0
    kept_rows: Iterable[Any] = weeded.annotate(**kept)
    for row in kept_rows:
        counted[row["category"]] = [
            have + row[name] for have, name in zip(counted[row["category"]], names, strict=True)
        ]
        of_weeded += row["now"]
    return counted, of_weeded


def _line(label: str, counts: Iterable[int], period: Period) -> Line:
    now, before, last_year = counts
    return Line(
        label=label,
        now=now,
        before=compare(now, before, period.days, period.before().days),
        last_year=compare(now, last_year, period.days, period.last_year().days),
    )


def _hours(reports: QuerySet[IncidentReport], kept: Iterable[tuple[Any, ...]]) -> Counter[tuple[int, int]]:
    """By weekday and hour in Sweden; summer time is why whole hours are fetched and not weekdays."""
    rows = (
        reports.filter(hour_is_known=True)
        .values_list(_UtcHour("happened_at"))
        .annotate(n=Count("pk"))
        .order_by()
    )
    found: Counter[tuple[int, int]] = Counter()
    for text, count in rows:
        at = timezone.localtime(datetime.strptime(text, "%Y-%m-%d %H").replace(tzinfo=UTC))
        found[at.isoweekday(), at.hour] += count
    for weekday, hour, _place, _source, count in kept:
        if hour is not None:
            # Stored from 0; ISO counts from 1.
            found[weekday + 1, hour] += count
    return found


def _added(rows: Iterable[tuple[Any, int]], more: Iterable[tuple[Any, int]]) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for key, count in (*rows, *more):
        found[key] += count
    return found


def _shares(counts: Counter[Any], total: int, names: Mapping[Any, str] | None, most: int) -> list[Share]:
    """The largest first. ``names`` of places by key; what has no place is left to the page to name."""
    chosen = counts.most_common(most)
    return [
        Share(
            label=str(key if names is None else names.get(key, "")),
            count=count,
            percent=100 * count / total if total else 0,
            pk=None if names is None else key,
        )
        for key, count in chosen
    ]
