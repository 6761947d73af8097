"""Named questions about safety walks and the points recorded on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.models import SafetyWalk, WalkPoint
from organisations.models import Municipality

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User

_WAITS = Q(state__in=[WalkPoint.State.OPEN, WalkPoint.State.UNDERWAY])


def walks_read_by(user: User | AnonymousUser, municipality: Municipality) -> QuerySet[SafetyWalk]:
    """The municipality's walks that the person may read, the latest first, with how their points stand."""
    rows = permissions.readable(user, SafetyWalk.objects.filter(municipality=municipality))
    waits = Q(points__state__in=[WalkPoint.State.OPEN, WalkPoint.State.UNDERWAY])
    return rows.annotate(
        point_count=Count("points"),
        waiting_count=Count(
            "points", filter=waits & ~Q(points__measure="") & ~Q(points__category=WalkPoint.Category.GOOD)
        ),
    ).order_by("-held_on", "-pk")


def overdue_points(municipality: Municipality, today: date) -> QuerySet[WalkPoint]:
    """What should have been done by now and is not, the oldest first. Until the walk is held nothing is due."""
    return (
        WalkPoint.objects.filter(_WAITS, walk__municipality=municipality, due_on__lt=today)
        .exclude(walk__state=SafetyWalk.State.PLANNED)
        .select_related("walk", "measure_owner", "place")
        .order_by("due_on", "pk")
    )


def is_overdue(point: WalkPoint, today: date) -> bool:
    """Whether the point should have been dealt with before that day and is not."""
    waits = point.state in (WalkPoint.State.OPEN, WalkPoint.State.UNDERWAY)
    return waits and point.due_on is not None and point.due_on < today


def on_map(walk: SafetyWalk, points: Iterable[WalkPoint]) -> list[dict[str, Any]]:
    """The way and the points that lie somewhere, as the map takes them; each stands in words beside it."""
    found: list[dict[str, Any]] = []
    if walk.route_line:
        found.append({"pk": 0, "label": str(_("Vägen")), "line": walk.route_line})
    for number, point in enumerate(points, start=1):
        at = point if point.latitude is not None else point.place
        if at is not None and at.latitude is not None and at.longitude is not None:
            found.append(
                {
                    "pk": point.pk,
                    "kind": "safe_place" if point.category == WalkPoint.Category.GOOD else "point",
                    "label": f"{number}. {point.get_category_display()}",
                    "latitude": float(at.latitude),
                    "longitude": float(at.longitude),
                    "url": f"#punkt-{point.pk}",
                }
            )
    return found


def public_walks() -> QuerySet[SafetyWalk]:
    """The walks whose protocol everybody may read, the latest first."""
    found = SafetyWalk.objects.filter(state=SafetyWalk.State.PUBLISHED)
    return found.select_related("municipality", "owner").order_by("-held_on", "-pk")


def public_points(walk: SafetyWalk) -> QuerySet[WalkPoint]:
    """The points of a published walk that everybody may read."""
    return walk.points.filter(walk__state=SafetyWalk.State.PUBLISHED, is_public=True)


def public_walk_points(slug: str, number: int) -> QuerySet[WalkPoint]:
    """The same, of the walk with this number in the municipality with this address name."""
    return WalkPoint.objects.filter(
        walk__state=SafetyWalk.State.PUBLISHED, is_public=True, walk=number, walk__municipality__slug=slug
    )
