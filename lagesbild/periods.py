"""The periods that an analysis is made for: the latest whole month, quarter, tertial or year, or any days. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format

from organisations.days import add_months

# The longest that can be asked for, in days.
MOST_DAYS = 3 * 366
MONTHS_IN = {"manad": 1, "kvartal": 3, "tertial": 4, "ar": 12}


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both within it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def begins_at(self) -> datetime:
        return _midnight(self.first)

    @property
    def ends_at(self) -> datetime:
        """The first moment after it."""
        return _midnight(self.last + timedelta(days=1))

    @property
    def is_whole_months(self) -> bool:
        return self.first.day == 1 and (self.last + timedelta(days=1)).day == 1

    def before(self) -> Period:
        """As long, directly before: as many months when it is whole months, else as many days."""
        if self.is_whole_months:
            return Period(add_months(self.first, -self._months), self.first - timedelta(days=1))
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))

    def last_year(self) -> Period:
        """The same days the year before."""
        if self.is_whole_months:
            first = add_months(self.first, -12)
            return Period(first, add_months(first, self._months) - timedelta(days=1))
        return Period(add_months(self.first, -12), add_months(self.last, -12))

    def whole_months(self) -> Iterator[date]:
        """The first day of each month that lies within it to its last day."""
        month = self.first if self.first.day == 1 else add_months(self.first.replace(day=1), 1)
        while add_months(month, 1) - timedelta(days=1) <= self.last:
            yield month
            month = add_months(month, 1)

    @property
    def _months(self) -> int:
        return (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1

    def __str__(self) -> str:
        first = "j F" if self.first.year == self.last.year else "j F Y"
        return f"{date_format(self.first, first)} – {date_format(self.last, 'j F Y')}"


def latest(choice: str, today: date) -> Period:
    """The latest whole month, quarter, tertial or year before today."""
    months = MONTHS_IN[choice]
    begins = today.replace(day=1)
    first = add_months(begins.replace(month=(begins.month - 1) // months * months + 1), -months)
    return Period(first, add_months(first, months) - timedelta(days=1))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
