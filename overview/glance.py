"""Every promise in force at a glance: how it stands, what lags, how well it is documented and when citizens were told.

For who leads the follow-up: a coordinator sees its municipality's promises, a police chief those of the whole area. The
same number of queries whatever there is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from followup.desk import Desk
from followup.standing import PromiseStands, coverage_of, standings_of
from followup.states import Standing
from organisations.models import User
from organisations.permissions import seats_of
from organisations.roles import Permission, Relation, allows
from organisations.swedish import sort_form

# Nobody looks at more at a glance, and each costs its whole text; the rest is behind the link to all of them.
MOST = 12


@dataclass(frozen=True)
class AreaGlance:
    """A focus area and how it stands."""

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
    # The period has passed, and what became of it has not been said: the person says so, or waits for it.
    is_over: bool
    may_conclude: bool


def leads(user: User) -> bool:
    """Whether the person follows up whole promises, through a party or for a police area."""
    return user.is_superuser or any(
        allows(seat.role, Permission.VIEW_FOLLOW_UP, relation)
        for seat in seats_of(user)
        for relation in (Relation.PARTY, Relation.AREA)
    )


def glances(desk: Desk) -> list[Glance]:
    """The promises in force that the person leads the follow-up of, by municipality. Two queries more, or none."""
    if not leads(desk.user):
        return []
    stands = standings_of(desk.promises[:MOST], desk.day)
    concludes = {one.promise.pk for one in desk.led(Permission.CONCLUDE)}
    found = [
        _glance(one, desk.told_on(number), desk.day, may_conclude=number in concludes)
        for number, one in stands.items()
    ]
    return sorted(found, key=lambda one: (sort_form(one.municipalities), one.is_over, sort_form(one.title)))


def _glance(stands: PromiseStands, told_on: date | None, day: date, *, may_conclude: bool) -> Glance:
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
        may_conclude=may_conclude,
    )
