"""What several actions refuse in the same words."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _


def used_already() -> ValidationError:
    """Keys come from the browser: one that made a row somewhere else makes none here."""
    return ValidationError(_("Formuläret är redan använt. Ladda om sidan och fyll i det igen."))


def check_has_been(day: date | None, name: str) -> None:
    """Raise ValidationError on the field ``name`` for a day that is still to come."""
    if day is not None and day > timezone.localdate():
        raise ValidationError({name: _("Dagen har inte varit än. Kontrollera datumet.")})


def check_days(starts_on: date, ends_on: date | None) -> None:
    """Raise ValidationError when the last day comes before the first; None is an open end."""
    if ends_on is not None and ends_on < starts_on:
        raise ValidationError({"ends_on": _("Sista dagen kan inte vara före den första.")})
