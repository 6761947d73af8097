"""Storing figures from others: a whole series or nothing of it, and again without anything changing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.actions import record
from lagesbild.models import Figure, Series
from lagesbild.statistics.figures import Read, SeriesText
from organisations.models import Municipality

_BATCH = 500
Key = tuple[int, int, str]


def municipality_keys() -> dict[str, int]:
    """Code → key of every municipality."""
    return dict(Municipality.objects.values_list("code", "pk"))


def store(source: str, text: SeriesText, reads: Iterable[Read], keys: Mapping[str, int]) -> int:
    """Store the series' figures and say how many were new or other than before.

    What the source no longer mentions is left: a figure once published is not gone because one answer lacks it.
    """
    wanted: dict[Key, Decimal | None] = {(keys[one.code], one.year, one.sex): one.value for one in reads}
    with transaction.atomic():
        series = _series(source, text)
        changed = _figures(series, wanted)
        Series.objects.filter(pk=series.pk).update(fetched_at=timezone.now())
        if changed:
            record(
                "lagesbild.series_loaded",
                by=None,
                obj=series,
                data={"title": series.title, "changed": changed},
            )
    return changed


def _series(source: str, text: SeriesText) -> Series:
    """The series with the names it has now, held until the transaction ends."""
    names: dict[str, Any] = {
        "title": text.title,
        "unit": text.unit,
        "theme": text.theme,
        "origin": text.origin,
    }
    series, _new = Series.objects.select_for_update().get_or_create(
        source=source, key=text.key, municipality=None, defaults=names
    )
    if any(getattr(series, name) != value for name, value in names.items()):
        Series.objects.filter(pk=series.pk).update(**names)
        series.title = text.title
    return series


def _figures(series: Series, wanted: Mapping[Key, Decimal | None]) -> int:
    stored = {
        (one.municipality_id, one.year, one.sex): one
        for one in series.figures.filter(month=None, year__in={year for _place, year, _sex in wanted})
    }
    new = [
        Figure(series=series, municipality_id=place, year=year, sex=sex, value=value)
        for (place, year, sex), value in wanted.items()
        if (place, year, sex) not in stored
    ]
    other = [stored[key] for key, value in wanted.items() if key in stored and stored[key].value != value]
    for one in other:
        one.value = wanted[one.municipality_id, one.year, one.sex]
    Figure.objects.bulk_create(new, batch_size=_BATCH)
    Figure.objects.bulk_update(other, ["value"], batch_size=_BATCH)
    return len(new) + len(other)
