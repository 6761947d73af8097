"""Activities that nobody has reported on for too long, and who is to know.

Too long is twice the interval at which the promise is followed up: then the executor is told, after one interval more
whoever answers for the activity, after yet one the steering group. A report ends the silence by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from followup.followed import Followed, FollowedPromise, Key, holding_entries
from followup.models import Entry, Escalation
from followup.standing import interval_of, result_of, silence_of, silent_since
from followup.states import EntryStatus
from promises.extent import Kind

Level = Escalation.Level
# After how many intervals each level is told.
_AFTER = {Level.EXECUTOR: 2, Level.RESPONSIBLE: 3, Level.STEERING: 4}
# With one of these last, nothing more is to be expected.
_OVER = frozenset({EntryStatus.NOT_DONE, EntryStatus.STOPPED})


@dataclass(frozen=True)
class Silence:
    """One activity without a report since ``since`` (``standing.silent_since``); ``last_on`` is the latest report, None
    when there is none."""

    followed: FollowedPromise
    activity: Followed
    since: date
    last_on: date | None
    level: Level

    @property
    def levels(self) -> list[Level]:
        """Everybody who is to know by now."""
        return [level for level in Level if level <= self.level]


def level_of(silent: timedelta, interval: timedelta) -> Level | None:
    """Who is to know of so long a silence; None when it is not too long. Pure."""
    reached = [level for level, intervals in _AFTER.items() if silent > intervals * interval]
    return max(reached) if reached else None


def silences_of(followed: Iterable[FollowedPromise], today: date | None = None) -> list[Silence]:
    """The silences in promises that are in force, the longest first. Two queries however many they are."""
    day = today or timezone.localdate()
    promises = [one for one in followed if one.is_open]
    ids = [one.promise.pk for one in promises]
    latest = _latest(ids)
    found = [
        silence
        for one in promises
        for activity in one.activities
        if (silence := _silence(one, activity, latest, day))
    ]
    return sorted(_without_the_finished(found, day), key=lambda one: one.since)


def _latest(promises: list[int]) -> dict[Key, date]:
    rows = holding_entries().filter(promise__in=promises)
    values = rows.order_by().values_list("promise", "activity_key").annotate(Max("happened_on"))
    return {(promise, key): day for promise, key, day in values}


def _silence(
    one: FollowedPromise, activity: Followed, latest: dict[Key, date], today: date
) -> Silence | None:
    if activity.starts_on is None or (activity.ends_on and activity.ends_on < today):
        return None
    last_on = latest.get((one.promise.pk, activity.key))
    since = silent_since(one, activity, last_on)
    level = level_of(today - since, interval_of(one)) if since else None
    return Silence(one, activity, since, last_on, level) if since and level else None


def _without_the_finished(silences: list[Silence], today: date) -> list[Silence]:
    """Not those where all that was promised is done, or that have been stopped: there silence is right."""
    spoken = [one.followed.promise.pk for one in silences if one.last_on]
    entries: dict[Key, list[Entry]] = defaultdict(list)
    for entry in holding_entries().filter(promise__in=spoken):
        entries[entry.promise_id, entry.activity_key].append(entry)
    return [
        one
        for one in silences
        if not _is_finished(one, entries[one.followed.promise.pk, one.activity.key], today)
    ]


def _is_finished(one: Silence, entries: list[Entry], today: date) -> bool:
    if not entries:
        return False
    if entries[0].status in _OVER:
        return True
    extent = one.activity.extent
    if extent is not None and extent.kind == Kind.WITHIN:
        return any(entry.status == EntryStatus.DONE for entry in entries)
    share = result_of(one.activity, entries, today, silence_of(one.followed)).share
    return share is not None and share >= 1
