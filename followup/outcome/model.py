"""What is compared, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from followup.intervals import Span
from followup.states import COUNTS, Standing
from promises.extent import Extent

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Done:
    """What one report says, as far as counting cares."""

    day: date
    status: str
    quantity: Decimal | None = None
    out_of: Decimal | None = None
    exact: bool = True

    @property
    def counts(self) -> bool:
        return self.status in COUNTS


@dataclass(frozen=True, slots=True)
class Result:
    """How an activity stands. ``promised`` is for the whole period, ``expected`` to this day; None where unknown.

    ``share`` is done of promised, 1 for all of it, more when more was done. ``words`` is one sentence without a full
    stop. ``uncounted`` is how many reports gave no number although one was needed.
    """

    standing: Standing
    words: str
    done: Decimal | None = None
    promised: Decimal | None = None
    expected: Decimal | None = None
    unit: str = ""
    last_on: date | None = None
    reports: int = 0
    uncounted: int = 0

    @property
    def share(self) -> Decimal | None:
        return self.done / self.promised if self.done is not None and self.promised else None


@dataclass(frozen=True, slots=True)
class Question:
    """What a rule gets to know."""

    extent: Extent | None
    span: Span | None
    reports: Sequence[Done]
    today: date
    silence: timedelta

    @property
    def counted(self) -> list[Done]:
        """Reports of something carried out within the time that the promise speaks of."""
        return [r for r in self.reports if r.counts and (self.span is None or r.day in self.span)]

    @property
    def last_on(self) -> date | None:
        return self.reports[-1].day if self.reports else None

    @property
    def is_over(self) -> bool:
        return self.span is not None and self.span.last < self.today

    @property
    def has_begun(self) -> bool:
        return self.span is None or self.span.first <= self.today


def total(reports: Iterable[Done]) -> Decimal:
    """The sum of what was reported in numbers."""
    return sum((report.quantity for report in reports if report.quantity is not None), ZERO)


def plain(
    q: Question, standing: Standing, words: str, *, done: Decimal | None = None, uncounted: int = 0
) -> Result:
    """A result without anything promised in numbers."""
    return Result(standing, words, done=done, last_on=q.last_on, reports=len(q.reports), uncounted=uncounted)
