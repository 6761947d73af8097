"""What a person has to report: planned occasions that have come, and activities that have gone without a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Min, Q

from followup import permissions
from followup.desk import Desk, Reported, desk_of
from followup.followed import Followed, FollowedPromise, Key
from followup.models import Occasion
from followup.settling import is_reported
from followup.standing import interval_of, silent_since
from organisations.models import User
from organisations.permissions import seats_of
from organisations.roles import Permission, Relation, allows, roles_with


@dataclass(frozen=True)
class ToReport:
    """One form that can be filled in: on an occasion, or on an activity outside the plan."""

    followed: FollowedPromise
    activity: Followed
    occasion: Occasion | None
    latest: date | None
    is_due: bool
    is_own: bool
    is_over: bool = False

    @property
    def since(self) -> date | None:
        """The day it waits from: of the occasion, else since nobody has reported."""
        if self.occasion:
            return self.occasion.starts_on
        return silent_since(self.followed, self.activity, self.latest)


def to_report(user: User, today: date | None = None) -> list[ToReport]:
    """Everything that the person can report on today: what is due first and the oldest of that first.

    A fixed number of queries, however many promises and activities there are.
    """
    if not user.is_superuser and not any(
        seat.role in roles_with(Permission.REPORT) for seat in seats_of(user)
    ):
        return []
    return reports_due(desk_of(user, today))


def reports_due(desk: Desk) -> list[ToReport]:
    """The same, for a desk at hand. One query more than what the desk itself asks."""
    planned, waiting = _occasions(desk.ids, desk.day)
    own = _own(desk.user)
    rows: list[ToReport] = []
    for found in desk.promises:
        for one in desk.reach[found.promise.pk]:
            if one.starts_on and one.starts_on > desk.day:
                continue
            key = (found.promise.pk, one.key)
            latest = desk.reported.get(key, Reported()).latest
            rows += _of_activity(found, one, latest, waiting.get(key, []), key in planned, own, desk.day)
    return sorted(rows, key=lambda row: (not row.is_due, row.is_over, not row.is_own, row.since or date.min))


def _of_activity(
    found: FollowedPromise,
    one: Followed,
    latest: date | None,
    occasions: list[Occasion],
    is_planned: bool,
    own: set[int],
    day: date,
) -> list[ToReport]:
    is_own = bool(own & one.doing_ids)
    # Once its time is over it waits for a verdict, not for reports.
    is_over = one.ends_on is not None and one.ends_on < day
    rows = [
        ToReport(found, one, occasion, latest, True, bool(own & {occasion.organisation_id}), is_over)
        for occasion in occasions
    ]
    since = silent_since(found, one, latest)
    is_silent = not is_over and not is_planned and since is not None and day - since >= interval_of(found)
    return [*rows, ToReport(found, one, None, latest, is_silent, is_own, is_over)]


def _own(user: User) -> set[int]:
    """The organisations whose work is the person's own: where it reports by its role, and the groups it sits in."""
    seats = {s.organisation_id for s in seats_of(user) if allows(s.role, Permission.REPORT, Relation.PARTY)}
    return seats | permissions.acting_for(user, Permission.REPORT)


def _occasions(promises: list[int], day: date) -> tuple[set[Key], dict[Key, list[Occasion]]]:
    """The activities that have a plan, and by activity the occasions that have come and have no report. One query:
    of a plan where nothing waits its first occasion comes along, to say that it is there."""
    planned = Occasion.objects.filter(promise__in=promises, cancelled_at__isnull=True)
    firsts = planned.order_by().values("promise", "activity_key").annotate(first=Min("pk")).values("first")
    waits = Q(starts_on__lte=day) & ~is_reported()
    rows = planned.annotate(waits=ExpressionWrapper(waits, output_field=BooleanField()))
    keys: set[Key] = set()
    found: dict[Key, list[Occasion]] = {}
    for row in rows.filter(Q(waits=True) | Q(pk__in=firsts)).select_related("organisation"):
        key = (row.promise_id, row.activity_key)
        keys.add(key)
        if row.waits:
            found.setdefault(key, []).append(row)
    return keys, found
