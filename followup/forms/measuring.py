"""A measured value."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.base import DateField, NewForm, NumberField


class ObservationForm(NewForm):
    """For a new value and for the one that corrects another."""

    measured_on = DateField(label=_("Mätt den"))
    value = NumberField(label=_("Värde"), max_digits=14, decimal_places=3)
    series = forms.CharField(
        label=_("Jämförelse med"),
        help_text=_("Lämna tomt för det egna värdet. Skriv annars vad det gäller, till exempel Örebro län."),
        max_length=100,
        required=False,
    )
    source = forms.CharField(label=_("Källa"), max_length=200, required=False)
    note = forms.CharField(
        label=_("Anmärkning"),
        help_text=_("Till exempel att frågan var ställd på ett annat sätt. Alla kan läsa den."),
        max_length=300,
        required=False,
    )
