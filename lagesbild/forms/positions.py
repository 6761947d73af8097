"""Fields for positions and outlines, as people write them or a map fills them in."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild import geography
from organisations.forms.base import NumberField

_FIVE_DECIMALS = Decimal("0.00001")
MOST_CORNERS = 200
# "59,2031 14,8731", "59.2031, 14.8731", "59.2031; 14.8731"
_CORNER = re.compile(r"\s*(-?\d{1,3}(?:[.,]\d{1,12})?)\s*(?:[;,]\s*|\s+)(-?\d{1,3}(?:[.,]\d{1,12})?)\s*")


class DegreesField(NumberField):
    """A latitude or longitude with decimals, rounded to a metre. Where it lies is asked of both together."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {"invalid": gettext_lazy("Skriv grader med decimaler, till exempel 59,20310.")}
        super().__init__(required=False, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> Any:
        # A phone gives fourteen decimals, and a point where we write a comma.
        found = super().to_python(value.replace(".", ",") if isinstance(value, str) else value)
        if found is None:
            return None
        # Compared and not computed with: the absolute value of 1e999999999 is more than decimals can hold.
        if not found.is_finite() or not -180 <= found <= 180:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return found.quantize(_FIVE_DECIMALS, ROUND_HALF_UP)

    def prepare_value(self, value: Any) -> Any:
        """With a comma, and without the zeros that say nothing."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}".replace(".", ",")
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(_number(initial), data)


def _number(value: Any) -> Any:
    return Decimal(value.replace(",", ".")) if isinstance(value, str) and value else value


class OutlineField(forms.CharField):
    """An area's corners, one to a line as "latitude, longitude". Gives a ring of [longitude, latitude]."""

    widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
    # Whether the last point leads back to the first by itself.
    closes = True

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value) or ""
        lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
        ring = [self._corner(number, line) for number, line in lines]
        if self.closes and len(ring) > 1 and ring[0] == ring[-1]:
            ring.pop()
        if ring:
            self._check(ring)
        return ring

    def _corner(self, number: int, line: str) -> list[float]:
        found = _CORNER.fullmatch(line)
        if not found:
            raise ValidationError(
                _(
                    "Rad %(number)d går inte att läsa. Skriv latitud och longitud, till exempel 59.2031, 14.8731."
                )
                % {"number": number}
            )
        latitude, longitude = (round(float(part.replace(",", ".")), 5) for part in found.groups())
        if not geography.is_in_sweden(latitude, longitude):
            raise ValidationError(_("Rad %(number)d ligger inte i Sverige.") % {"number": number})
        return [longitude, latitude]

    @staticmethod
    def _check(ring: list[list[float]]) -> None:
        if len(ring) < 3:
            raise ValidationError(_("Ett område behöver minst tre hörn. Skriv ett på varje rad."))
        if len(ring) > MOST_CORNERS:
            raise ValidationError(_("Högst %(most)d hörn får plats.") % {"most": MOST_CORNERS})

    def run_validators(self, value: Any) -> None:
        """Those are for text, and this is numbers by now."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(f"{latitude}, {longitude}" for longitude, latitude in value)
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _lines(self.prepare_value(initial)) != _lines(data)


class WayField(OutlineField):
    """The points of a way in the order they are passed, one to a line. Gives [longitude, latitude] points."""

    closes = False

    @staticmethod
    def _check(ring: list[list[float]]) -> None:
        if len(ring) < 2:
            raise ValidationError(_("En väg behöver minst två punkter. Skriv en på varje rad."))
        if len(ring) > MOST_CORNERS:
            raise ValidationError(_("Högst %(most)d punkter får plats.") % {"most": MOST_CORNERS})


def _lines(value: Any) -> list[str]:
    return [" ".join(line.split()) for line in (value or "").splitlines() if line.strip()]
