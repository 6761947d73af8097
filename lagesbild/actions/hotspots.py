"""Looking for hot spots, and making one into a place."""

from __future__ import annotations

import time
import uuid
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.actions.events import note
from lagesbild.models import Category, HotSpot, HotSpotRun, IncidentReport, Place
from lagesbild.periods import Period
from organisations.actions import editing

if TYPE_CHECKING:
    from lagesbild.scan import Cluster, Point
    from organisations.models import Municipality, User

METHOD = "Rum–tid-permutationsskanning (Kulldorff m.fl. 2005)"
# More than this takes too long and too much memory.
MOST_REPORTS = 50_000
MOST_PERMUTATIONS = 9999
# What is no problem when all categories are searched together.
_NOT_SEARCHED = (Category.SAFE_PLACE, Category.EVENT)


def find(
    municipality: Municipality,
    period: Period,
    *,
    category: str = "",
    seed: int = 1,
    permutations: int = 999,
    by: User | None = None,
) -> HotSpotRun:
    """Compute the hot spots of the period and store them. Raises ValidationError for a period with too many reports.

    The numbers are crunched before the transaction begins: others write meanwhile.
    """
    # Half the memory of a web worker, so only when it is used.
    from lagesbild.scan import scan  # noqa: PLC0415

    begin = time.perf_counter()
    points, left_out = _points(municipality, period, category)
    clusters = scan(points, period.first, period.last, seed=seed, permutations=permutations)
    with transaction.atomic():
        run = HotSpotRun.objects.create(
            municipality=municipality,
            starts_on=period.first,
            ends_on=period.last,
            category=category,
            method=METHOD,
            seed=seed,
            permutations=permutations,
            reports=len(points),
            left_out=left_out,
            seconds=round(time.perf_counter() - begin, 2),
        )
        HotSpot.objects.bulk_create(_row(run, rank, found) for rank, found in enumerate(clusters, 1))
        note(
            "hot_spots_found", run, municipality=municipality, by=by, spots=len(clusters), reports=len(points)
        )
    return run


def make_place(spot: HotSpot, *, by: User) -> Place:
    """Make the hot spot a place with a name of its own, once: asked again it is the same place."""
    municipality = spot.run.municipality
    permissions.check_can(by, permissions.Permission.WRITE_LAGESBILD, municipality)
    parties = permissions.speaks_for(by, municipality)
    if not parties:
        raise PermissionDenied(permissions.REFUSALS[permissions.Permission.WRITE_LAGESBILD])
    with transaction.atomic():
        locked = HotSpot.objects.select_for_update().get(pk=spot.pk)
        if locked.place_id:
            return Place.objects.get(pk=locked.place_id)
        values = _place_values(locked) | {"municipality": municipality, "owner": parties[0]}
        place, _new = editing.create_row(Place, creation_key=uuid.uuid4(), values=values, by=by)
        locked.place = place
        locked.save(update_fields=["place"])
        note("hot_spot_named", place, municipality=municipality, by=by, owner=parties[0])
    return place


def _points(municipality: Municipality, period: Period, category: str) -> tuple[list[Point], int]:
    """The reports that have a position, their own or their place's, and how many have none."""
    from lagesbild.scan import Point  # noqa: PLC0415

    chosen = Q(category=category) if category else ~Q(category__in=_NOT_SEARCHED)
    rows = (
        IncidentReport.objects.filter(
            chosen,
            municipality=municipality,
            happened_at__gte=period.begins_at,
            happened_at__lt=period.ends_at,
        )
        .annotate(
            north=Coalesce("latitude", "place__latitude"), east=Coalesce("longitude", "place__longitude")
        )
        # An order of its own, so that the same seed gives the same answer whatever the database.
        .order_by("happened_at", "pk")
        .values_list("north", "east", "happened_at")
    )
    points: list[Point] = []
    left_out = 0
    for north, east, at in rows.iterator(chunk_size=2000):
        if north is None or east is None:
            left_out += 1
        else:
            points.append(Point(float(north), float(east), _day(at)))
        if len(points) > MOST_REPORTS:
            raise ValidationError(
                _("Perioden har fler än %(most)d rapporter. Välj en kortare period eller en kategori."),
                params={"most": MOST_REPORTS},
            )
    return points, left_out


def _day(at: datetime) -> Any:
    return timezone.localtime(at).date()


def _row(run: HotSpotRun, rank: int, found: Cluster) -> HotSpot:
    return HotSpot(
        run=run,
        rank=rank,
        latitude=Decimal(f"{found.latitude:.5f}"),
        longitude=Decimal(f"{found.longitude:.5f}"),
        radius=found.radius,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
        observed=found.observed,
        expected=found.expected,
        p_value=found.p_value,
    )


def _place_values(spot: HotSpot) -> dict[str, Any]:
    """What the place is called until somebody gives it a better name, and where it lies."""
    when = f"{date_format(spot.starts_on, 'j F')}–{date_format(spot.ends_on, 'j F Y')}"
    return {
        "name": f"Hot spot {spot.run_id}:{spot.rank}, {when}",
        "kind": Place.Kind.HOT_SPOT,
        "description": _(
            "%(observed)d rapporter där slumpen väntas ge %(expected)s. Ge platsen ett namn som folk använder."
        )
        % {"observed": spot.observed, "expected": f"{spot.expected:.1f}".replace(".", ",")},
        "latitude": spot.latitude,
        "longitude": spot.longitude,
        "radius": spot.radius,
    }
