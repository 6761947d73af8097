"""The two years of 6 § lag (2023:196), as rules over dates. Pure: no queries, no models.

A municipality is to update its lägesbild and follow up its plan at least every second year. The two years are counted
from the day that the lägesbild was adopted, and from the day that the plan was last followed up; a plan that never was
is counted from the day it was decided.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.days import add_months

PERIOD = 24
# When to say that the day is coming, in months after the day that is counted from; the last says that it has passed.
WARNINGS = (18, 21, 23, PERIOD)


class Due(models.TextChoices):
    """How one of the two stands."""

    NEVER = "never", _("Finns inte")
    FINE = "fine", _("I tid")
    SOON = "soon", _("Snart dags")
    LATE = "late", _("För sent")


@dataclass(frozen=True)
class Clock:
    """What is counted from, when it is due, and how that stands today. ``since`` None: there has never been one."""

    since: date | None
    due_on: date | None
    state: Due
    warning: int = 0

    @property
    def is_met(self) -> bool:
        return self.state in (Due.FINE, Due.SOON)


def clock(since: date | None, today: date) -> Clock:
    """How the two years counted from ``since`` stand ``today``. ``warning`` is the last that has been reached."""
    if since is None:
        return Clock(None, None, Due.NEVER)
    due_on = add_months(since, PERIOD)
    warning = reached(since, today)
    if today > due_on:
        return Clock(since, due_on, Due.LATE, warning)
    return Clock(since, due_on, Due.SOON if warning else Due.FINE, warning)


def reached(since: date, today: date) -> int:
    """The last of ``WARNINGS`` whose day has come, 0 before the first. The last day is still in time."""
    passed = [months for months in WARNINGS if today >= add_months(since, months)]
    if passed and passed[-1] == PERIOD and today == add_months(since, PERIOD):
        return WARNINGS[-2]
    return passed[-1] if passed else 0
