"""Event reports: told, corrected, removed and looked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.actions.reports import RemovalReason, ReportValues
from lagesbild.forms.positions import DegreesField
from lagesbild.models import Category, IncidentReport, Place
from lagesbild.where_and_when import OUTSIDE, moment_of
from organisations.forms.base import MAX_TEXT, ActionForm, DateField, EditForm, NewForm, text_area
from organisations.models import Organisation
from organisations.swedish import search_form

_AS_TOLD = ("category", "place", "address", "text", "latitude", "longitude")


class TimeField(forms.TimeField):
    """A time of day to the minute, in the browser's own picker, or as people write it: 21.30."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        messages = {"invalid": gettext_lazy("Skriv klockslaget som 21:30.")}
        formats = ["%H:%M", "%H.%M", "%H:%M:%S"]
        super().__init__(widget=widget, input_formats=formats, error_messages=messages, **kwargs)


class _ReportFields(ActionForm):
    category = forms.ChoiceField(
        label=gettext_lazy("Vad gäller det?"), choices=Category.choices, widget=forms.RadioSelect
    )
    day = DateField(label=gettext_lazy("Datum"))
    hour = TimeField(label=gettext_lazy("Klockslag"), required=False)
    hour_is_unknown = forms.BooleanField(label=gettext_lazy("Klockslaget är okänt"), required=False)
    place = forms.ModelChoiceField(label=gettext_lazy("Plats"), queryset=Place.objects.none(), required=False)
    address = forms.CharField(
        label=gettext_lazy("Plats med egna ord"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel: busskuren vid skolan. Inga bostadsadresser till enskilda."),
    )
    latitude = DegreesField(label=gettext_lazy("Latitud"))
    longitude = DegreesField(label=gettext_lazy("Longitud"))
    is_sure = forms.BooleanField(label=gettext_lazy("Positionen stämmer ändå"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Vad hände?"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(3),
        help_text=gettext_lazy("Vad du såg, inte vem. Inga namn eller andra personuppgifter."),
    )

    def __init__(
        self, *args: Any, places: Sequence[Place], common: Sequence[Place] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = list(places)
        field: Any = self.fields["place"]
        field.queryset = Place.objects.filter(pk__in=[one.pk for one in self.places])
        # The list is read already: not once more for the widget.
        field.widget.choices = [("", _("Ingen i listan")), *_choices(self.places, common)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._name_the_place(cleaned)
        if cleaned.get("hour_is_unknown"):
            cleaned["hour"] = None
        return cleaned

    def _name_the_place(self, cleaned: dict[str, Any]) -> None:
        """Words that are a place's name, and no more, mean that place."""
        words = search_form(cleaned.get("address") or "")
        if not words or cleaned.get("place"):
            return
        named = next((one for one in self.places if search_form(one.name) == words), None)
        if named is not None:
            cleaned["place"], cleaned["address"] = named, ""

    def values(self) -> dict[str, Any]:
        """As the action takes them: date and time are one moment."""
        cleaned = self.cleaned_data
        told: ReportValues = {name: cleaned[name] for name in _AS_TOLD}  # type: ignore[assignment]
        told["happened_at"] = moment_of(cleaned["day"], cleaned["hour"])
        told["hour_is_known"] = cleaned["hour"] is not None
        return dict(told)

    def fill(self, row: Any) -> ActionForm:
        super().fill(row)
        self.initial.update(when_of(row))
        return self

    @property
    def asks(self) -> bool:
        """Whether the position was unlikely, so that the tick that says it is right is shown."""
        return "is_sure" in self.data or self.has_error("latitude", OUTSIDE)

    @property
    def opens_map(self) -> bool:
        """Whether the folded part has something in it that the person has to see."""
        return self.asks or any(
            name in self.errors or self[name].value() for name in ("latitude", "longitude")
        )


def _choices(places: Sequence[Place], common: Sequence[Place]) -> list[tuple[Any, Any]]:
    """The places, those that most is reported from first."""
    if not common or len(places) <= len(common) + 1:
        return [(one.pk, one.name) for one in places]
    others = [one for one in places if one not in common]
    return [
        (_("Vanligast"), [(one.pk, one.name) for one in common]),
        (_("Övriga platser"), [(one.pk, one.name) for one in others]),
    ]


def when_of(row: IncidentReport) -> dict[str, Any]:
    """The moment of a report as the fields of the form have it."""
    at = timezone.localtime(row.happened_at)
    return {
        "day": at.date(),
        "hour": at.time().replace(second=0, microsecond=0) if row.hour_is_known else None,
        "hour_is_unknown": not row.hour_is_known,
    }


def now() -> dict[str, Any]:
    """What the form says of when before somebody has changed it."""
    at = timezone.localtime()
    return {"day": at.date(), "hour": at.time().replace(second=0, microsecond=0)}


class ReportForm(_ReportFields, NewForm):
    """A new report. ``organisations``: those that the person reports for, asked for only when there are several."""

    owner = forms.ModelChoiceField(
        label=gettext_lazy("Vem rapporterar du för?"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        required=False,
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = list(organisations)
        field: Any = self.fields["owner"]
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in self.organisations])
        if len(self.organisations) < 2:
            del self.fields["owner"]

    @property
    def chosen_owner(self) -> Organisation:
        return self.cleaned_data.get("owner") or self.organisations[0]

    def keep(self, earlier: IncidentReport) -> None:
        """When and where of a report that was just written: several things are often seen at once."""
        kept = ("place", "address", "latitude", "longitude", "owner")
        self.initial.update({name: getattr(earlier, name) for name in kept}, **when_of(earlier))


class CorrectForm(_ReportFields, EditForm):
    """A report as it is to read instead."""

    def differing(self, current: Any) -> list[tuple[str, str]]:
        """Date and time are fields of the form, and one moment in the row."""
        for name, value in when_of(current).items():
            setattr(current, name, value)
        current.is_sure = False
        return [pair for pair in super().differing(current) if pair[0] != str(self["is_sure"].label)]


class RemoveForm(ActionForm):
    reason = forms.ChoiceField(
        label=gettext_lazy("Varför ska den bort?"), choices=RemovalReason.choices, widget=forms.RadioSelect
    )


class ReportFilterForm(forms.Form):
    """Which reports a list shows. What cannot be read filters nothing, and is said."""

    mark_optional = False
    category = forms.MultipleChoiceField(
        label=gettext_lazy("Vad"),
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    place = forms.ModelChoiceField(
        label=gettext_lazy("Plats"),
        queryset=Place.objects.none(),
        required=False,
        empty_label=gettext_lazy("Alla platser"),
    )
    first = DateField(label=gettext_lazy("Från och med"), required=False)
    last = DateField(label=gettext_lazy("Till och med"), required=False)
    source = forms.ChoiceField(label=gettext_lazy("Källa"), required=False)
    own = forms.BooleanField(label=gettext_lazy("Bara det vi själva har rapporterat"), required=False)

    def __init__(self, *args: Any, places: Sequence[Place], sources: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["source"].choices = [("", _("Alla källor")), *((one, one) for one in sources)]
        fields["place"].queryset = Place.objects.filter(pk__in=[one.pk for one in places])
        fields["place"].widget.choices = [("", _("Alla platser")), *((one.pk, one.name) for one in places)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            raise ValidationError({"last": _("Sista dagen kan inte vara före den första.")})
        return cleaned
