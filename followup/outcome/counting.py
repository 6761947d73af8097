"""So many within the period."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal
from typing import cast

from followup.outcome.model import Question, Result, plain, total
from followup.outcome.without_number import ongoing
from followup.outcome.wording import about, amount, joined, shown_number, time_left, unit_for, without_number
from followup.states import Standing
from promises.extent import Extent, Operator


def count(q: Question) -> Result:
    """So many within the period. More than promised is as promised; "högst" and "upp till" set a ceiling."""
    extent = extent_of(q)
    if extent.number is None:
        return ongoing(q)
    return against(q, 1, _expected(q, Decimal(extent.number)))


def against(q: Question, times: int, expected: Decimal | None) -> Result:
    """What is reported against the number of the extent, ``times`` over."""
    extent = extent_of(q)
    counted = q.counted
    done = total(counted)
    promised = Decimal(extent.number or 1) * times
    numbered = [r for r in counted if r.quantity is not None]
    standing, judged = _judged(q, done, promised, expected, times)
    over = done > most(extent, times) and not is_ceiling(extent)
    between = "mot utlovade" if over else "av"
    shown = f"{about(numbered)}{shown_number(done)} {between} {amount(extent, times)}"
    left = time_left(q) if done < promised else ""
    uncounted = len(counted) - len(numbered)
    return Result(
        standing,
        joined(shown, without_number(uncounted), left, judged),
        done=done,
        promised=promised,
        expected=expected,
        unit=unit_for(extent, promised),
        last_on=q.last_on,
        reports=len(q.reports),
        uncounted=uncounted,
    )


def _judged(
    q: Question, done: Decimal, promised: Decimal, expected: Decimal | None, times: int
) -> tuple[Standing, str]:
    extent = extent_of(q)
    if is_ceiling(extent):
        return _against_ceiling(q, done, promised)
    if done > most(extent, times):
        return Standing.GREEN, ""
    if done >= promised:
        return Standing.GREEN, "allt är gjort"
    if not q.has_begun:
        return Standing.GREY, "har inte börjat"
    if expected is None:
        return Standing.GREY, "perioden är inte känd"
    if not q.reports and not expected:
        return Standing.GREY, "inget är rapporterat än"
    if q.is_over:
        standing = Standing.YELLOW if done * 2 >= promised else Standing.RED
        return standing, "nådde inte ända fram"
    standing = graded(done, expected)
    return standing, standing.said


def _against_ceiling(q: Question, done: Decimal, most: Decimal) -> tuple[Standing, str]:
    """To have done little is to keep it, but nobody knows that until something has been reported."""
    if not q.has_begun:
        return Standing.GREY, "har inte börjat"
    if not q.reports:
        return Standing.GREY, "inget är rapporterat än"
    return (Standing.GREEN, "inom taket") if done <= most else (Standing.RED, "över taket")


def graded(done: Decimal, expected: Decimal) -> Standing:
    """Green for what is expected, rounded down, yellow for at least half of it, red for less."""
    if done >= expected.to_integral_value(ROUND_FLOOR):
        return Standing.GREEN
    return Standing.YELLOW if done * 2 >= expected else Standing.RED


def _expected(q: Question, promised: Decimal) -> Decimal | None:
    """What would have been needed to the end of yesterday, spread evenly. The whole when the period is over."""
    if q.span is None:
        return None
    passed = min(max((q.today - q.span.first).days, 0), q.span.days)
    return promised * passed / q.span.days


def without_period(q: Question, why: str) -> Result:
    """A rate cannot be compared when nobody knows how long it holds, or when it holds for no whole stretch."""
    done = total(q.counted)
    words = f"{shown_number(done)} rapporterade, men {why} så det går inte att jämföra"
    return plain(q, Standing.GREY, words, done=done)


def extent_of(q: Question) -> Extent:
    # The table of rules sends nothing here without one.
    return cast(Extent, q.extent)


def is_ceiling(extent: Extent) -> bool:
    return extent.operator in (Operator.AT_MOST, Operator.UP_TO)


def most(extent: Extent, times: int) -> Decimal:
    """The upper end of what is promised: more than this is more than was promised."""
    return Decimal(extent.upper if extent.upper is not None else extent.number or 1) * times
