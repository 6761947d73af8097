"""Promised against done: what an omfattning asks for, compared with what has been reported. Pure.

One rule for each kind of omfattning, all of them here, so that every page, report and export says the same. What
cannot be computed says so: a number is never guessed, and an average is never taken over what has none.

The rule for colours, shown to readers as ``RULE``: what is reported is compared with what would have been needed to
this day if the work were spread evenly over the period, rounded down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy

from followup.intervals import window
from followup.outcome.counting import count, rate
from followup.outcome.model import Done, Question, Result
from followup.outcome.without_number import on_demand, ongoing, service_level, within
from followup.outcome.wording import shown_number
from followup.states import Standing
from promises.extent import Extent, Kind

__all__ = ["ROLL_UP_RULE", "RULE", "Done", "Result", "compare", "roll_up", "shown_number"]

RULE = gettext_lazy(
    "Vi jämför det som är rapporterat med det som hade behövts till i dag om arbetet var jämnt fördelat över "
    "perioden. Enligt löftet: minst så mycket. Ligger efter: minst hälften. Långt efter: mindre än hälften. Det som "
    "inte har något tal jämför vi inte."
)
ROLL_UP_RULE = gettext_lazy(
    "Helheten är enligt löftet när alla aktiviteter som går att jämföra är det, långt efter när minst hälften av dem "
    "är det, och ligger annars efter. Inget medelvärde räknas."
)
_RULES: dict[Kind, Callable[[Question], Result]] = {
    Kind.COUNT: count,
    Kind.RATE: rate,
    Kind.WITHIN: within,
    Kind.SERVICE_LEVEL: service_level,
    Kind.ON_DEMAND: on_demand,
    Kind.ONGOING: ongoing,
}


def compare(
    extent: Extent | None,
    *,
    starts_on: date | None,
    ends_on: date | None,
    reports: Iterable[Done],
    today: date,
    silence: timedelta = timedelta(days=62),
) -> Result:
    """How an activity stands today against its omfattning.

    reports: those that hold, superseded ones left out. silence: how long an ongoing activity may be without a report
    before it lags, twice the interval of the follow-up.
    """
    known = sorted(reports, key=lambda report: report.day)
    question = Question(extent, window(extent, starts_on, ends_on), known, today, silence)
    rule = _RULES[extent.kind] if extent else ongoing
    return rule(question)


def roll_up(results: Iterable[Result]) -> Standing:
    """How a focus area or a promise stands, by ``ROLL_UP_RULE``. Grey when nothing in it can be compared."""
    known = [result.standing for result in results if result.standing is not Standing.GREY]
    if not known:
        return Standing.GREY
    if all(standing is Standing.GREEN for standing in known):
        return Standing.GREEN
    return Standing.RED if known.count(Standing.RED) * 2 >= len(known) else Standing.YELLOW
