"""What is measured of a promise, as everybody may read it: the indicators of the text in force and their values.

Plain dataclasses. A value is public when its indicator stands in the published text; one whose indicator was taken
out of it is not shown.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_lazy

from followup.followed import FollowedPromise, followed_text
from followup.models import Observation
from followup.small_numbers import may_point_out
from organisations.charts import Chart, draw
from promises.documents import Document, IndicatorText
from promises.models import PromiseVersion
from promises.models.indicator import Indicator
from promises.presentation import measured_value, swedish_day
from promises.states import CURRENT

FEW = gettext_lazy("färre än 5")


@dataclass(frozen=True)
class ValueText:
    """One measured value; None when it is so small that it is not for everybody.

    ``pk`` is for the page behind login, where a value can be corrected.
    """

    day: date
    value: Decimal | None
    series: str = ""
    source: str = ""
    note: str = ""
    pk: int = 0


@dataclass(frozen=True)
class MeasureText:
    """An indicator with its values in order of time, and the chart of them (None before there is anything)."""

    key: str
    name: str
    kind: str
    unit: str
    direction: str
    source: str
    baseline: str
    target: str
    values: list[ValueText] = field(default_factory=list)
    chart: Chart | None = None

    @property
    def description(self) -> str:
        """The chart in a sentence, for who hears it."""
        own = [one for one in self.values if not one.series]
        parts = [self.baseline, self.target]
        parts += [f"{one.day.isoformat()}: {self._said(one)}" for one in own]
        return ". ".join(part for part in parts if part)

    def _said(self, one: ValueText) -> str:
        return str(FEW) if one.value is None else measured_value(str(one.value), self.unit)


def indicator_in(followed: FollowedPromise, key: uuid.UUID) -> IndicatorText | None:
    return next((one for one in followed.document.indicators if one.key == str(key)), None)


def measures_of(followed: FollowedPromise, *, for_everybody: bool = False) -> list[MeasureText]:
    """Every indicator of the text in force with the values that hold; the small ones without their number, and left
    out of the chart, when it is ``for_everybody``. One query.
    """
    by_key: dict[str, list[ValueText]] = {}
    rows = Observation.objects.filter(promise=followed.promise, superseded_by__isnull=True)
    for row in rows:
        by_key.setdefault(str(row.indicator_key), []).append(
            ValueText(row.measured_on, row.value, row.series, row.source, row.note, row.pk)
        )
    found = [(one, by_key.get(one.key, [])) for one in followed.document.indicators]
    if for_everybody:
        found = [(one, [_without_few(one, value) for value in values]) for one, values in found]
    return [_measure(followed, one, values) for one, values in found]


def _without_few(one: IndicatorText, value: ValueText) -> ValueText:
    few = value.value is not None and may_point_out(one, value.value)
    return replace(value, value=None) if few else value


def public_measures(slug: str) -> tuple[Document, list[MeasureText]] | None:
    """The text and the measures of the public promise at an address; None when there is nothing to show."""
    versions = PromiseVersion.objects.filter(revision__status__in=CURRENT, revision__promise__slug=slug)
    version = versions.select_related("revision__promise").first()
    found = followed_text(version) if version else None
    if found is None or not found.document.indicators:
        return None
    return found.document, measures_of(found, for_everybody=True)


def _measure(followed: FollowedPromise, one: IndicatorText, values: list[ValueText]) -> MeasureText:
    return MeasureText(
        key=one.key,
        name=one.name,
        kind=str(dict(Indicator.Kind.choices).get(one.kind, "")),
        unit=one.unit,
        direction=str(dict(Indicator.Direction.choices).get(one.direction, "")),
        source=one.source,
        baseline=_dated(one.baseline, one.unit, one.baseline_on),
        target=_dated(one.target, one.unit, one.target_on),
        values=values,
        chart=_chart(followed, one, values),
    )


def _dated(value: str | None, unit: str, day: str | None) -> str:
    words = measured_value(value, unit)
    return f"{words} ({swedish_day(day)})" if words and day else words


def _chart(followed: FollowedPromise, one: IndicatorText, values: Iterable[ValueText]) -> Chart | None:
    series: dict[str, list[tuple[date, Decimal]]] = {}
    for value in values:
        if value.value is not None:
            series.setdefault(value.series, []).append((value.day, value.value))
    own = series.pop("", [])
    return draw(
        own,
        name=followed.document.title,
        baseline=(_day(one.baseline_on), Decimal(one.baseline)) if one.baseline is not None else None,
        target=Decimal(one.target) if one.target is not None else None,
        starts_on=followed.starts_on,
        ends_on=followed.ends_on,
        compared=dict(sorted(series.items())),
    )


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
