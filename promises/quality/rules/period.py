"""Rule 4: when the promise begins and ends, and that its activities lie within it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from promises import periods
from promises.documents import Document, PeriodText
from promises.extent import Timing
from promises.periods import Period
from promises.quality.findings import Finding, Level
from promises.quality.said import Said

MOST_YEARS = 4


def promise_period(document: Document) -> Iterator[Finding]:
    """Start and end in that order, at most four years; an open end has a condition and a day of review."""
    given = document.period
    start, end = _day(given.start), _day(given.end)
    if start is None:
        yield _of_promise(_("Det står inte när löftet börjar gälla."), "period_text")
    if end is None and not given.open_ended:
        yield _of_promise(_("Det står inte när löftet slutar gälla."), "period_text")
    if start and end and start > end:
        yield _of_promise(_("Löftet slutar innan det börjar."), "period_end")
    elif start and end and periods.longer_than(Period(start=start, end=end), MOST_YEARS):
        yield _of_promise(_("Löftet gäller längre än fyra år."), "period_end")
    if given.open_ended:
        yield from _open_end(given, start)


def _open_end(given: PeriodText, start: date | None) -> Iterator[Finding]:
    review = _day(given.review_on)
    if not given.condition.strip():
        yield _of_promise(
            _("Löftet gäller tills vidare, men det står inte vad som avslutar det."), "period_condition"
        )
    if review is None:
        yield _of_promise(
            _("Löftet gäller tills vidare, men det står inte när ni prövar det igen."), "period_review_on"
        )
    elif start and review < start:
        yield _of_promise(_("Ni prövar löftet igen innan det har börjat gälla."), "period_review_on")
    elif start and periods.longer_than(Period(start=start, end=review), MOST_YEARS):
        yield _of_promise(_("Det går mer än fyra år innan ni prövar löftet igen."), "period_review_on")


def _of_promise(message: str, field: str) -> Finding:
    return Finding(
        4,
        Level.BLOCK,
        message,
        _(
            "Utan början och slut vet ingen när löftet ska vara hållet. Efter några år stämmer läget inte längre."
        ),
        _(
            "”januari 2027–december 2028”, eller ”tills vidare” med ett villkor och en dag då ni prövar löftet igen."
        ),
        "basics",
        field,
        _("Perioden"),
    )


# --- An activity ----------------------------------------------------------------------------------------


def activity_period(said: Said, promise: PeriodText) -> Finding | None:
    """The activity's own days lie within the promise's, or it is said why not. Days read from words only warn."""
    outer = _period(promise)
    if said.period is None:
        return _read_from_words(said, outer)
    start, end = _day(said.period.start), _day(said.period.end)
    if start and end and start > end:
        return _of_activity(_("Aktiviteten slutar innan den börjar."), Level.BLOCK, "period_end")
    inner = _period(said.period)
    if outer is None or inner is None or said.outside_period_reason.strip():
        return None
    if periods.contains(outer, inner) is not False:
        return None
    return _of_activity(
        _("Aktiviteten ligger utanför löftets period, och det står inte varför."), Level.BLOCK, "period_text"
    )


def _read_from_words(said: Said, outer: Period | None) -> Finding | None:
    """ "2 st under 2019" in a promise for 2018."""
    if outer is None or said.outside_period_reason.strip():
        return None
    in_text = said.text_readings if said.has_number else ()
    stored = (said.structured,) if said.structured else ()
    for found in (*stored, *said.scope_readings, *in_text):
        if found.time is None or found.timing not in (Timing.DURING, Timing.BY):
            continue
        time = _read(found.time)
        if time is None:
            continue
        inner = (
            Period(start=time.start, end=time.end) if found.timing is Timing.DURING else Period(end=time.end)
        )
        if periods.contains(outer, inner) is False:
            return _of_activity(
                _("”%(time)s” ligger utanför löftets period.") % {"time": found.time}, Level.WARN, "scope"
            )
    return None


def _of_activity(message: str, level: Level, field: str) -> Finding:
    return Finding(
        4,
        level,
        message,
        _("Löftet följs upp när perioden är slut. Det som ligger utanför riskerar att glömmas."),
        _("Ändra tiden, eller skriv varför: ”Fortsätter till juni, då läsåret slutar.”"),
        field=field,
    )


@lru_cache(maxsize=256)
def _read(words: str) -> Period | None:
    return periods.parse(words)


def _period(given: PeriodText) -> Period | None:
    """The days that are known; None when they contradict each other, which is said elsewhere."""
    try:
        return Period(start=_day(given.start), end=_day(given.end), open_ended=given.open_ended)
    except ValueError:
        return None


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
