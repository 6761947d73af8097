"""Reads a whole omfattning. What cannot be read from the first word to the last stays text."""

from typing import Any, NamedTuple

from promises.extent import vocabulary as v
from promises.extent.clauses import read_deadline, read_demand
from promises.extent.kinds import ExtentError, Kind, Per, Timing
from promises.extent.model import Extent
from promises.extent.quantities import Quantity, is_countable, read_quantity, read_unit
from promises.extent.rhythm import read_average, read_days, read_over, read_per, read_timing
from promises.periods.times import read_time
from promises.words import Token, TokenKind, tokens, word_at

MAX_LENGTH = 400
_OPENING, _CLOSING = frozenset("("), frozenset(").,;:!")


class Core(NamedTuple):
    """An extent before its words of time: its fields, and the index after what was read."""

    fields: dict[str, Any]
    end: int


def parse(text: str) -> Extent | None:
    """Read the words of an omfattning field, such as "minst 4 trygghetsvandringar under 2026".

    Returns None for everything that is vague ("ett par gånger"), ambiguous, or goes on with words that are not
    understood: a reading that drops a word would say something that nobody wrote.
    """
    if len(text) > MAX_LENGTH:
        return None
    ts = [token for token in tokens(text) if token.kind is not TokenKind.END]
    while ts and ts[0].text in _OPENING:
        ts = ts[1:]
    while ts and ts[-1].text in _CLOSING:
        ts = ts[:-1]
    reading = read_extent(ts, 0) or _bare_time(ts)
    return reading[0] if reading and reading[1] == len(ts) else None


def read_extent(ts: list[Token], i: int) -> tuple[Extent, int] | None:
    """Read one extent at token `i`, its words of time before or after it; returns it and the index after."""
    lead = read_timing(ts, i)
    core = read_core(ts, _past_comma(ts, lead[2]) if lead else i)
    if core is None:
        if lead is None:
            return None
        core = Core({"kind": Kind.WITHIN}, lead[2])
    trail = read_timing(ts, _past_comma(ts, core.end))
    if lead and trail:
        return None
    time, end = lead or trail, trail[2] if trail else core.end
    return _built(core.fields | ({"timing": time[0], "time": time[1].text} if time else {}), end)


def _built(values: dict[str, Any], end: int) -> tuple[Extent, int] | None:
    try:
        return Extent(**values), end
    except ExtentError:
        return None


def _past_comma(ts: list[Token], i: int) -> int:
    return i + 1 if word_at(ts, i) in (",", ":") else i


def _bare_time(ts: list[Token]) -> tuple[Extent, int] | None:
    """ "Hösten 2026" in a cell of its own. A bare year or range of years may be anything and is left alone."""
    reading = read_time(ts, 0)
    if reading is None or not reading[0].has_year or reading[0].bare_year:
        return None
    time, end = reading
    return _built({"kind": Kind.WITHIN, "timing": Timing.DURING, "time": time.text}, end)


def read_core(ts: list[Token], i: int) -> Core | None:
    """Read one extent at token `i` without its words of time."""
    deadline = read_deadline(ts, i)
    if deadline is not None:
        found, end = deadline
        return Core(
            {
                "kind": Kind.SERVICE_LEVEL,
                "deadline": found.number,
                "deadline_unit": found.unit,
                "trigger": found.trigger,
                "condition": found.condition,
            },
            end,
        )
    demand = read_demand(ts, i)
    if demand is not None:
        return Core({"kind": Kind.ON_DEMAND, "trigger": demand[0].trigger}, demand[1])
    return _ongoing(ts, i) or _days(ts, i) or _counted(ts, i)


def _ongoing(ts: list[Token], i: int) -> Core | None:
    j = i + 1 if word_at(ts, i) in ("sker", "pågår") else i
    return Core({"kind": Kind.ONGOING}, j + 1) if word_at(ts, j) in v.ONGOING else None


def _days(ts: list[Token], i: int) -> Core | None:
    reading = read_days(ts, i)
    if reading is None:
        return None
    number, unit, end = reading
    return Core({"kind": Kind.RATE, "number": number, "unit": unit, "per": Per.WEEK, "every": 1}, end)


def _counted(ts: list[Token], i: int) -> Core | None:
    reading = read_quantity(ts, i)
    if reading is None:
        return None
    quantity, j = reading
    unit: str | None = None
    if quantity.number is not None:
        unit, j = read_unit(ts, j, one=quantity.one) or (None, j)
    between = read_average(ts, j) if not quantity.average else None
    per = read_per(ts, between[1] if between and between[0] is None else j)
    if per is None:
        return _count(quantity, unit, j)
    # "i veckan" alone is this week, and "per vecka" alone is no sentence.
    if quantity.number is None and word_at(ts, j) in ("per", "/", "i", "om"):
        return None
    values = _quantity_fields(quantity, unit)
    values |= {"kind": Kind.RATE, "per": per[0], "every": per[1]}
    return _averaged(ts, values, per[2], already=quantity.average or between is not None)


def _averaged(ts: list[Token], values: dict[str, Any], j: int, *, already: bool) -> Core:
    found = read_over(ts, j) if already else read_average(ts, j)
    if found is None:
        return Core(values, j)
    return Core(values | {"average": True, "average_over": found[0]}, found[1])


def _count(quantity: Quantity, unit: str | None, end: int) -> Core | None:
    if quantity.number is None or quantity.average:
        return None
    # "en trygg miljö" counts nothing; "en nattvandring" does, and so does "minst en mötesplats".
    if quantity.article and quantity.operator is None and not is_countable(unit):
        return None
    return Core(_quantity_fields(quantity, unit) | {"kind": Kind.COUNT}, end)


def _quantity_fields(quantity: Quantity, unit: str | None) -> dict[str, Any]:
    return {
        "operator": quantity.operator,
        "number": quantity.number,
        "upper": quantity.upper,
        "approximate": quantity.approximate,
        "unit": unit,
    }
