"""How each activity of a promise stands today: the text in force beside the reports that hold."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from followup.followed import Followed, FollowedPromise, current_entries, holding_entries
from followup.models import Entry
from followup.outcome import Done, Result, compare, roll_up
from followup.states import Standing
from promises.documents import FocusAreaText
from promises.models import FollowUpPlan

Interval = FollowUpPlan.Interval

# The longest time between two reports that the interval of the follow-up means; a month when it does not say.
_DAYS = {
    Interval.WEEK: 7,
    Interval.FORTNIGHT: 14,
    Interval.MONTH: 31,
    Interval.QUARTER: 92,
    Interval.TERTIAL: 123,
    Interval.HALF_YEAR: 184,
    Interval.YEAR: 366,
}


def interval_of(followed: FollowedPromise) -> timedelta:
    """The time between two rounds as the promise states it; the council's and "löpande" count as a quarter."""
    stated = followed.document.follow_up.interval
    return timedelta(days=_DAYS.get(Interval(stated), 92) if stated else 92)


def silence_of(followed: FollowedPromise) -> timedelta:
    """How long an activity may be without a report before that is too long."""
    return 2 * interval_of(followed)


def silent_since(followed: FollowedPromise, activity: Followed, latest: date | None) -> date | None:
    """Since when nobody has reported on an activity: its latest report, else the first day on which one could be
    written; None when nobody knows when it begins. The same day wherever a silence is told of.
    """
    if latest is not None or activity.starts_on is None:
        return latest
    # Nobody could report here before the promise was published here.
    return max(activity.starts_on, followed.first_published_on or activity.starts_on)


@dataclass(frozen=True)
class Stands:
    """One activity, its reports that hold (newest first) and what they come to."""

    activity: Followed
    entries: list[Entry]
    result: Result

    @property
    def latest(self) -> Entry | None:
        return self.entries[0] if self.entries else None


@dataclass(frozen=True)
class AreaStands:
    """A focus area with its activities; ``standing`` follows ``outcome.ROLL_UP_RULE``."""

    area: FocusAreaText
    activities: list[Stands]

    @property
    def standing(self) -> Standing:
        return roll_up(one.result for one in self.activities)


@dataclass(frozen=True)
class PromiseStands:
    """A whole promise: its areas in order. ``counts`` says how many activities have each standing."""

    followed: FollowedPromise
    areas: list[AreaStands]

    @property
    def activities(self) -> list[Stands]:
        return [one for area in self.areas for one in area.activities]

    @property
    def standing(self) -> Standing:
        return roll_up(one.result for one in self.activities)

    @property
    def counts(self) -> list[tuple[Standing, int]]:
        found = [one.result.standing for one in self.activities]
        return [(standing, found.count(standing)) for standing in Standing if standing in found]


def standing_of(
    followed: FollowedPromise, entries: Iterable[Entry] | None = None, today: date | None = None
) -> PromiseStands:
    """How every activity stands. One query, or none when the reports that hold are given."""
    by_key: dict[uuid.UUID, list[Entry]] = defaultdict(list)
    for entry in current_entries(followed.promise) if entries is None else entries:
        by_key[entry.activity_key].append(entry)
    day = today or timezone.localdate()
    silence = silence_of(followed)
    areas: dict[int, AreaStands] = {}
    for activity in followed.activities:
        own = by_key.get(activity.key, [])
        stands = Stands(activity, own, result_of(activity, own, day, silence))
        areas.setdefault(id(activity.area), AreaStands(activity.area, [])).activities.append(stands)
    return PromiseStands(followed, list(areas.values()))


def standings_of(many: Iterable[FollowedPromise], today: date | None = None) -> dict[int, PromiseStands]:
    """How many promises stand, by the promise's id. One query, for the columns that counting needs."""
    chosen = list(many)
    by_promise: dict[int, list[Entry]] = defaultdict(list)
    rows = holding_entries().filter(promise__in=[one.promise.pk for one in chosen])
    for entry in rows.only(
        "promise", "activity_key", "happened_on", "status", "quantity", "out_of", "exactness"
    ):
        by_promise[entry.promise_id].append(entry)
    return {one.promise.pk: standing_of(one, by_promise[one.promise.pk], today) for one in chosen}


def coverage_of(stands: PromiseStands, today: date | None = None) -> tuple[int, int]:
    """(reported, all): in how many of the follow-up's passed intervals each activity has a report, all activities.

    What Nässjö found missing: an evaluation needs documentation. An interval is as long as the promise states.
    """
    day, step = today or timezone.localdate(), interval_of(stands.followed)
    reported = total = 0
    for one in stands.activities:
        start, end = one.activity.starts_on, min(one.activity.ends_on or day, day)
        if start is None:
            continue
        passed = max((end - start).days // step.days, 0)
        met = {(entry.happened_on - start).days // step.days for entry in one.entries}
        total += passed
        reported += len({number for number in met if 0 <= number < passed})
    return reported, total


def standing_at(
    followed: FollowedPromise, day: date, entries: Iterable[Entry] | None = None
) -> PromiseStands:
    """How every activity stood at the end of ``day``, or stands today when it is not over. One query or none."""
    today = min(day, timezone.localdate())
    known = current_entries(followed.promise) if entries is None else entries
    return standing_of(followed, [entry for entry in known if entry.happened_on <= today], today)


def result_of(activity: Followed, entries: Iterable[Entry], today: date, silence: timedelta) -> Result:
    """What the reports of one activity come to, against its omfattning."""
    reports = [
        Done(e.happened_on, e.status, e.quantity, e.out_of, e.exactness == Entry.Exactness.EXACT)
        for e in entries
    ]
    return compared(activity, reports, today, silence)


def compared(activity: Followed, reports: Iterable[Done], today: date, silence: timedelta) -> Result:
    """The same, for what has been read of the reports already."""
    return compare(
        activity.extent,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        reports=reports,
        today=today,
        silence=silence,
    )
