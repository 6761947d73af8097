"""Reports of events as lists: which are asked for, what they can be chosen by, and where they lie on a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from lagesbild import permissions
from lagesbild.models import IncidentReport, Place
from lagesbild.where_and_when import moment_of
from organisations.models import Municipality, User
from organisations.roles import Permission

# Among so many of the latest the sources are looked for: to look through all would cost more than the page.
LATEST = 5_000
MOST_PLACES = 500
COMMON_DAYS = 90
MOST_COMMON = 5


def chosen(rows: QuerySet[IncidentReport], wanted: Mapping[str, Any], user: User) -> QuerySet[IncidentReport]:
    """Those of the reports that the filter asks for. ``wanted``: the values of ``ReportFilterForm`` that hold."""
    for name in ("category", "place", "source"):
        if wanted.get(name):
            rows = rows.filter(**{name: wanted[name]})
    if wanted.get("first"):
        rows = rows.filter(happened_at__gte=moment_of(wanted["first"], None))
    if wanted.get("last"):
        rows = rows.filter(happened_at__lt=moment_of(wanted["last"] + timedelta(days=1), None))
    if wanted.get("own"):
        rows = rows.filter(owner__in=permissions.own_organisations(user, Permission.REPORT_INCIDENT))
    return rows


def sources_in(municipality: Municipality) -> list[str]:
    """Where the municipality's latest reports come from."""
    latest = IncidentReport.objects.filter(municipality=municipality).order_by("-happened_at")
    return sorted(set(latest.values_list("source", flat=True)[:LATEST]))


def places_of(municipality: Municipality) -> list[Place]:
    """The places in use, in Swedish order."""
    return list(Place.objects.filter(municipality=municipality, is_active=True)[:MOST_PLACES])


def places_to_report(municipality: Municipality, user: User) -> list[Place]:
    """The places that somebody who reports chooses among.

    What the parties have called a hot spot is theirs: who only reports is not told where they look.
    """
    places = places_of(municipality)
    if permissions.can(user, Permission.VIEW_LAGESBILD, municipality):
        return places
    return [one for one in places if one.kind != Place.Kind.HOT_SPOT]


def most_reported(municipality: Municipality, places: Iterable[Place]) -> list[Place]:
    """The few places that most was reported from lately: the likeliest this time too."""
    since = timezone.now() - timedelta(days=COMMON_DAYS)
    counts = (
        IncidentReport.objects.filter(municipality=municipality, happened_at__gte=since, place__isnull=False)
        .order_by()
        .values_list("place")
        .annotate(count=Count("pk"))
        .order_by(F("count").desc(), "place")
    )
    by_pk = {one.pk: one for one in places}
    return [by_pk[pk] for pk, _count in counts if pk in by_pk][:MOST_COMMON]


def on_map(reports: Iterable[IncidentReport]) -> list[dict[str, Any]]:
    """The reports that lie somewhere, as the map's points: their own position, else that of their place."""
    found = []
    for report in reports:
        at = report if report.latitude is not None else report.place
        if at is not None and at.latitude is not None and at.longitude is not None:
            label = f"{report.get_category_display()}, {_day(report)}"
            found.append(_point(at.latitude, at.longitude, label, f"#handelse-{report.pk}", report.category))
    return found


def places_on_map(places: Iterable[Place]) -> list[dict[str, Any]]:
    """The places that lie somewhere: a point, with its radius or its outline when it is an area."""
    found = []
    for place in places:
        if place.latitude is None and not place.outline:
            continue
        latitude, longitude = place.latitude, place.longitude
        if latitude is None or longitude is None:
            longitude, latitude = place.outline[0]
        point = _point(latitude, longitude, place.name, f"#plats-{place.pk}", "place")
        found.append({**point, "pk": place.pk, "radius": place.radius, "outline": place.outline})
    return found


def _point(latitude: Any, longitude: Any, label: str, url: str, kind: str) -> dict[str, Any]:
    return {
        "latitude": float(latitude),
        "longitude": float(longitude),
        "label": label,
        "url": url,
        "kind": str(kind),
    }


def _day(report: IncidentReport) -> str:
    return date_format(timezone.localtime(report.happened_at), "j F Y")
