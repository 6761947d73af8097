"""So many in each stretch of the period: every week, every other Wednesday, every winter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from followup.intervals import Span, repeats
from followup.outcome.counting import against, extent_of, is_ceiling, without_period
from followup.outcome.model import ZERO, Done, Question, Result
from followup.outcome.wording import joined, stretch_words
from followup.states import Standing

_BEST_FIRST = (Standing.GREEN, Standing.GREY, Standing.YELLOW, Standing.RED)


def rate(q: Question) -> Result:
    """So many in each stretch. Without "i snitt" each stretch stands by itself; with it only the sum counts."""
    extent = extent_of(q)
    if q.span is None or extent.per is None or extent.every is None:
        return without_period(q, "perioden är inte känd")
    stretches = repeats(extent.per, extent.every, q.span)
    if not stretches:
        return without_period(q, "perioden är kortare än det som ska upprepas")
    if extent.number is None:
        q = replace(q, reports=[_once(report) for report in q.reports])
    passed = [span for span in stretches if span.last < q.today]
    result = against(q, len(stretches), Decimal(extent.number or 1) * len(passed))
    if extent.average or not passed or result.standing is Standing.GREY:
        return result
    return _by_stretch(q, result, passed)


def _by_stretch(q: Question, result: Result, passed: Sequence[Span]) -> Result:
    """The same result, worsened when too few of the stretches that have passed reached their number."""
    extent = extent_of(q)
    number = Decimal(extent.number or 1)
    sums = _sums(q.counted, passed)
    if is_ceiling(extent):
        kept, said = sum(found <= number for found in sums), "höll taket"
    else:
        kept, said = sum(found >= number for found in sums), "nådde sitt tal"
    standing = max(result.standing, _kept(kept, len(passed)), key=_BEST_FIRST.index)
    before, _comma, judged = result.words.rpartition(", ")
    if standing is not result.standing and judged == result.standing.said:
        result = replace(result, words=f"{before}, {standing.said}")
    words = joined(result.words, f"{said} {stretch_words(extent, kept, len(passed))}")
    return replace(result, standing=standing, words=words)


def _kept(kept: int, of: int) -> Standing:
    """Nine stretches in ten, at least half of them, or less."""
    if kept * 10 >= of * 9:
        return Standing.GREEN
    return Standing.YELLOW if kept * 2 >= of else Standing.RED


def _once(report: Done) -> Done:
    """What is promised without a number is done once by each report that it was carried out."""
    if report.quantity is not None or not report.counts:
        return report
    return replace(report, quantity=Decimal(1))


def _sums(reports: Sequence[Done], spans: Sequence[Span]) -> list[Decimal]:
    """What was reported within each of the spans, which come in order and do not overlap."""
    firsts = [span.first for span in spans]
    sums = [ZERO] * len(spans)
    for report in reports:
        place = bisect_right(firsts, report.day) - 1
        if place >= 0 and report.day in spans[place]:
            sums[place] += report.quantity or ZERO
    return sums
