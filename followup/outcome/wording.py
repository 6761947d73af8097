"""The words of a comparison."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal

from followup.outcome.model import Done, Question
from followup.outcome.plurals import counted, plural_of, stretch_words
from followup.states import EntryStatus, Standing
from organisations.swedish import shown_number
from promises.extent import Extent
from promises.extent.vocabulary import OPERATOR_WORDS

__all__ = [
    "about",
    "amount",
    "joined",
    "shown_number",
    "status_words",
    "stretch_words",
    "time_left",
    "unit_for",
]


def amount(extent: Extent, times: int = 1) -> str:
    """What is promised, ``times`` over: "minst 20 trafikkontroller", "3 till 4 gånger", "minst 104 timmar"."""
    low = Decimal(extent.number or 1) * times
    high = Decimal(extent.upper) * times if extent.upper is not None else None
    upper = f"till {shown_number(high)}" if high is not None else ""
    operator = OPERATOR_WORDS.get(extent.operator, "") if extent.operator else ""
    approximately = "ungefär" if extent.approximate else ""
    unit = unit_for(extent, high if high is not None else low)
    return " ".join(part for part in (operator, approximately, shown_number(low), upper, unit) if part)


def unit_for(extent: Extent, number: Decimal) -> str:
    """What is counted, as it is said after ``number``: "1 gång", "12 gånger"; "st" is understood and left out."""
    if extent.unit == "st":
        return ""
    unit = extent.unit or ("gång" if extent.number is None else "")
    return plural_of(unit) if (extent.number or 1) == 1 and number != 1 else unit


def about(reports: Iterable[Done]) -> str:
    return "" if all(report.exact for report in reports) else "ungefär "


def without_number(count: int) -> str:
    """ "2 rapporter utan antal"; nothing when every report had one."""
    return f"{counted(count, 'rapport')} utan antal" if count else ""


def time_left(q: Question) -> str:
    """ "3 månader kvar", "12 dagar kvar"; nothing before the beginning or when the end is not known."""
    if q.span is None or not q.has_begun:
        return ""
    if q.is_over:
        return "perioden är slut"
    after = q.span.last + timedelta(days=1)
    days = (after - q.today).days
    if days >= 60:
        months = (after.year - q.today.year) * 12 + after.month - q.today.month - (after.day < q.today.day)
        return f"{counted(months, 'månad')} kvar"
    return f"{counted(days, 'dag')} kvar"


def status_words(report: Done) -> str:
    """The status inside a sentence: "delvis genomförd"."""
    return str(EntryStatus(report.status).label).lower()


def joined(*parts: str) -> str:
    """The parts that say something, with commas."""
    return ", ".join(part for part in parts if part)


def kept_in_words(counts: Iterable[tuple[Standing, int]]) -> str:
    """How the whole stands, in one sentence: "3 av 5 aktiviteter är enligt löftet. 1 går inte att jämföra." """
    by_standing = dict(counts)
    grey = by_standing.pop(Standing.GREY, 0)
    compared, green = sum(by_standing.values()), by_standing.get(Standing.GREEN, 0)
    if not compared:
        return "Ingen aktivitet går att jämföra med löftet än."
    words = f"{green} av {counted(compared, 'aktivitet')} som går att jämföra är enligt löftet."
    return f"{words} {grey} går inte att jämföra." if grey else words
