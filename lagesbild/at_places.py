"""Which reports are of a place: those told to be there, and those of no named place that lie within it."""

from __future__ import annotations

import json
from math import cos, radians

from django.db import connections
from django.db.models import F, FloatField, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from lagesbild import geography
from lagesbild.models import IncidentReport, Place

_METRES = 111_195.0


def at(place: Place, rows: QuerySet[IncidentReport]) -> QuerySet[IncidentReport]:
    """Those of the rows that are of the place. Asks once more for a place with an outline, and else nothing more."""
    told = Q(place=place)
    if place.outline:
        # Which lie within is counted here: the database knows no outlines.
        return rows.filter(told | Q(pk__in=_as_rows(_inside(place, rows), rows.db)))
    if place.latitude is None or place.longitude is None or not place.radius:
        return rows.filter(told)
    # Flat, which is right to a few metres in a thousand; so that the database can say it.
    scale = cos(radians(float(place.latitude)))
    north = (Cast(F("latitude"), FloatField()) - float(place.latitude)) * _METRES
    east = (Cast(F("longitude"), FloatField()) - float(place.longitude)) * _METRES * scale
    rows = rows.annotate(away=north * north + east * east)
    return rows.filter(told | Q(place__isnull=True, away__lte=float(place.radius) ** 2))


def _inside(place: Place, rows: QuerySet[IncidentReport]) -> list[int]:
    """The ids of those of no named place that lie within the outline: first within the box around it."""
    longitudes, latitudes = zip(*place.outline, strict=True)
    box = rows.filter(
        place__isnull=True,
        latitude__range=(min(latitudes), max(latitudes)),
        longitude__range=(min(longitudes), max(longitudes)),
    )
    points = box.order_by().values_list("pk", "latitude", "longitude")
    return [
        pk
        for pk, latitude, longitude in points
        if latitude is not None
        and longitude is not None
        and geography.contains(place.outline, latitude, longitude)
    ]


def _as_rows(ids: list[int], database: str) -> RawSQL:
    """The ids as rows of one value: a list of them has an end, 32,766 on SQLite, and a place may hold more."""
    if connections[database].vendor == "sqlite":
        return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(ids)])
    return RawSQL("SELECT unnest(%s::bigint[])", [ids])
