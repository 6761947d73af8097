"""What became of a plan's rows in promises. Told by the app that has the promises, which this one cannot ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise as LazyText

from lagesbild.models import Measure


@dataclass(frozen=True)
class MeasureStanding:
    """An activity of a promise that a row has become. ``standing``: its code, and in words; ``url``: its page."""

    promise: str | LazyText
    activity: str | LazyText
    standing: str
    standing_text: str | LazyText
    url: str = ""


# The rows → by their ids, the activities that each has become. Asked once for all the rows of a page.
Source = Callable[[Iterable[Measure]], Mapping[int, list[MeasureStanding]]]
_sources: list[Source] = []


def tell_activities_by(source: Source) -> None:
    """Let ``source`` tell what rows have become. To be called once, when the app is ready."""
    if source not in _sources:
        _sources.append(source)


def activities_of(measures: Iterable[Measure]) -> dict[int, list[MeasureStanding]]:
    """What every source knows of the rows, by their ids."""
    rows = list(measures)
    found: dict[int, list[MeasureStanding]] = {}
    for source in _sources if rows else ():
        for pk, activities in source(rows).items():
            found.setdefault(pk, []).extend(activities)
    return found
