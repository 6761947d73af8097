"""The plan of a promise as people read it: its occasions in a year, and what became of each."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from followup.followed import Followed, FollowedPromise, holding_entries
from followup.models import AlsoSettled, Occasion
from followup.settling import BY_HOLDING
from followup.states import COUNTS, OccasionState
from organisations.swedish import sort_form


@dataclass(frozen=True)
class Line:
    """One occasion. ``activity`` is None when it is no longer promised."""

    occasion: Occasion
    activity: Followed | None
    state: OccasionState

    @property
    def what(self) -> str:
        """What is to be done: the occasion's own words, else the activity's."""
        return self.occasion.title or (self.activity.text.text if self.activity else "")

    @property
    def first(self) -> date:
        return self.occasion.starts_on

    @property
    def last(self) -> date:
        return self.occasion.last_day


@dataclass(frozen=True)
class Plan:
    """The occasions of one calendar year, in order of time."""

    year: int
    lines: list[Line]

    @cached_property
    def counts(self) -> list[tuple[OccasionState, int]]:
        """How many occasions there are in each state that occurs."""
        found = [line.state for line in self.lines]
        return [(state, found.count(state)) for state in OccasionState if state in found]

    def count(self, state: OccasionState) -> int:
        return dict(self.counts).get(state, 0)


def plan_of(
    found: FollowedPromise,
    activities: Iterable[Followed],
    year: int,
    *,
    withdrawn: bool = False,
    executor: int | None = None,
    today: date | None = None,
) -> Plan:
    """What is planned of the activities in a year, a part of it at least. Two queries.

    withdrawn: with what was planned of activities that are no longer promised. executor: only that organisation's.
    """
    rows = Occasion.objects.filter(_in_year(year), promise=found.promise)
    keys = [one.key for one in activities]
    gone = ~Q(activity_key__in=[one.key for one in found.activities])
    rows = rows.filter(Q(activity_key__in=keys) | gone if withdrawn else Q(activity_key__in=keys))
    if executor is not None:
        rows = rows.filter(organisation=executor)
    return Plan(year, lines_of(found, rows.select_related("organisation"), today))


def lines_of(found: FollowedPromise, occasions: Iterable[Occasion], today: date | None = None) -> list[Line]:
    """The occasions with their activities and what became of them. One query for the reports."""
    reports = _reports(found)
    day = today or timezone.localdate()
    by_key: dict[uuid.UUID, Followed] = {one.key: one for one in found.activities}
    return [
        Line(one, by_key.get(one.activity_key), state_of(one, reports.get(one.pk, ()), day))
        for one in occasions
    ]


def state_of(occasion: Occasion, statuses: Iterable[str], today: date) -> OccasionState:
    """What became of an occasion, by the statuses of the reports on it that hold."""
    reported = list(statuses)
    if reported:
        return OccasionState.DONE if COUNTS & set(reported) else OccasionState.NOT_DONE
    if occasion.cancelled_at:
        return OccasionState.CANCELLED
    return OccasionState.UNREPORTED if occasion.last_day < today else OccasionState.PLANNED


def years_of(found: FollowedPromise, today: date | None = None) -> list[int]:
    """The calendar years that are planned: those of the promise and its activities, to next year without an end."""
    now = (today or timezone.localdate()).year
    periods = [(one.starts_on, one.ends_on) for one in found.activities] or [(found.starts_on, found.ends_on)]
    firsts = [first.year for first, _last in periods if first]
    lasts = [last.year if last else now + 1 for _first, last in periods]
    return list(range(min(firsts, default=now), max([*lasts, *firsts]) + 1))


def executors_of(activities: Iterable[Followed]) -> list[tuple[int, str]]:
    """Whose plans there can be among the activities, by name."""
    doing = {one.pk: str(one) for activity in activities for one in activity.doing}
    return sorted(doing.items(), key=lambda pair: sort_form(pair[1]))


def _in_year(year: int) -> Q:
    first, last = date(year, 1, 1), date(year, 12, 31)
    begins_here = Q(starts_on__range=(first, last))
    return begins_here | Q(starts_on__lt=first, ends_on__gte=first)


def _reports(found: FollowedPromise) -> dict[int, list[str]]:
    """The statuses of the reports that hold, by the occasions they speak for."""
    own = holding_entries().filter(promise=found.promise, occasion__isnull=False).order_by()
    further = AlsoSettled.objects.filter(BY_HOLDING, entry__promise=found.promise)
    rows = own.values_list("occasion", "status").union(
        further.values_list("occasion", "entry__status"), all=True
    )
    reports: dict[int, list[str]] = defaultdict(list)
    for occasion, status in rows:
        reports[occasion].append(status)
    return reports
