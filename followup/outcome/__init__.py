"""Promised against done: what an omfattning asks for, compared with what has been reported. Pure.

One rule for each kind of omfattning, all of them here, so that every page, report and export says the same. What
cannot be computed says so: a number is never guessed, and an average is never taken over what has none.

The rule for colours is shown to readers as ``RULE``, and kind by kind as ``RULES``: a test holds them to the code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.utils.translation import gettext_lazy

from followup.intervals import window
from followup.outcome.counting import count
from followup.outcome.model import Done, Question, Result
from followup.outcome.repeating import rate
from followup.outcome.without_number import on_demand, ongoing, service_level, within
from followup.outcome.wording import kept_in_words, shown_number
from followup.states import Standing
from promises.extent import Extent, Kind

__all__ = [
    "ROLL_UP_RULE",
    "RULE",
    "RULES",
    "Done",
    "Result",
    "compare",
    "kept_in_words",
    "roll_up",
    "shown_number",
]

RULE = gettext_lazy(
    "Vi jämför det som är rapporterat med det som hade behövts till och med i går om arbetet var jämnt fördelat över "
    "perioden, avrundat nedåt. Enligt löftet: minst så mycket. Ligger efter: minst hälften. Långt efter: mindre än "
    "hälften. När perioden är slut räknas hela talet. Det som inte har något tal jämför vi inte."
)
# What the rule means for each kind of omfattning, for whoever wants to know it all.
RULES = (
    gettext_lazy(
        "Det som ska ske varje vecka, månad eller liknande behöver både nå summan och nå sitt tal i nio av tio av "
        "veckorna eller månaderna som har gått. Når minst hälften sitt tal ligger det efter, annars långt efter. Står "
        "det ”i snitt” räknas bara summan. En vecka eller månad som till mindre än hälften ligger inom perioden "
        "räknas inte."
    ),
    gettext_lazy(
        "Högst och upp till är tak: enligt löftet så länge summan inte är större, annars långt efter. Gäller taket "
        "varje vecka eller liknande ska det dessutom hålla i nio av tio av dem."
    ),
    gettext_lazy(
        "Det som ska bli gjort i tid eller när någon ber om det är enligt löftet när alla fick det, ligger efter när "
        "minst hälften fick det och är annars långt efter."
    ),
    gettext_lazy(
        "Det som ska göras en gång inom en tid är enligt löftet när det är genomfört eller pågår och tid är kvar. Är "
        "det genomfört utanför tiden, eller bara påbörjat när tiden är ute, ligger det efter. Är inget gjort när "
        "tiden är ute, eller är det avbrutet eller inte genomfört, är det långt efter."
    ),
    gettext_lazy(
        "Löpande arbete är enligt löftet när det rapporteras. Det ligger efter när ingen rapport har kommit på dubbla "
        "tiden mellan två uppföljningar, när perioden är slut utan någon rapport, eller när den senaste säger att det "
        "är ändrat, delvis gjort eller inte påbörjat. Det är långt efter när den senaste säger att det är avbrutet "
        "eller inte genomfört."
    ),
    gettext_lazy(
        "En rapport utan antal räknas som ett tillfälle bara när löftet inte heller säger något antal. Det som är "
        "rapporterat utanför perioden räknas inte in i summan."
    ),
)
ROLL_UP_RULE = gettext_lazy(
    "Helheten är enligt löftet när alla aktiviteter som går att jämföra är det, långt efter när minst hälften av dem "
    "är det, och ligger annars efter. Inget medelvärde räknas."
)
_BY_KIND: dict[Kind, Callable[[Question], Result]] = {
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
    # What is dated tomorrow has not been done yet.
    known = sorted((r for r in reports if r.day <= today), key=lambda report: report.day)
    question = Question(extent, window(extent, starts_on, ends_on), known, today, silence)
    rule = _BY_KIND[extent.kind] if extent else ongoing
    return rule(question)


def roll_up(results: Iterable[Result]) -> Standing:
    """How a focus area or a promise stands, by ``ROLL_UP_RULE``. Grey when nothing in it can be compared."""
    known = [result.standing for result in results if result.standing is not Standing.GREY]
    if not known:
        return Standing.GREY
    if all(standing is Standing.GREEN for standing in known):
        return Standing.GREEN
    return Standing.RED if known.count(Standing.RED) * 2 >= len(known) else Standing.YELLOW
