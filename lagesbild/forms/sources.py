"""A source of a problem: used, or looked at and not used."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.forms.base import ActionForm, EditForm, NewForm


class SourceFields(ActionForm):
    """A source, used or not."""

    name = forms.CharField(label=gettext_lazy("Källa"), max_length=200)
    period = forms.CharField(label=gettext_lazy("Vilken tid den gäller"), max_length=120, required=False)
    strengths = forms.CharField(label=gettext_lazy("Styrkor"), max_length=300, required=False)
    weaknesses = forms.CharField(label=gettext_lazy("Svagheter"), max_length=300, required=False)
    is_rejected = forms.BooleanField(label=gettext_lazy("Vi har valt att inte använda den"), required=False)
    reason = forms.CharField(label=gettext_lazy("Varför den inte används"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("is_rejected") and not values.get("reason"):
            self.add_error("reason", _("Skriv varför källan inte används."))
        if not values.get("is_rejected"):
            values["reason"] = ""
        return values


class NewSourceForm(SourceFields, NewForm):
    """A new source."""


class SourceForm(SourceFields, EditForm):
    """A source that there is."""
