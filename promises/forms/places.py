"""Places written one to a line."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from organisations.screening import ScreenedTextField

MAX_PLACES = 30
MAX_NAME = 150


class PlacesField(ScreenedTextField):
    """A list of names: in Python a list, in the browser one name to a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 2}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self._names(self.prepare_value(initial)) != self._names(data)

    def clean(self, value: Any) -> list[str]:
        names = self._names(super().clean(value))
        if len(names) > MAX_PLACES:
            raise ValidationError(
                _("Skriv högst %(limit)d platser. Nu är de %(count)d."),
                params={"limit": MAX_PLACES, "count": len(names)},
            )
        if any(len(name) > MAX_NAME for name in names):
            raise ValidationError(
                _("En plats får ha högst %(limit)d tecken. Skriv en plats per rad."),
                params={"limit": MAX_NAME},
            )
        return names

    def _names(self, value: Any) -> list[str]:
        lines = (" ".join(line.split()) for line in str(value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))
