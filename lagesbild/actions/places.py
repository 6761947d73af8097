"""Naming places and areas, changing them and taking them out of use."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.actions.checks import used_already
from lagesbild.actions.events import note
from lagesbild.models import Place
from lagesbild.where_and_when import check_position
from organisations.actions.editing import create_row, save_row
from organisations.actions.rows import locked
from organisations.models import Municipality, Organisation, User
from organisations.roles import Permission
from organisations.swedish import sort_form


class PlaceValues(TypedDict, total=False):
    """What is said of a place."""

    name: str
    kind: str
    description: str
    latitude: Decimal | None
    longitude: Decimal | None
    radius: int | None
    outline: list[list[float]]
    area_code: str


@transaction.atomic
def add(
    municipality: Municipality,
    *,
    owner: Organisation,
    values: PlaceValues,
    creation_key: uuid.UUID,
    by: User,
    is_sure: bool = False,
) -> Place:
    """Name a place. Raises ValidationError when the municipality has one of that name."""
    permissions.check_owner(by, municipality, owner)
    _check(municipality, values, is_sure)
    if not Place.objects.filter(creation_key=creation_key).exists():
        _check_name(municipality, values["name"])
    told = {**values, "municipality": municipality, "owner": owner}
    with _named_once():
        place, is_new = create_row(Place, creation_key=creation_key, values=told, by=by)
    if place.municipality_id != municipality.pk:
        raise used_already()
    if is_new:
        note("place_added", place, municipality=municipality, owner=owner, by=by)
    return place


@transaction.atomic
def change(place: Place, *, edit_number: int, values: PlaceValues, by: User, is_sure: bool = False) -> Place:
    """Save what is said of a place; raises StaleEdit when somebody has since the form was opened."""
    permissions.check_can(by, Permission.WRITE_LAGESBILD, place.municipality)
    _check(place.municipality, values, is_sure)
    _check_name(place.municipality, values["name"], besides=place)
    with _named_once():
        saved = save_row(place, edit_number=edit_number, values=dict(values), by=by)
    note("place_changed", saved, municipality=saved.municipality, owner=saved.owner, by=by)
    return saved


@transaction.atomic
def put_in_use(place: Place, *, is_active: bool, by: User) -> Place:
    """Take a place out of use, or in again. It keeps its reports; it is only no longer offered."""
    permissions.check_can(by, Permission.WRITE_LAGESBILD, place.municipality)
    current = locked(place)
    if current.is_active == is_active:
        return current
    saved = save_row(current, edit_number=current.edit_number, values={"is_active": is_active}, by=by)
    event = "place_resumed" if is_active else "place_retired"
    note(event, saved, municipality=saved.municipality, owner=saved.owner, by=by)
    return saved


def _check(municipality: Municipality, values: PlaceValues, is_sure: bool) -> None:
    latitude, longitude = values.get("latitude"), values.get("longitude")
    check_position(municipality, latitude, longitude, is_sure=is_sure)
    if values.get("radius") and latitude is None:
        raise ValidationError({"radius": _("En radie behöver en mittpunkt. Fyll i latitud och longitud.")})
    code = values.get("area_code", "")
    if code and not code.startswith(municipality.code):
        raise ValidationError(
            {
                "area_code": _("Koden hör till en annan kommun. För %(own)s börjar den med %(code)s.")
                % {"own": municipality, "code": municipality.code}
            }
        )


def _check_name(municipality: Municipality, name: str, besides: Place | None = None) -> None:
    others = Place.objects.filter(municipality=municipality, sort_key=sort_form(name))
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise _taken()


@contextmanager
def _named_once() -> Iterator[None]:
    """Two who name the same place in the same moment: the second is told, as if it had come later."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise _taken() from error


def _taken() -> ValidationError:
    return ValidationError(
        {"name": _("Det finns redan en plats som heter så. Välj den, eller ett annat namn.")}
    )
