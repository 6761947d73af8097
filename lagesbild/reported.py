"""Reports of events as lists: which are asked for, what they can be chosen by, and where they lie on a map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from lagesbild import geography, permissions
from lagesbild.models import IncidentReport, Place
from lagesbild.where_and_when import moment_of
from organisations.models import Municipality, User
from organisations.roles import Permission

# Among so many of the latest the sources are looked for: to look through all would cost more than the page.
LATEST = 5_000
MOST_PLACES = 500
COMMON_DAYS = 90
MOST_COMMON = 5


def reports_of(municipality: Municipality) -> QuerySet[IncidentReport]:
    """Every report in a municipality, for who reads its lägesbild: that one has been asked already.

    The same as ``permissions.reports_seen_by`` within it, and as quick with the whole country beside it.
    """
    return IncidentReport.objects.filter(municipality=municipality)


def chosen(rows: QuerySet[IncidentReport], wanted: Mapping[str, Any], user: User) -> QuerySet[IncidentReport]:
    """Those of the reports that the filter asks for. ``wanted``: the values of ``ReportFilterForm`` that hold."""
    if wanted.get("category"):
        rows = rows.filter(category__in=wanted["category"])
    for name in ("place", "source"):
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
        at = _position(report) or (report.place and _position(report.place))
        if at:
            label = f"{report.get_category_display()}, {_day(report)}"
            found.append(_point(at, label, f"#handelse-{report.pk}", report.category))
    return found


def places_on_map(places: Iterable[Place]) -> list[dict[str, Any]]:
    """The places that lie somewhere: a point, with its radius or its outline when it is an area."""
    found = []
    for place in places:
        at = _position(place)
        if at:
            point = _point(at, place.name, f"#plats-{place.pk}", "place")
            found.append({**point, "pk": place.pk, "radius": place.radius, "outline": place.outline})
    return found


def _position(row: IncidentReport | Place) -> tuple[float, float] | None:
    """Latitude and longitude of a row, of an area the middle when it has nothing else."""
    if row.latitude is not None and row.longitude is not None:
        return float(row.latitude), float(row.longitude)
    outline = getattr(row, "outline", None)
    return geography.middle_of(outline) if outline else None


def _point(at: tuple[float, float], label: str, url: str, kind: str) -> dict[str, Any]:
    return {"latitude": at[0], "longitude": at[1], "label": label, "url": url, "kind": str(kind)}


def _day(report: IncidentReport) -> str:
    return date_format(timezone.localtime(report.happened_at), "j F Y")
