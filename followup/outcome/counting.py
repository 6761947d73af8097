"""So many within the period, and so many in each stretch of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal
from typing import cast

from django.utils.translation import gettext as _

from followup.intervals import repeats
from followup.outcome.model import Question, Result, plain, total
from followup.outcome.without_number import ongoing
from followup.outcome.wording import about, amount, per_amount, shown_number, time_left, unit_of
from followup.states import Standing
from promises.extent import Extent, Operator

_HALF = Decimal("0.5")
# How many of the stretches in a rate may be missed before it lags: one in ten.
_KEPT = Decimal("0.9")


def count(q: Question) -> Result:
    """So many within the period. More than promised is as promised; "högst" and "upp till" set a ceiling."""
    extent = _extent(q)
    if extent.number is None:
        return ongoing(q)
    return _against(q, Decimal(extent.number), _expected(q, Decimal(extent.number)), amount(extent))


def rate(q: Question) -> Result:
    """So many in each stretch. Without "i snitt" each stretch stands by itself; with it only the sum counts."""
    extent = _extent(q)
    if q.span is None or extent.per is None or extent.every is None:
        return without_period(q)
    per_stretch = Decimal(extent.number or 1)
    stretches = repeats(extent.per, extent.every, q.span)
    passed = [span for span in stretches if span.last < q.today]
    promised = per_stretch * len(stretches)
    result = _against(q, promised, per_stretch * len(passed), per_amount(extent, promised))
    if extent.average or _is_ceiling(extent) or not passed or result.standing is Standing.GREY:
        return result
    kept = sum(total(r for r in q.counted if r.day in span) >= per_stretch for span in passed)
    words = _("%(kept)d av %(all)d gånger i tid") % {"kept": kept, "all": len(passed)}
    standing = _worse(result.standing, _graded(Decimal(kept), Decimal(len(passed)) * _KEPT))
    return replace(result, standing=standing, words=f"{result.words}, {words}")


def _against(q: Question, promised: Decimal, expected: Decimal | None, amount: str) -> Result:
    extent = _extent(q)
    counted = q.counted
    numbered = [r for r in counted if r.quantity is not None]
    done = total(counted)
    shown = f"{about(numbered)}{shown_number(done)} {_('av')} {amount}"
    if _is_ceiling(extent):
        standing = Standing.GREEN if done <= promised else Standing.RED
        judged = _("inom taket") if done <= promised else _("över taket")
    elif expected is None:
        standing, judged = (
            (Standing.GREEN, _("allt är gjort"))
            if done >= promised
            else (Standing.GREY, _("perioden är inte känd"))
        )
    else:
        standing, judged = _judged(q, done, promised, expected)
    words = ", ".join(part for part in (shown, time_left(q) if done < promised else "", judged) if part)
    return Result(
        standing,
        words,
        done=done,
        promised=promised,
        expected=expected,
        unit=unit_of(extent),
        last_on=q.last_on,
        reports=len(q.reports),
        uncounted=len(counted) - len(numbered),
    )


def _judged(q: Question, done: Decimal, promised: Decimal, expected: Decimal) -> tuple[Standing, str]:
    if done > promised:
        return Standing.GREEN, _("mer än utlovat")
    if done == promised:
        return Standing.GREEN, _("allt är gjort")
    if not q.has_begun:
        return Standing.GREY, _("har inte börjat")
    if not q.reports and not expected:
        return Standing.GREY, _("inget är rapporterat än")
    if q.is_over:
        standing = Standing.YELLOW if done >= promised * _HALF else Standing.RED
        return standing, _("nådde inte ända fram")
    standing = _graded(done, expected)
    return standing, str(standing.label).lower()


def _graded(done: Decimal, expected: Decimal) -> Standing:
    if done >= expected.to_integral_value(ROUND_FLOOR):
        return Standing.GREEN
    return Standing.YELLOW if done * 2 >= expected else Standing.RED


def _expected(q: Question, promised: Decimal) -> Decimal | None:
    """What would have been needed to the end of yesterday, spread evenly. The whole when the period is over."""
    if q.span is None:
        return None
    passed = min(max((q.today - q.span.first).days, 0), q.span.days)
    return promised * passed / q.span.days


def without_period(q: Question) -> Result:
    """A rate cannot be compared with anything when nobody knows how long it holds."""
    done = total(q.counted)
    words = _("%(total)s rapporterade, men perioden är inte känd så det går inte att jämföra")
    return plain(q, Standing.GREY, words % {"total": shown_number(done)}, done=done)


def _extent(q: Question) -> Extent:
    # The table of rules sends nothing here without one.
    return cast(Extent, q.extent)


def _is_ceiling(extent: Extent) -> bool:
    return extent.operator in (Operator.AT_MOST, Operator.UP_TO)


def _worse(one: Standing, other: Standing) -> Standing:
    order = (Standing.GREEN, Standing.GREY, Standing.YELLOW, Standing.RED)
    return max(one, other, key=order.index)
