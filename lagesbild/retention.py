"""What is weeded when: raw reports, once they are counted. Pure.

Arkivlagen (1990:782) 10 § lets an authority weed by a decision; here the rule is the municipality's own decision.
What has been adopted, signed or delivered is never weeded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from organisations.days import add_months

# What is kept even when somebody asks for less: the analysis compares with the same time the year before.
SHORTEST = 13


class Told(NamedTuple):
    """What is counted of one report. ``at`` in local time."""

    at: datetime
    hour_is_known: bool
    category: str
    place_id: int | None
    source: str


class Counted(NamedTuple):
    """What reports have in common that are counted together. ``hour`` is None where nobody knew it."""

    month: date
    weekday: int
    hour: int | None
    category: str
    place_id: int | None
    source: str


def limit(today: date, months: int) -> date:
    """The first day that is kept: whole months back from the beginning of this one.

    months: at least 13. Raises ValueError for less.
    """
    if months < SHORTEST:
        raise ValueError(f"At least {SHORTEST} months must be kept, not {months}.")
    return add_months(today.replace(day=1), -months)


def count(reports: Iterable[Told]) -> Counter[Counted]:
    """How many reports have each combination; the sum is the number of reports."""
    return Counter(
        Counted(
            one.at.date().replace(day=1),
            one.at.weekday(),
            one.at.hour if one.hour_is_known else None,
            one.category,
            one.place_id,
            one.source,
        )
        for one in reports
    )
