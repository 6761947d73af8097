"""What a calendar address gives: the occasions that its owner may follow at the moment it is fetched."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from followup import permissions
from followup.followed import Followed, FollowedPromise, followed_many
from followup.models import CalendarFeed, Occasion
from organisations.roles import Permission
from promises.models import Promise

# A calendar is for what comes. What is older than this is in the plan.
KEPT = timedelta(days=183)
MOST = 2000

Row = tuple[Occasion, FollowedPromise, Followed]


def find(secret: str) -> CalendarFeed | None:
    """The address, if it is open and its owner still has the right to what it shows."""
    feeds = CalendarFeed.objects.filter(revoked_at__isnull=True).select_related("user", "promise")
    feed = feeds.filter(secret=secret).first()
    return feed if feed and _is_allowed(feed) else None


def _is_allowed(feed: CalendarFeed) -> bool:
    if not feed.user.is_active:
        return False
    if feed.promise is None:
        return permissions.may_have_calendar_of_all(feed.user)
    return _promises(feed).exists()


def rows_of(feed: CalendarFeed) -> list[Row]:
    """The occasions with the promise and the activity of each, in order of time. The same number of queries always."""
    since = timezone.localdate() - KEPT
    rows = Occasion.objects.filter(Q(starts_on__gte=since) | Q(ends_on__gte=since))
    rows = rows.filter(promise__in=_promises(feed).values("pk")).select_related("organisation", "promise")
    found = list(rows.order_by("starts_on", "pk")[:MOST])
    return _with_activities(feed, found)


def _with_activities(feed: CalendarFeed, occasions: list[Occasion]) -> list[Row]:
    promises = {one.promise_id: one.promise for one in occasions}
    many = followed_many(promises.values())
    parties = permissions.parties_of(many.values())
    reach = permissions.within_reach_of_many(feed.user, Permission.VIEW_FOLLOW_UP, many.values(), parties)
    activities: dict[tuple[int, uuid.UUID], Followed] = {
        (promise, one.key): one for promise, seen in reach.items() for one in seen
    }
    return [
        (one, many[one.promise_id], activity)
        for one in occasions
        if (activity := activities.get((one.promise_id, one.activity_key)))
    ]


def _promises(feed: CalendarFeed) -> QuerySet[Promise]:
    seen = permissions.followed_by(feed.user)
    return seen.filter(pk=feed.promise_id) if feed.promise_id else seen
