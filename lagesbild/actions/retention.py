"""Weeding: the reports of one municipality and month are counted, then removed, with a protocol, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from lagesbild import retention
from lagesbild.actions.events import note
from lagesbild.models import Disposal, IncidentReport, ReportCount
from lagesbild.retention import Counted, Told
from organisations.days import add_months
from organisations.models import Municipality

# So many rows in one statement: the databases take no more parameters than some thousands.
CHUNK = 1000


@dataclass(frozen=True)
class Due:
    """The reports of one municipality and month that are old enough."""

    municipality: Municipality
    month: date
    count: int


def due(until: date, municipalities: QuerySet[Municipality] | None = None) -> list[Due]:
    """What there is to weed that happened before ``until``, by municipality and month. Two queries."""
    rows = IncidentReport.objects.filter(happened_at__lt=_moment(until))
    if municipalities is not None:
        rows = rows.filter(municipality__in=municipalities)
    grouped = rows.order_by().annotate(month=TruncMonth("happened_at")).values("municipality", "month")
    found = list(grouped.annotate(number=Count("pk")).order_by("municipality", "month"))
    known = Municipality.objects.in_bulk({row["municipality"] for row in found})
    return [
        Due(known[row["municipality"]], timezone.localtime(row["month"]).date(), row["number"])
        for row in found
    ]


def weed(
    until: date, *, rule: str, done_by: str = "", municipalities: QuerySet[Municipality] | None = None
) -> Iterator[Due]:
    """Weed month by month, each in a transaction of its own, and yield what is done.

    Stopped half-way, what is yielded is done and the rest is as it was; the same again goes on from there.
    rule: the decision that says how long reports are kept, for the protocol.
    """
    for one in due(until, municipalities):
        count = _weed_month(one, rule, done_by)
        if count:
            yield Due(one.municipality, one.month, count)


@transaction.atomic
def _weed_month(one: Due, rule: str, done_by: str) -> int:
    # The municipality's row is the lock: two commands at once count each report once.
    Municipality.objects.select_for_update().get(pk=one.municipality.pk)
    after = add_months(one.month, 1)
    rows = IncidentReport.objects.filter(
        municipality=one.municipality, happened_at__gte=_moment(one.month), happened_at__lt=_moment(after)
    )
    found = list(
        rows.order_by("pk").values_list(
            "pk", "happened_at", "hour_is_known", "category", "place_id", "source"
        )
    )
    if not found:
        return 0
    told = (
        Told(timezone.localtime(at), known, what, place, source)
        for _pk, at, known, what, place, source in found
    )
    _keep_counts(one.municipality, retention.count(told))
    numbers = [row[0] for row in found]
    for start in range(0, len(numbers), CHUNK):
        IncidentReport.objects.filter(pk__in=numbers[start : start + CHUNK]).delete()
    _keep_protocol(one, after, len(found), rule, done_by)
    return len(found)


def _keep_counts(municipality: Municipality, counts: dict[Counted, int]) -> None:
    """Add to what was counted before: a report can come in late."""
    new = []
    for key, number in counts.items():
        values = key._asdict()
        hour, place = values.pop("hour"), values.pop("place_id")
        same = ReportCount.objects.filter(
            Q(hour__isnull=True) if hour is None else Q(hour=hour),
            Q(place__isnull=True) if place is None else Q(place=place),
            municipality=municipality,
            **values,
        )
        if not same.update(count=F("count") + number):
            new.append(
                ReportCount(municipality=municipality, hour=hour, place_id=place, count=number, **values)
            )
    ReportCount.objects.bulk_create(new, batch_size=CHUNK)


def _keep_protocol(one: Due, until: date, count: int, rule: str, done_by: str) -> None:
    protocol = Disposal.objects.create(
        municipality=one.municipality,
        what="händelserapporter",
        until=until,
        count=count,
        rule=rule,
        done_by=done_by,
    )
    note(
        "reports_weeded",
        protocol,
        municipality=one.municipality,
        by=None,
        count=count,
        month=one.month.isoformat(),
        rule=rule,
    )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
