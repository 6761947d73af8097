"""What no organisation owns: counties, police regions and districts, and which police areas cover which municipalities.

Whoever runs the service changes it. Not the police area's own administrator: its members see every municipality that
the area covers, so whoever says what it covers would decide whose drafts they can read.
"""

from __future__ import annotations

from typing import Any, TypedDict, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.actions import record, reference
from organisations.actions.rows import create_row, save_row
from organisations.actions.slugs import free_slug
from organisations.models import (
    County,
    Municipality,
    Organisation,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceDistrict,
    PoliceRegion,
    User,
)
from organisations.permissions import check_is_superuser
from organisations.swedish import sort_form

Place = TypeVar("Place", County, PoliceRegion, PoliceDistrict, Municipality, PoliceArea)


class LinkSource(TypedDict):
    """Where and when it was said that a police area covers a municipality."""

    source: str
    source_year: str
    confidence: str


@transaction.atomic
def change(place: Place, *, by: User, edit_number: int, values: dict[str, Any]) -> Place:
    """Save what is said about a county, region, district, municipality or police area; raises StaleEdit.

    Addresses and codes stay: others have written them down. The loader of reference data leaves alone what was
    changed here.
    """
    check_is_superuser(by)
    if isinstance(place, County) and "name" in values:
        values = {**values, "sort_key": sort_form(values["name"])}
    try:
        with transaction.atomic():
            saved = save_row(place, edit_number=edit_number, values=values)
    except IntegrityError as error:
        raise ValidationError(_("Namnet eller numret används redan av en annan rad.")) from error
    record("organisations.place_changed", by=by, obj=saved, organisations=_owner(saved))
    return saved


@transaction.atomic
def add_district(*, by: User, values: dict[str, Any]) -> PoliceDistrict:
    """Add a police district. The same values again give the same district."""
    check_is_superuser(by)
    district, created = PoliceDistrict.objects.get_or_create(name=values["name"], defaults=values)
    if not created and any(getattr(district, name) != value for name, value in values.items()):
        raise ValidationError({"name": _("Det finns redan ett polisområde med det namnet.")})
    if created:
        record("organisations.place_added", by=by, obj=district)
    return district


@transaction.atomic
def add_police_area(*, by: User, creation_key: UUID, values: dict[str, Any]) -> PoliceArea:
    """Add a police area. The same ``creation_key`` again gives the same area."""
    check_is_superuser(by)
    fixed = {
        "kind": Organisation.Kind.POLICE_AREA,
        "slug": free_slug(values.get("official_name") or f"lokalpolisområde {values['name']}"),
    }
    area, created = create_row(PoliceArea, creation_key=creation_key, values={**values, **fixed})
    if created:
        record("organisations.place_added", by=by, obj=area, organisations=[area.pk])
    return area


@transaction.atomic
def link(
    *, by: User, police_area: PoliceArea, municipality: Municipality, values: LinkSource
) -> PoliceAreaMunicipality:
    """Say that a police area covers a municipality. Saying the same again changes nothing.

    Raises ValidationError when it already does, according to another source.
    """
    check_is_superuser(by)
    row, created = PoliceAreaMunicipality.objects.get_or_create(
        police_area=police_area, municipality=municipality, defaults={**values, "edited_by_hand": True}
    )
    if not created and any(getattr(row, name) != value for name, value in values.items()):
        raise ValidationError(
            {"municipality": _("Kommunen hör redan till området. Ändra källan på den raden i stället.")}
        )
    if created:
        _note("covers", row, by=by)
    return row


@transaction.atomic
def change_link(
    row: PoliceAreaMunicipality, *, by: User, edit_number: int, values: LinkSource
) -> PoliceAreaMunicipality:
    """Save where it was said; raises StaleEdit. From then on the loader of reference data leaves the row alone."""
    check_is_superuser(by)
    saved = save_row(row, edit_number=edit_number, values={**values, "edited_by_hand": True})
    _note("coverage_changed", saved, by=by)
    return saved


@transaction.atomic
def unlink(row: PoliceAreaMunicipality, *, by: User) -> None:
    """Say that a police area no longer covers a municipality: its members stop seeing that one at once."""
    check_is_superuser(by)
    gone = reference(row)
    if PoliceAreaMunicipality.objects.filter(pk=row.pk).delete()[0]:
        _note("covers_no_more", row, by=by, obj=gone)


def _owner(place: Any) -> list[int]:
    return [place.pk] if isinstance(place, Organisation) else []


def _note(action: str, row: PoliceAreaMunicipality, *, by: User, obj: Any = None) -> None:
    record(
        f"organisations.police_area_{action}",
        by=by,
        obj=obj or row,
        data={
            "police_area": str(row.police_area),
            "municipality": str(row.municipality),
            "source": row.source,
            "year": row.source_year,
        },
        organisations=[row.police_area_id, row.municipality_id],
    )
