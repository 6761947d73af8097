"""When what is promised is to be done: an omfattning turned into planned occasions. Pure.

Built on ``followup.intervals``, as ``followup.outcome`` is, so that what is planned is what is counted. A plan is a
proposal: people move, add and cancel, and ``sequence`` is how a generated occasion is known again afterwards.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from followup.intervals import LONGEST, WEEKDAYS, Span, repeats, window
from organisations.days import add_months
from promises.extent import Extent, Kind, Operator, Per
from promises.extent.vocabulary import LENGTHS

# Nobody follows a longer list than this: what would give more is planned in a slower rhythm.
MOST = 400
# How far ahead something without a last day is planned at a time.
MONTHS_AHEAD = 12
# What is counted within occasions and is none itself: two hours are one visit, a hundred pupils a few.
MEASURED = LENGTHS | frozenset(
    "personer elever barn ungdomar föräldrar deltagare invånare medborgare hushåll procent".split()
)
# The rhythm of check-ins, by the longest time between two reports that the follow-up allows.
_CHECK_INS = {
    7: (Per.WEEK, 1),
    14: (Per.WEEK, 2),
    31: (Per.MONTH, 1),
    92: (Per.QUARTER, 1),
    123: (Per.TERTIAL, 1),
    184: (Per.HALF_YEAR, 1),
    366: (Per.YEAR, 1),
}

Way = Callable[[Span], list[Span]]


@dataclass(frozen=True, slots=True)
class Planned:
    """One occasion: some time from ``starts_on`` to ``ends_on``, the same day twice when it is a day.

    ``sequence`` is its number among all of the activity's, from 1. ``is_check_in`` says that nothing with a number
    is to be done then, only that somebody tells how it goes.
    """

    sequence: int
    starts_on: date
    ends_on: date
    is_check_in: bool = False


def occasions(
    extent: Extent | None,
    *,
    starts_on: date | None,
    ends_on: date | None,
    interval_days: int,
    today: date | None = None,
) -> list[Planned]:
    """The occasions that an omfattning asks for, in order; none when nobody knows when it begins.

    interval_days: the time between two rounds of the follow-up. What has no number of its own (löpande, vid behov, a
    service level, hours, an omfattning that could not be read) gets a check-in that often.
    today: decides how far something without a last day is planned, a year ahead; past ones are then left out, and
    the rest keep their sequence, so that planning again later only adds.
    """
    span = window(extent, starts_on, ends_on)
    if span:
        return _numbered(*_chosen(extent, interval_days, span), span)
    if starts_on is None or ends_on is not None:
        return []
    return _open_ended(extent, starts_on, interval_days, today or starts_on)


def _open_ended(extent: Extent | None, starts_on: date, interval_days: int, today: date) -> list[Planned]:
    horizon = add_months(max(starts_on, today), MONTHS_AHEAD)
    # The rhythm is chosen by the first year, so that it does not slow down as the years go.
    first_year = Span(starts_on, add_months(starts_on, MONTHS_AHEAD))
    way, is_check_in = _chosen(extent, interval_days, first_year, has_end=False)
    # Far beyond the horizon, so that no stretch before it is cut short.
    every = _numbered(way, is_check_in, Span(starts_on, horizon + LONGEST))
    return [one for one in every if one.starts_on <= horizon and one.ends_on >= today]


def _numbered(way: Way, is_check_in: bool, span: Span) -> list[Planned]:
    return [
        Planned(number, one.first, one.last, is_check_in) for number, one in enumerate(way(span), start=1)
    ]


def _chosen(
    extent: Extent | None, interval_days: int, span: Span, *, has_end: bool = True
) -> tuple[Way, bool]:
    """The finest rhythm that gives a list that can be followed, and whether it is one of check-ins."""
    for way in _ways(extent, has_end):
        if len(way(span)) <= MOST:
            return way, False
    return _check_ins(interval_days), True


def _ways(extent: Extent | None, has_end: bool) -> Iterator[Way]:
    """The rhythms that the words ask for, the finest first; none for what has no number or only a ceiling."""
    if extent is None or extent.operator is Operator.AT_MOST:
        return
    number = _occasions_in(extent)
    if extent.kind is Kind.RATE and extent.per and extent.every and (has_end or extent.per is not Per.PERIOD):
        per, every = extent.per, extent.every
        yield lambda span: [
            part for stretch in repeats(per, every, span) for part in spread(_days_of(per, stretch), number)
        ]
        yield lambda span: [_days_of(per, stretch) for stretch in repeats(per, every, span)]
    elif extent.kind is Kind.COUNT and has_end and extent.unit not in MEASURED:
        yield lambda span: spread(span, number)
    elif extent.kind is Kind.WITHIN and has_end:
        yield lambda span: [span]


def _occasions_in(extent: Extent) -> int:
    """How many occasions the number means: the lower one of a range, one for so many hours or people."""
    if extent.number is None or extent.unit in MEASURED:
        return 1
    return int(Decimal(extent.number).to_integral_value(ROUND_CEILING))


def spread(span: Span, number: int) -> list[Span]:
    """So many stretches after each other over ``span``, as even as whole days allow."""
    edges = [span.first + timedelta(days=index * span.days // number) for index in range(number + 1)]
    return [
        Span(first, max(first, following - timedelta(days=1)))
        for first, following in itertools.pairwise(edges)
    ]


def _days_of(per: Per, stretch: Span) -> Span:
    """The days of a stretch on which it can be done: the Wednesday, the weekend, else all of them."""
    if per in WEEKDAYS:
        return Span(stretch.first, stretch.first)
    if per is Per.WEEKEND:
        saturday = stretch.first + timedelta(days=max(0, 5 - stretch.first.weekday()))
        sunday = stretch.first + timedelta(days=6 - stretch.first.weekday())
        return Span(saturday, sunday).within(stretch) or stretch
    return stretch


def _check_ins(interval_days: int) -> Way:
    """One for each interval of the follow-up, by the calendar's weeks, months and years; at least one."""
    days = max((known for known in _CHECK_INS if known <= interval_days), default=min(_CHECK_INS))
    per, every = _CHECK_INS[days]
    return lambda span: list(repeats(per, every, span) or [span])[:MOST]
