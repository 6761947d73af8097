"""A comparison written as it is said: words of an omfattning, what is reported, and a day."""

from datetime import date
from decimal import Decimal

from followup.outcome import Done, Result, compare
from followup.states import EntryStatus
from promises import extent as extents

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def done(
    day: str,
    quantity: object = None,
    out_of: object = None,
    status: str = EntryStatus.DONE,
    exact: bool = True,
) -> Done:
    numbers = [None if number is None else Decimal(str(number)) for number in (quantity, out_of)]
    return Done(date.fromisoformat(day), status, numbers[0], numbers[1], exact)


def stands(words: str, *reports: Done, today: str, period: tuple[date | None, date | None] = YEAR) -> Result:
    extent = extents.parse(words) if words else None
    assert extent is not None or not words, words
    return compare(
        extent,
        starts_on=period[0],
        ends_on=period[1],
        reports=reports,
        today=date.fromisoformat(today),
    )
