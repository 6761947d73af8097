"""Says a period in plain Swedish, as exactly as it is known and no more."""

from datetime import date

from promises.periods.period import Period, Precision
from promises.periods.points import OVER_NEW_YEAR, SEASONS, Point, Unit, join


def describe(period: Period) -> str:
    """Plain words: "januari 2021 – december 2022", "från 2026, tills vidare"; else the original words."""
    first, last = _points(period)
    if period.open_ended:
        return _open(period, first)
    if first and last:
        return first.text if first == last else join(first, last)
    if last:
        return f"till och med {last.text}"
    return f"från {first.text}" if first else period.text or "okänd period"


def _open(period: Period, first: Point | None) -> str:
    words = f"från {first.text}, tills vidare" if first else "tills vidare"
    return f"{words}, {period.condition}" if period.condition else words


def _points(period: Period) -> tuple[Point | None, Point | None]:
    season = _whole_season(period)
    if season is not None:
        return season, season
    first, last = _starting(period.start, period.precision), _ending(period.end, period.precision)
    if (first is None) == (period.start is None) and (last is None) == (period.end is None):
        return first, last
    # The dates do not fall on the edges that the precision names: say the days.
    return _starting(period.start, Precision.DAY), _ending(period.end, Precision.DAY)


def _starting(day: date | None, precision: Precision) -> Point | None:
    return _edge(day, precision, 0) if day else None


def _ending(day: date | None, precision: Precision) -> Point | None:
    return _edge(day, precision, 1) if day else None


def _edge(day: date, precision: Precision, side: int) -> Point | None:
    """The stretch of this precision that begins (side 0) or ends (side 1) on the day."""
    for point in _candidates(day, precision):
        days = point.days
        if days and days[side] == day:
            return point
    return None


def _candidates(day: date, precision: Precision) -> list[Point]:
    year, month = day.year, day.month
    match precision:
        case Precision.YEAR:
            return [Point(Unit.YEAR, year=year)]
        case Precision.TERTIAL:
            return [Point(Unit.TERTIAL, (month + 3) // 4, year=year)]
        case Precision.QUARTER:
            return [Point(Unit.QUARTER, (month + 2) // 3, year=year)]
        case Precision.MONTH:
            return [Point(Unit.MONTH, month, year=year)]
        case Precision.SEASON:
            return _seasons(year)
    return [Point(Unit.DAY, month, day.day, year=year)]


def _whole_season(period: Period) -> Point | None:
    # Two seasons may share an edge (läsåret and höstterminen both begin in August), so both ends must agree.
    if period.precision is not Precision.SEASON or not (period.start and period.end):
        return None
    days = (period.start, period.end)
    return next((point for point in _seasons(period.start.year) if point.days == days), None)


def _seasons(year: int) -> list[Point]:
    same = [Point(Unit.SEASON, name=name, year=year) for name in SEASONS]
    over = [
        Point(Unit.SEASON, name=name, year=first, over_new_year=True)
        for name in OVER_NEW_YEAR
        for first in (year, year - 1)
    ]
    return same + over
