"""Periods of promises and activities: dates with their precision, beside the original words."""

from promises.periods.period import (
    Period,
    Precision,
    TimeStatus,
    contains,
    longer_than,
    status_on,
    swedish_day,
)
from promises.periods.reading import parse
from promises.periods.wording import describe

__all__ = [
    "Period",
    "Precision",
    "TimeStatus",
    "contains",
    "describe",
    "longer_than",
    "parse",
    "status_on",
    "swedish_day",
]
