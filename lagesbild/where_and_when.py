"""What is refused, and what is asked about, in when and where something happened."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild import geography
from organisations.models import Municipality

if TYPE_CHECKING:
    from lagesbild.models import Place

# The code of the error that goes away when somebody says that it is right all the same.
OUTSIDE = "outside"


def moment_of(day: date, hour: time | None) -> datetime:
    """The moment, in Swedish time. Without an hour it is the day's first, which never lies in the future."""
    return timezone.make_aware(datetime.combine(day, hour or time()))


def check_time(happened_at: datetime) -> None:
    """Raise ValidationError for what has not happened yet."""
    if happened_at > timezone.now():
        raise ValidationError({"day": _("Tiden har inte varit än. Kontrollera datum och klockslag.")})


def check_position(
    municipality: Municipality,
    latitude: Decimal | None,
    longitude: Decimal | None,
    *,
    is_sure: bool = False,
) -> None:
    """Raise ValidationError for half a position, one abroad, and one in another municipality unless ``is_sure``."""
    if latitude is None and longitude is None:
        return
    if latitude is None or longitude is None:
        missing = "latitude" if latitude is None else "longitude"
        raise ValidationError({missing: _("Fyll i både latitud och longitud, eller lämna båda tomma.")})
    if not geography.is_in_sweden(latitude, longitude):
        raise ValidationError({"latitude": _not_in_sweden(latitude, longitude)})
    if not is_sure and not geography.lies_in(municipality.code, latitude, longitude):
        raise ValidationError(
            {"latitude": ValidationError(_elsewhere(municipality, latitude, longitude), OUTSIDE)}
        )


def _not_in_sweden(latitude: Decimal, longitude: Decimal) -> str:
    if geography.is_in_sweden(longitude, latitude):
        return _("Positionen ligger inte i Sverige. Latitud och longitud kan ha bytt plats.")
    return _("Positionen ligger inte i Sverige. I Sverige är latituden 55–70 och longituden 10–25.")


def _elsewhere(municipality: Municipality, latitude: Decimal, longitude: Decimal) -> str:
    other = Municipality.objects.filter(code=geography.municipality_at(latitude, longitude)).first()
    named = {"other": other, "own": municipality}
    said = (
        _("Positionen ligger i %(other)s, inte i %(own)s.")
        if other
        else _("Positionen ligger utanför %(own)s.")
    )
    return f"{said % named} {_('Flytta den, eller kryssa i att den stämmer ändå.')}"


def check_place(municipality: Municipality, place: Place | None) -> None:
    """Raise ValidationError for a place of another municipality."""
    if place is not None and place.municipality_id != municipality.pk:
        raise ValidationError({"place": _("Välj en plats i %(own)s.") % {"own": municipality}})


def check_says_where(*, place: Place | None, address: str, latitude: Decimal | None) -> None:
    """Raise ValidationError when nothing says where it was."""
    if place is None and not address and latitude is None:
        raise ValidationError({"address": _("Skriv var det var, eller välj en plats.")})
