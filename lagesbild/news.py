"""What is new for a lägesbildsträff since the one before, and what was decided and is not done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.utils import timezone

from lagesbild.hotspots import with_nearest
from lagesbild.models import (
    Category,
    Finding,
    HotSpot,
    HotSpotRun,
    IncidentReport,
    Place,
    Problem,
    WalkPoint,
)
from lagesbild.permissions import reports_seen_by
from lagesbild.problem_permissions import readable_findings, readable_problems
from organisations.models import Decision, Group, Meeting, Municipality

if TYPE_CHECKING:
    from organisations.models import User

# Without a meeting before, what is new is what has come in the time between two of them.
USUAL = timedelta(days=14)
# So many of each are shown; the counts say how many there are.
MOST = 15


@dataclass(frozen=True)
class News:
    """``since`` and ``until``: days, the first included and the last too."""

    since: date
    until: date
    counts: list[tuple[str, int]]
    reports: list[IncidentReport]
    findings: list[Finding]
    problems: list[Problem]
    run: HotSpotRun | None
    # Each with the named place it is at or near.
    hot_spots: list[tuple[HotSpot, Place | None]]
    overdue_points: list[WalkPoint]
    decisions: list[Decision]

    @property
    def total(self) -> int:
        return sum(count for _label, count in self.counts)


def groups_of(municipality: Municipality) -> QuerySet[Group]:
    """The groups that meet about the municipality's lägesbild."""
    return Group.objects.near([municipality.pk]).filter(group_kind=Group.GroupKind.SITUATION, is_active=True)


def meetings_of(municipality: Municipality) -> QuerySet[Meeting]:
    """Their meetings, the latest first."""
    return Meeting.objects.filter(group__in=groups_of(municipality)).select_related("group")


def days_of(meeting: Meeting) -> tuple[date, date]:
    """From the day after the group's meeting before, to the meeting's own day or today when that has not come."""
    before = (
        Meeting.objects.filter(group=meeting.group_id, held_on__lt=meeting.held_on)
        .order_by("-held_on")
        .values_list("held_on", flat=True)
        .first()
    )
    until = min(meeting.held_on, timezone.localdate())
    since = before + timedelta(days=1) if before else until - USUAL
    return min(since, until), until


def news_of(meeting: Meeting, municipality: Municipality, user: User) -> News:
    """What the person may read of what is new. A fixed number of queries."""
    since, until = days_of(meeting)
    span = (_moment(since), _moment(until + timedelta(days=1)))
    reports = reports_seen_by(user).filter(
        municipality=municipality, reported_at__gte=span[0], reported_at__lt=span[1]
    )
    run = HotSpotRun.objects.filter(municipality=municipality, computed_at__lt=span[1]).first()
    return News(
        since=since,
        until=until,
        counts=_counts(reports),
        reports=list(reports.select_related("place", "owner").order_by("-happened_at", "-pk")[:MOST]),
        findings=_findings(municipality, user, span),
        problems=_problems(municipality, user, span),
        run=run,
        hot_spots=_hot_spots(run, municipality),
        overdue_points=_overdue(municipality),
        decisions=_decisions(meeting),
    )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _counts(reports: QuerySet[IncidentReport]) -> list[tuple[str, int]]:
    rows = dict(reports.order_by().values_list("category").annotate(Count("pk")))
    return [(str(one.label), rows[one]) for one in Category if rows.get(one)]


def _findings(municipality: Municipality, user: User, span: tuple[datetime, datetime]) -> list[Finding]:
    rows = readable_findings(user, municipality).filter(edited_at__gte=span[0], edited_at__lt=span[1])
    return list(rows.order_by("-edited_at", "-pk")[:MOST])


def _problems(municipality: Municipality, user: User, span: tuple[datetime, datetime]) -> list[Problem]:
    rows = readable_problems(user, municipality).filter(
        is_active=True, edited_at__gte=span[0], edited_at__lt=span[1]
    )
    return list(rows.order_by("-edited_at", "-pk")[:MOST])


def _hot_spots(run: HotSpotRun | None, municipality: Municipality) -> list[tuple[HotSpot, Place | None]]:
    spots = list(run.spots.select_related("place")) if run else []
    places = Place.objects.filter(municipality=municipality, is_active=True).defer("outline") if spots else []
    return with_nearest(spots, places)


def _overdue(municipality: Municipality) -> list[WalkPoint]:
    rows = WalkPoint.objects.filter(
        walk__municipality=municipality,
        due_on__lt=timezone.localdate(),
        state__in=(WalkPoint.State.OPEN, WalkPoint.State.UNDERWAY),
    )
    return list(rows.select_related("walk", "measure_owner").order_by("due_on", "pk")[:MOST])


def _decisions(meeting: Meeting) -> list[Decision]:
    """The insatser that the group has decided on and that are not done."""
    rows = Decision.objects.filter(meeting__group=meeting.group_id, done_on__isnull=True)
    return list(rows.select_related("meeting", "owner").order_by("due_on", "pk"))
