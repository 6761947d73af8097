"""The rounds in which a promise is followed up, derived from the interval that its text states.

Nothing is stored until somebody touches a round: then it stands as it was, whatever a later version of the text says,
and what is derived goes on from the day after it. The days are computed by ``days_of``, which is pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from followup.followed import FollowedPromise
from followup.models import Round
from followup.permissions import parties_of
from followup.states import RoundState
from organisations.days import add_months
from organisations.models import Group, Meeting
from promises.models import FollowUpPlan

Interval = FollowUpPlan.Interval

# How long after its last day a round is to be closed.
TO_CLOSE = timedelta(days=15)
# A round before a meeting ends so long before it that there is time to confirm and close it.
BEFORE_MEETING = timedelta(days=8)
_WEEKS = {Interval.WEEK: 1, Interval.FORTNIGHT: 2}
_MONTHS = {
    Interval.MONTH: 1,
    Interval.QUARTER: 3,
    Interval.TERTIAL: 4,
    Interval.HALF_YEAR: 6,
    Interval.YEAR: 12,
}
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Days:
    """Which days a round looks at, and when it is to be closed."""

    number: int
    starts_on: date
    ends_on: date
    due_on: date


@dataclass(frozen=True)
class Rounds:
    """What the rounds of one promise are derived from."""

    interval: str
    starts_on: date
    ends_on: date | None
    first_on: date | None = None
    meetings: Sequence[date] = ()

    def last_day(self, today: date) -> date:
        """How far rounds are derived: to the end of the period, or of next year when the end is open."""
        return self.ends_on or date(max(today, self.starts_on).year + 1, 12, 31)


def days_of(rule: Rounds, stored: Iterable[Days] = (), *, today: date) -> list[Days]:
    """Every round of the period in order: no day is left out and none is in two. Pure."""
    kept = sorted(stored, key=lambda one: one.number)
    last = rule.last_day(today)
    start = kept[-1].ends_on + ONE_DAY if kept else rule.starts_on
    number = kept[-1].number + 1 if kept else 1
    found = list(kept)
    for starts_on, ends_on, due_on in _stretches(rule, start, last, is_first=not kept):
        found.append(Days(number, starts_on, ends_on, due_on))
        number += 1
    return found


def _stretches(rule: Rounds, start: date, last: date, *, is_first: bool) -> Iterator[tuple[date, date, date]]:
    for meeting in sorted(set(rule.meetings)):
        ends_on = min(meeting - BEFORE_MEETING, last)
        if start <= ends_on:
            yield start, ends_on, meeting - ONE_DAY
            start, is_first = ends_on + ONE_DAY, False
    if is_first and rule.first_on and start < rule.first_on and start <= last:
        ends_on = min(_end_before(rule.interval, start, rule.first_on), last)
        yield start, ends_on, rule.first_on
        start = ends_on + ONE_DAY
    while start <= last:
        ends_on = min(_end(rule.interval, start), last)
        # A rest too short for a round of its own is looked at with the one before it.
        if (last - ends_on) * 2 < _end(rule.interval, ends_on + ONE_DAY) - ends_on:
            ends_on = last
        yield start, ends_on, ends_on + TO_CLOSE
        start = ends_on + ONE_DAY


def _end(interval: str, day: date) -> date:
    """The last day of the week, month, quarter … that ``day`` is in; a quarter for what gives no number of days."""
    weeks = _WEEKS.get(Interval(interval)) if interval else None
    if weeks:
        return day - timedelta(days=day.weekday()) + timedelta(days=7 * weeks - 1)
    months = _MONTHS.get(Interval(interval), 3) if interval else 3
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return add_months(first, months) - ONE_DAY


def _end_before(interval: str, start: date, first_on: date) -> date:
    """The last day that the first follow-up looks at: the end of the last whole stretch, else the day before."""
    found, ends_on = first_on - ONE_DAY, _end(interval, start)
    while ends_on < first_on:
        found, ends_on = ends_on, _end(interval, ends_on + ONE_DAY)
    return found


# --- With what is stored ----------------------------------------------------------------------------


@dataclass(frozen=True)
class FollowUpRound:
    """One round of a promise: its days, its row when it has been touched, and where it stands."""

    days: Days
    row: Round | None
    state: RoundState

    @property
    def number(self) -> int:
        return self.days.number

    @property
    def is_closed(self) -> bool:
        return self.state == RoundState.CLOSED

    @property
    def has_begun(self) -> bool:
        return self.days.starts_on <= timezone.localdate()

    @property
    def has_ended(self) -> bool:
        return self.days.ends_on < timezone.localdate()

    @property
    def is_owed(self) -> bool:
        """Whether it waits for somebody to confirm and close it."""
        return self.state in {RoundState.OPEN, RoundState.LATE}


def rounds_of(followed: FollowedPromise, today: date | None = None) -> list[FollowUpRound]:
    """The rounds of one promise in order; none when the text has no first day. At most three queries."""
    return rounds_of_many([followed], today)[followed.promise.pk]


def rounds_of_many(
    followed: Iterable[FollowedPromise],
    today: date | None = None,
    parties: Mapping[int, set[int]] | None = None,
) -> dict[int, list[FollowUpRound]]:
    """The same for many promises, by the promise's id. At most three queries however many they are.

    parties: what ``permissions.parties_of`` found, by who has asked for it already.
    """
    promises = list(followed)
    day = today or timezone.localdate()
    ids = [one.promise.pk for one in promises]
    stored: dict[int, list[Round]] = {}
    for row in Round.objects.filter(promise__in=ids).select_related("closed_by"):
        stored.setdefault(row.promise_id, []).append(row)
    meetings = _council_meetings(promises, parties)
    return {
        one.promise.pk: _rounds(
            one,
            stored.get(one.promise.pk, []),
            meetings.get(one.promise.pk, []),
            day,
        )
        for one in promises
    }


def rule_of(followed: FollowedPromise, meetings: Sequence[date] = ()) -> Rounds | None:
    """What the text says of its rounds; None when it has no first day. Pure."""
    if followed.starts_on is None:
        return None
    plan = followed.document.follow_up
    return Rounds(
        interval=plan.interval,
        starts_on=followed.starts_on,
        ends_on=followed.ends_on,
        first_on=date.fromisoformat(plan.first_on) if plan.first_on else None,
        meetings=meetings,
    )


def _rounds(
    followed: FollowedPromise, stored: list[Round], meetings: list[date], today: date
) -> list[FollowUpRound]:
    rule = rule_of(followed, meetings)
    if rule is None:
        return []
    rows = {row.number: row for row in stored}
    kept = [Days(row.number, row.starts_on, row.ends_on, row.due_on) for row in stored]
    published = followed.first_published_on
    return [
        FollowUpRound(
            days,
            rows.get(days.number),
            _state(days, rows.get(days.number), published, not followed.is_open, today),
        )
        for days in days_of(rule, kept, today=today)
    ]


def _state(days: Days, row: Round | None, published: date | None, ended: bool, today: date) -> RoundState:
    if row is not None and row.closed_at:
        return RoundState.CLOSED
    if ended or (published is not None and days.due_on < published):
        return RoundState.NOT_HELD
    if today < days.starts_on:
        return RoundState.COMING
    if today <= days.ends_on:
        return RoundState.RUNNING
    return RoundState.OPEN if today <= days.due_on else RoundState.LATE


def _council_meetings(
    followed: list[FollowedPromise], parties: Mapping[int, set[int]] | None
) -> dict[int, list[date]]:
    """When the councils of the promises' municipalities meet, for the promises that are followed up before that."""
    waiting = [one for one in followed if one.document.follow_up.interval == Interval.COUNCIL]
    if not waiting:
        return {}
    known = parties_of(waiting) if parties is None else parties
    held: dict[int, set[date]] = {}
    for organisation, day in _meetings_for({party for one in waiting for party in known[one.promise.pk]}):
        held.setdefault(organisation, set()).add(day)
    return {
        one.promise.pk: [day for party in known[one.promise.pk] for day in held.get(party, ())]
        for one in waiting
    }


def _meetings_for(organisations: set[int]) -> Iterator[tuple[int, date]]:
    """For which organisation, of those, a council meets on which day: its own council or one that works for it."""
    rows = Meeting.objects.filter(
        Q(group__municipalities__in=organisations) | Q(group__parent__in=organisations),
        group__group_kind=Group.GroupKind.COUNCIL,
    )
    for day, municipality, parent in rows.values_list("held_on", "group__municipalities", "group__parent"):
        yield from ((one, day) for one in (municipality, parent) if one in organisations)
