"""What one person follows up, read once: for pages that show much of it side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Max, Min, Q
from django.utils import timezone

from followup import permissions
from followup.entries import UNDECIDED
from followup.followed import HOLDS, Followed, FollowedPromise, Key, followed_in_force
from followup.models import Entry
from organisations.models import User
from organisations.permissions import organisations_where
from organisations.roles import Permission, Relation

# Whoever runs the service sees every promise in the country, and follows up none of them.
NEWEST = 12


@dataclass(frozen=True)
class Reported:
    """What is reported on one activity: the latest day, texts that nobody has decided on and the first day of those,
    and when citizens were last told something of it."""

    latest: date | None = None
    undecided: int = 0
    undecided_since: date | None = None
    told_on: date | None = None


@dataclass(frozen=True)
class Desk:
    """The promises in force that a person sees the follow-up of, newest first."""

    user: User
    day: date
    promises: list[FollowedPromise]

    @cached_property
    def ids(self) -> list[int]:
        return [one.promise.pk for one in self.promises]

    @cached_property
    def reported(self) -> dict[Key, Reported]:
        """By promise and activity; an activity without a report is not there. One query."""
        rows = Entry.objects.filter(promise__in=self.ids).order_by().values_list("promise", "activity_key")
        found = rows.annotate(
            latest=Max("happened_on", filter=HOLDS),
            undecided=Count("pk", filter=UNDECIDED),
            since=Min("happened_on", filter=UNDECIDED),
            told=Max("releases__decided_at", filter=Q(releases__shows_text=True)),
        )
        return {
            (promise, key): Reported(latest, count, since, _day(told))
            for promise, key, latest, count, since, told in found
        }

    @cached_property
    def parties(self) -> dict[int, set[int]]:
        """The organisations that have made each promise, by the promise's id. One query."""
        return permissions.parties_of(self.promises)

    @cached_property
    def reach(self) -> dict[int, list[Followed]]:
        """The activities on which the person can report, by the promise's id."""
        return permissions.within_reach_of_many(self.user, Permission.REPORT, self.promises, self.parties)

    def led(self, permission: Permission) -> list[FollowedPromise]:
        """The promises on the whole of which the person has ``permission`` through a party of its own."""
        mine = organisations_where(self.user, permission, Relation.PARTY)
        return [one for one in self.promises if mine & self.parties[one.promise.pk]]

    def told_on(self, promise: int) -> date | None:
        """When citizens were last told something of the promise."""
        days = [one.told_on for (of, _key), one in self.reported.items() if of == promise and one.told_on]
        return max(days, default=None)


def desk_of(user: User, today: date | None = None) -> Desk:
    """Everything that the person follows up today. Two queries; what is asked of it costs one each, once."""
    seen = permissions.followed_by(user)
    if user.is_superuser:
        published = seen.filter(revisions__published_at__isnull=False)
        seen = published.annotate(newest=Max("revisions__published_at")).order_by("-newest")[:NEWEST]
    return Desk(user, today or timezone.localdate(), followed_in_force(seen))


def _day(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment else None
