"""Every promise in force at a glance: how it stands, what lags, how well it is documented and when citizens were told.

For who leads the follow-up: a coordinator sees its municipality's promises, a police chief those of the whole area. The
same number of queries whatever there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone

from followup.followed import followed_many
from followup.models import Release
from followup.permissions import followed_by
from followup.standing import PromiseStands, coverage_of, standings_of
from followup.states import Standing
from organisations.models import User
from organisations.permissions import seats_of
from organisations.roles import Permission, Relation, allows
from promises.models import Promise
from promises.states import Status

# Nobody looks at more at a glance, and each costs its whole text; the rest is behind the link to all of them.
MOST = 12


@dataclass(frozen=True)
class AreaGlance:
    title: str
    standing: Standing


@dataclass(frozen=True)
class Glance:
    """One promise. ``lagging`` is how many activities are behind; ``told_on`` when citizens were last told."""

    promise_id: int
    title: str
    municipalities: str
    standing: Standing
    areas: list[AreaGlance]
    lagging: int
    activities: int
    reported: int
    to_report: int
    told_on: date | None
    days_since_told: int | None
    # The period has passed, and what became of it has not been said.
    is_over: bool


def leads(user: User) -> bool:
    """Whether the person follows up whole promises, through a party or for a police area."""
    return user.is_superuser or any(
        allows(seat.role, Permission.VIEW_FOLLOW_UP, relation)
        for seat in seats_of(user)
        for relation in (Relation.PARTY, Relation.AREA)
    )


def glances(user: User, today: date | None = None) -> list[Glance]:
    """The promises in force that the person leads the follow-up of, by municipality. Four queries, or none."""
    if not leads(user):
        return []
    day = today or timezone.localdate()
    promises = list(_in_force(user)[:MOST])
    stands = standings_of(followed_many(promises, with_actors=False).values(), day)
    told = _told(promises)
    found = [_glance(one, told.get(number), day) for number, one in stands.items()]
    return sorted(found, key=lambda one: (one.municipalities, one.is_over, one.title))


def _in_force(user: User) -> QuerySet[Promise]:
    running = followed_by(user).filter(revisions__status=Status.PUBLISHED)
    return running.order_by("-revisions__published_at", "-pk")


def _told(promises: Iterable[Promise]) -> dict[int, date]:
    """When a text was last released to everybody, by promise."""
    rows = Release.objects.filter(entry__promise__in=[one.pk for one in promises], shows_text=True)
    latest = rows.values_list("entry__promise").annotate(Max("decided_at")).order_by()
    return {promise: timezone.localtime(moment).date() for promise, moment in latest}


def _glance(stands: PromiseStands, told_on: date | None, day: date) -> Glance:
    document = stands.followed.document
    reported, to_report = coverage_of(stands, day)
    standings = [one.result.standing for one in stands.activities]
    return Glance(
        promise_id=stands.followed.promise.pk,
        title=document.title,
        municipalities=", ".join(one.name for one in document.municipalities),
        standing=stands.standing,
        areas=[AreaGlance(area.area.title, area.standing) for area in stands.areas if area.area.title],
        lagging=sum(standing in (Standing.YELLOW, Standing.RED) for standing in standings),
        activities=len(standings),
        reported=reported,
        to_report=to_report,
        told_on=told_on,
        days_since_told=(day - told_on).days if told_on else None,
        is_over=stands.followed.is_over(day),
    )
