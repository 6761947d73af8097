"""The days that an omfattning speaks of: the stretch it holds for, and the repeating stretches within it. Pure.

``followup.calendar`` plans by them and ``followup.outcome`` counts by them, so that what is planned is what is
counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from organisations.days import add_months
from promises import periods
from promises.extent import Extent, Per, Timing

# Longer than any promise may be; an open end is planned and counted no further than this at a time.
LONGEST = timedelta(days=366 * 4 + 1)

WEEKDAYS = (Per.MONDAY, Per.TUESDAY, Per.WEDNESDAY, Per.THURSDAY, Per.FRIDAY, Per.SATURDAY, Per.SUNDAY)
_MONTHS_LONG = {Per.MONTH: 1, Per.QUARTER: 3, Per.TERTIAL: 4, Per.HALF_YEAR: 6, Per.TERM: 6, Per.YEAR: 12}
# First month of each season and how many it has, as in ``promises.periods``: the calendar seasons of the
# meteorologists, and a school year from August to June.
_SEASONS = {
    Per.SPRING: (3, 3),
    Per.SUMMER: (6, 3),
    Per.AUTUMN: (9, 3),
    Per.WINTER: (12, 3),
    Per.SCHOOL_YEAR: (8, 11),
}


@dataclass(frozen=True, slots=True)
class Span:
    """Some days in a row, the first and the last included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def within(self, other: Span) -> Span | None:
        """The days that both have; None when there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None


def window(extent: Extent | None, starts_on: date | None, ends_on: date | None) -> Span | None:
    """When what is promised is to be done: the activity's period, narrowed by the extent's own words of time.

    None when a day is missing: an unknown start is not guessed, and an end must come from the period or the words.
    Words that give no days ("under sommarlovet") narrow nothing.
    """
    period = Span(starts_on, ends_on) if starts_on and ends_on and starts_on <= ends_on else None
    if extent is None or not extent.timing or not extent.time:
        return period
    return _narrowed(extent.timing, extent.time, starts_on, ends_on) or period


def _narrowed(timing: Timing, words: str, starts_on: date | None, ends_on: date | None) -> Span | None:
    said = _said(words, starts_on, ends_on)
    if said is None:
        return None
    first, last = starts_on or said.first, ends_on or said.last
    if timing is Timing.DURING:
        first, last = said.first, said.last
    elif timing is Timing.BY or timing is Timing.UNTIL:
        last = said.last
    elif timing is Timing.BEFORE:
        last = said.first - timedelta(days=1)
    elif timing is Timing.FROM:
        first = said.first
    if starts_on and first < starts_on <= last:
        # "Under 2018" in a promise made in May asks for nothing in January.
        first = starts_on
    return Span(first, last) if first <= last else None


def _said(words: str, starts_on: date | None, ends_on: date | None) -> Span | None:
    """The days that words of time mean; a year that is not said is the first one that meets the period."""
    found = _read(words)
    if found or starts_on is None:
        return found
    period = Span(starts_on, ends_on or starts_on + LONGEST)
    for year in range(starts_on.year - 1, period.last.year + 1):
        found = _read(f"{words} {year}")
        if found and found.within(period):
            return found
    return None


@lru_cache(maxsize=1024)
def _read(words: str) -> Span | None:
    """Remembered: "under 2026" comes again in activity after activity."""
    period = periods.parse(words)
    if period is None:
        return None
    first, last = period.start or period.end, period.end or period.start
    return Span(first, last) if first and last else None


@lru_cache(maxsize=1024)
def repeats(per: Per, every: int, within: Span) -> tuple[Span, ...]:
    """The stretches in which a rate asks for its number once each, cut to ``within``, in order.

    "Varannan vecka" gives stretches of two weeks, "varje onsdag" stretches that begin on a Wednesday. A stretch at
    either edge of which less than half lies within is left out: nobody owes a month's work for its last three days.

    Remembered, since the activities of a promise mostly share its period: sixty times the same was a tenth of its page.
    """
    return tuple(
        cut
        for span in _spans(per, every, within)
        if (cut := span.within(within)) and cut.days * 2 >= span.days
    )


def _spans(per: Per, every: int, within: Span) -> Iterator[Span]:
    if per is Per.PERIOD:
        yield within
    elif per is Per.DAY:
        yield from _of_days(within.first, every, within)
    elif per is Per.WEEK or per is Per.WEEKEND:
        # From Monday; a stretch by week is counted from the first Monday week that the period meets.
        for span in _of_days(within.first - timedelta(days=within.first.weekday()), 7 * every, within):
            # Days of a week whose weekend comes after the period owe no weekend.
            if per is Per.WEEK or span.first + timedelta(days=5) <= within.last:
                yield span
    elif per in WEEKDAYS:
        ahead = (WEEKDAYS.index(per) - within.first.weekday()) % 7
        for span in _of_days(within.first + timedelta(days=ahead), 7 * every, within):
            # The day itself is what is promised, so the last one counts however few days follow it.
            yield Span(span.first, min(span.last, within.last))
    elif per in _SEASONS:
        yield from _of_seasons(*_SEASONS[per], every, within)
    else:
        yield from _of_months(_MONTHS_LONG[per], every, within)


def _of_days(first: date, length: int, within: Span) -> Iterator[Span]:
    while first <= within.last:
        yield Span(first, first + timedelta(days=length - 1))
        first += timedelta(days=length)


def _of_months(length: int, every: int, within: Span) -> Iterator[Span]:
    """Calendar months, quarters, tertials, half years and years, ``every`` of them together."""
    month = (within.first.month - 1) // length * length
    first = date(within.first.year, month + 1, 1)
    while first <= within.last:
        following = add_months(first, length * every)
        yield Span(first, following - timedelta(days=1))
        first = following


def _of_seasons(month: int, length: int, every: int, within: Span) -> Iterator[Span]:
    """The season of each year, from the first that has half of its days within the period."""
    years = range(within.first.year - 1, within.last.year + 1)
    firsts = [date(year, month, 1) for year in years]
    seasons = [Span(first, add_months(first, length) - timedelta(days=1)) for first in firsts]
    met = [one for one in seasons if (cut := one.within(within)) and cut.days * 2 >= one.days]
    yield from met[::every]
