"""Points of the Swedish calendar, from a day to a year, with canonical words and first and last day."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from promises.periods.period import Precision
from promises.words import MONTHS

HALVES = ("första halvåret", "andra halvåret")

# First and last month, by the calendar seasons of the meteorologists (SMHI). School terms by the usual school
# year. The ones of the second table run into the next year, so a single year ("vintern 2026") gives no dates.
SEASONS = {
    "våren": (3, 5),
    "sommaren": (6, 8),
    "hösten": (9, 11),
    "vårterminen": (1, 6),
    "höstterminen": (8, 12),
    "sommarhalvåret": (4, 9),
}
OVER_NEW_YEAR = {"vintern": (12, 2), "vinterhalvåret": (10, 3), "läsåret": (8, 6)}


class Unit(StrEnum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    HALF = "half"
    YEAR = "year"
    NAMED = "named"


_PRECISION = {
    Unit.DAY: Precision.DAY,
    Unit.WEEK: Precision.DAY,
    Unit.MONTH: Precision.MONTH,
    Unit.SEASON: Precision.SEASON,
    Unit.QUARTER: Precision.QUARTER,
    Unit.TERTIAL: Precision.TERTIAL,
    Unit.HALF: Precision.MONTH,
    Unit.YEAR: Precision.YEAR,
    Unit.NAMED: Precision.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Point:
    """One stretch of the calendar: `number` is its month, week, quarter and so on, `name` a season's word.

    `year` is None when the words leave it out; `over_new_year` for a pair of years ("vintern 2026/2027").
    """

    unit: Unit
    number: int = 0
    day: int = 0
    name: str = ""
    year: int | None = None
    over_new_year: bool = False

    @property
    def words(self) -> str:
        """The canonical words without a year; empty for a bare year."""
        match self.unit:
            case Unit.DAY:
                return f"{self.day} {MONTHS[self.number - 1]}"
            case Unit.WEEK:
                return f"vecka {self.number}"
            case Unit.MONTH:
                return MONTHS[self.number - 1]
            case Unit.QUARTER:
                return f"kvartal {self.number}"
            case Unit.TERTIAL:
                return f"tertial {self.number}"
            case Unit.HALF:
                return HALVES[self.number - 1]
        return self.name

    @property
    def text(self) -> str:
        """The canonical words with their year."""
        if self.year is None:
            return self.words
        year = f"{self.year}/{self.year + 1}" if self.over_new_year else str(self.year)
        return f"{self.words} {year}".strip()

    @property
    def precision(self) -> Precision:
        return _PRECISION[self.unit] if self.days else Precision.UNKNOWN

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day, or None when the words do not give them. Raises ValueError for 31 February."""
        year = self.year
        if year is None:
            return None
        if self.unit is Unit.DAY:
            day = date(year, self.number, self.day)
            return day, day
        if self.unit is Unit.WEEK:
            monday = date.fromisocalendar(year, self.number, 1)
            return monday, monday + timedelta(days=6)
        months = self._months
        if months is None:
            return None
        first, last = months
        return first_of(year, first), last_of(year + self.over_new_year, last)

    @property
    def _months(self) -> tuple[int, int] | None:
        match self.unit:
            case Unit.YEAR:
                return 1, 12
            case Unit.MONTH:
                return self.number, self.number
            case Unit.QUARTER:
                return self.number * 3 - 2, self.number * 3
            case Unit.TERTIAL:
                return self.number * 4 - 3, self.number * 4
            case Unit.HALF:
                return self.number * 6 - 5, self.number * 6
        table = OVER_NEW_YEAR if self.over_new_year else SEASONS
        return table.get(self.name)

    def in_year(self, year: int | None) -> "Point":
        return replace(self, year=year)


def first_of(year: int, month: int) -> date:
    return date(year, month, 1)


def last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def join(first: Point, last: Point) -> str:
    """Canonical words for a range: "januari–mars 2027", "1 januari 2026 – 31 december 2027", "2021–2022"."""
    bare = bool(first.words) and first.year == last.year and not first.over_new_year
    begins = first.words if bare else first.text
    spaced = " " in begins or (" " in last.text and not bare)
    dash = " – " if spaced else "–"
    return f"{begins}{dash}{last.text}"
