"""A period as a promise states it: dates with their precision, an open end, and always the original words."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

SWEDEN = ZoneInfo("Europe/Stockholm")


class Precision(StrEnum):
    """How exactly the words give the dates. A season's dates are the calendar's, not anybody's promise."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    TERTIAL = "tertial"
    QUARTER = "quarter"
    YEAR = "year"
    UNKNOWN = "unknown"


class TimeStatus(StrEnum):
    NOT_STARTED = "not_started"
    RUNNING = "running"
    OVER = "over"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From `start` to `end`, both days included, either of them None when the words do not tell.

    `open_ended` means that no end is agreed ("tills vidare"), with `condition` as the words for what ends it;
    `text` is the original wording, which is never replaced by the dates. Raises ValueError, in Swedish, when
    the dates contradict each other.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    open_ended: bool = False
    condition: str = ""
    text: str = ""

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise ValueError("Perioden slutar innan den börjar. Ändra start- eller slutdatum.")
        if self.open_ended and self.end:
            raise ValueError("En period som gäller tills vidare har inget slutdatum. Ta bort ett av dem.")

    def years(self) -> list[int]:
        """The calendar years that the period touches, in order; one year when only one end is known."""
        first, last = self.start or self.end, self.end or self.start
        return list(range(first.year, last.year + 1)) if first and last else []

    def to_dict(self) -> dict[str, Any]:
        """JSON with ISO dates, as in a promise's frozen document."""
        return {
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "precision": str(self.precision),
            "text": self.text,
            "open_ended": self.open_ended,
            "condition": self.condition,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Period":
        """The period that `to_dict` wrote. Raises ValueError when a date or precision is none."""
        return cls(
            start=_date(data.get("start")),
            end=_date(data.get("end")),
            precision=Precision(data.get("precision") or Precision.UNKNOWN),
            open_ended=bool(data.get("open_ended")),
            condition=data.get("condition") or "",
            text=data.get("text") or "",
        )


def contains(outer: Period, inner: Period) -> bool | None:
    """Whether every day of `inner` lies within `outer`; None when the known dates cannot tell."""
    begins = _starts_within(outer, inner)
    ends = _ends_within(outer, inner)
    if begins is False or ends is False:
        return False
    return True if begins and ends else None


def status_on(period: Period, day: date) -> TimeStatus:
    """Not started, running or over on this Swedish calendar day. The last day still counts as running."""
    if period.end and day > period.end:
        return TimeStatus.OVER
    if period.start and day < period.start:
        return TimeStatus.NOT_STARTED
    known = period.start or period.end or period.open_ended
    return TimeStatus.RUNNING if known else TimeStatus.UNKNOWN


def swedish_day(moment: datetime) -> date:
    """The calendar day in Sweden at this moment. Raises ValueError for a time without a time zone."""
    if moment.tzinfo is None:
        raise ValueError("A moment without time zone has no Swedish day.")
    return moment.astimezone(SWEDEN).date()


def longer_than(period: Period, years: int) -> bool | None:
    """Whether the period lasts more than so many whole years; None when an end is unknown or open."""
    if not (period.start and period.end):
        return None
    return period.end >= _anniversary(period.start, years)


def _anniversary(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _starts_within(outer: Period, inner: Period) -> bool | None:
    if outer.start and (inner.start or inner.end):
        if inner.start:
            return inner.start >= outer.start
        # Only the last day is known: it may not come before the outer start, but does not prove more.
        return False if inner.end and inner.end < outer.start else None
    return True if outer.open_ended and not outer.start and inner.start else None


def _ends_within(outer: Period, inner: Period) -> bool | None:
    if outer.open_ended:
        return True
    if outer.end is None:
        return None
    if inner.open_ended:
        return False
    if inner.end:
        return inner.end <= outer.end
    return False if inner.start and inner.start > outer.end else None


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
