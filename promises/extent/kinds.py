"""What an omfattning can be made of: its six kinds and the words' values. Holds no reading of its own."""

from decimal import Decimal
from enum import StrEnum

from promises.words import Number, is_year

MOST = 10_000_000


class Kind(StrEnum):
    ONGOING = "ongoing"
    COUNT = "count"
    RATE = "rate"
    WITHIN = "within"
    SERVICE_LEVEL = "service_level"
    ON_DEMAND = "on_demand"


class Operator(StrEnum):
    """What a number means. No operator at all is a number that stands alone ("2 st")."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    UP_TO = "up_to"
    BETWEEN = "between"


class Per(StrEnum):
    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    TERM = "term"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    PERIOD = "period"
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"
    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class Timing(StrEnum):
    """How the words of time bind: "under 2018", "senast 31 mars", "före sommaren", "från och med", "till och med"."""

    DURING = "during"
    BY = "by"
    BEFORE = "before"
    FROM = "from"
    UNTIL = "until"


class DeadlineUnit(StrEnum):
    MINUTE = "minute"
    HOUR = "hour"
    FULL_DAY = "full_day"
    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class ExtentError(ValueError):
    """A reading whose parts do not fit together; the sentence is for the person who corrects it."""


def is_number(value: Number | None) -> bool:
    """Whether a number may count something: above zero, at most two decimals, and not a year of our time."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    if isinstance(value, Decimal) and (not value.is_finite() or value == value.to_integral_value()):
        return False
    return 0 < value < MOST and not is_year(value) and value * 100 == int(value * 100)
