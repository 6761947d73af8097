"""The forms of a focus area."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promises.forms.base import DraftForm, RowForm
from promises.forms.places import PlacesField
from promises.models import FocusArea


class FocusAreaForm(RowForm):
    instance: FocusArea
    places = PlacesField(label=_("Platser"), help_text=_("En per rad."))

    class Meta:
        model = FocusArea
        fields = ["title", "theme", "background", "problem", "purpose", "goal"]
        labels = {
            "title": _("Rubrik"),
            "theme": _("Ämne"),
            "background": _("Bakgrund"),
            "problem": _("Vilket problem svarar området på?"),
            "purpose": _("Syfte"),
            "goal": _("Mål"),
        }
        help_texts = {
            "theme": _("Hjälper invånare att hitta löften om samma sak."),
            "goal": _("Vad ska ha blivit bättre, och hur märks det?"),
        }
        widgets = {
            "title": forms.TextInput(),
            **{
                name: forms.Textarea(attrs={"rows": 2})
                for name in ("background", "problem", "purpose", "goal")
            },
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial.setdefault("places", [place.name for place in self.instance.places.all()])

    def values(self) -> dict[str, Any]:
        values = super().values()
        del values["places"]
        return values


class RemoveFocusAreaForm(DraftForm):
    """What is to become of the activities under a focus area that goes."""

    KEEP, REMOVE = "keep", "remove"
    activities = forms.ChoiceField(
        label=_("Vad ska hända med aktiviteterna?"),
        choices=[(KEEP, _("Behåll dem, utanför fokusområdena")), (REMOVE, _("Ta bort dem också"))],
        initial=KEEP,
        widget=forms.RadioSelect,
        required=False,
    )
    edit_number = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    count = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput, required=False)
