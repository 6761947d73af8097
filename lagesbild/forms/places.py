"""Places and areas: named, drawn, changed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lagesbild.forms.owners import OwnedForm
from lagesbild.forms.positions import DegreesField, OutlineField
from lagesbild.models import Place
from lagesbild.where_and_when import OUTSIDE
from organisations.forms.base import MAX_TEXT, ActionForm, EditForm, text_area

_OF_PLACE = ("name", "kind", "description", "latitude", "longitude", "radius", "outline", "area_code")
WIDEST = 20_000


class AreaCodeField(forms.CharField):
    """SCB's code for an area, in small letters or large."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").upper()


class _PlaceFields(ActionForm):
    name = forms.CharField(
        label=_("Namn"),
        max_length=120,
        help_text=_("Som ni säger till vardags, till exempel Lanna badgruva."),
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=Place.Kind.choices, widget=forms.RadioSelect)
    description = forms.CharField(
        label=_("Beskrivning"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(2),
        help_text=_("Vad som hör till platsen, så att alla menar samma sak."),
    )
    latitude = DegreesField(label=_("Latitud"))
    longitude = DegreesField(label=_("Longitud"))
    is_sure = forms.BooleanField(label=_("Positionen stämmer ändå"), required=False)
    radius = forms.IntegerField(
        label=_("Radie i meter"),
        required=False,
        min_value=10,
        max_value=WIDEST,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        help_text=_("När platsen är en rund yta kring positionen."),
        error_messages={
            "invalid": _("Skriv ett heltal."),
            "min_value": _("Radien är minst 10 meter."),
            "max_value": _("Radien är högst 20 000 meter."),
        },
    )
    outline = OutlineField(
        label=_("Gräns"),
        required=False,
        help_text=_("Ett hörn på varje rad: latitud och longitud, till exempel 59.2031, 14.8731."),
    )
    area_code = AreaCodeField(
        label=_("DeSO- eller RegSO-kod"),
        max_length=9,
        required=False,
        validators=[Place._meta.get_field("area_code").validators[0]],
        help_text=_("SCB:s kod för området, till exempel 1880C1010 eller 1880R001."),
    )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in _OF_PLACE}

    @property
    def asks(self) -> bool:
        """Whether the position was unlikely, so that the tick that says it is right is shown."""
        return "is_sure" in self.data or self.has_error("latitude", OUTSIDE)


class NewPlaceForm(OwnedForm, _PlaceFields):
    """A new place."""

    owner_label = _("Vem lägger till platsen?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", Place.Kind.POINT)


class EditPlaceForm(_PlaceFields, EditForm):
    def differing(self, current: Any) -> list[tuple[str, str]]:
        """The tick is a question, and nothing of the place."""
        current.is_sure = False
        return [pair for pair in super().differing(current) if pair[0] != str(self["is_sure"].label)]
