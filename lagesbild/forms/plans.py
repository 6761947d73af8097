"""A plan, its rows, how they stand, and its follow-up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.models import Cause, LagesbildVersion, Measure
from organisations.forms.base import (
    MAX_TEXT,
    ActionForm,
    DateField,
    EditForm,
    NewForm,
    say_what_to_choose,
    text_area,
)
from organisations.models import Organisation


class _VersionChoice(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.lagesbild)


class StartPlanForm(NewForm):
    version = _VersionChoice(
        label=gettext_lazy("Bygger på lägesbilden"), queryset=LagesbildVersion.objects.none()
    )
    owner = forms.ModelChoiceField(label=gettext_lazy("Skrivs av"), queryset=Organisation.objects.none())
    title = forms.CharField(label=gettext_lazy("Namn"), max_length=150)

    def __init__(self, *args: Any, versions: Any, owners: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]
        own = Organisation.objects.filter(pk__in=[one.pk for one in owners])
        self.fields["owner"].queryset = own  # type: ignore[attr-defined]
        if len(owners) == 1:
            self.fields["owner"].widget = forms.HiddenInput()
            self.initial["owner"] = owners[0].pk
        say_what_to_choose(self)


class RenamePlanForm(EditForm):
    title = forms.CharField(label=gettext_lazy("Namn"), max_length=150)


class _CauseChoice(forms.ModelChoiceField):
    """The causes of the problems, each after its problem."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.problem}: {obj.text}"


class _MeasureFields(ActionForm):
    cause = _CauseChoice(
        label=gettext_lazy("Orsak ur lägesbilden"),
        queryset=Cause.objects.none(),
        required=False,
        help_text=gettext_lazy("Orsaken som åtgärden gör något åt."),
    )
    cause_text = forms.CharField(
        label=gettext_lazy("Orsak med egna ord"), max_length=300, required=False, widget=text_area(2)
    )
    text = forms.CharField(label=gettext_lazy("Åtgärd"), max_length=MAX_TEXT, widget=text_area(3))
    goal = forms.CharField(
        label=gettext_lazy("Mål"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(2),
        help_text=gettext_lazy("Vad ska vara annorlunda, hur mycket och när?"),
    )
    when_text = forms.CharField(label=gettext_lazy("När"), max_length=150, required=False)
    due_on = DateField(label=gettext_lazy("Klart senast"), required=False)
    who = forms.ModelChoiceField(
        label=gettext_lazy("Vem"), queryset=Organisation.objects.none(), required=False
    )
    who_text = forms.CharField(
        label=gettext_lazy("Vem, som roll"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("Till exempel fältsamordnaren. Inga namn."),
    )
    follow_up = forms.CharField(
        label=gettext_lazy("Uppföljning"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Hur och när ni ser om åtgärden har hjälpt."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Situationell eller social"),
        choices=[("", gettext_lazy("Inget valt")), *Measure.Kind.choices],
        required=False,
        help_text=gettext_lazy(
            "Situationell ändrar platsen eller tillfället. Social påverkar människors villkor."
        ),
    )
    term = forms.ChoiceField(
        label=gettext_lazy("Kort eller lång sikt"),
        choices=[("", gettext_lazy("Inget valt")), *Measure.Term.choices],
        required=False,
    )

    def __init__(self, *args: Any, causes: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cause"].queryset = causes  # type: ignore[attr-defined]
        self.fields["who"].queryset = organisations  # type: ignore[attr-defined]
        say_what_to_choose(self)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        missing = not values.get("cause") and not values.get("cause_text")
        if missing and not {"cause", "cause_text"} & set(self.errors):
            self.add_error("cause_text", _("Välj en orsak ur lägesbilden eller skriv vilken det är."))
        return values


class NewMeasureForm(_MeasureFields, NewForm):
    pass


class MeasureForm(_MeasureFields, EditForm):
    pass


class StateForm(EditForm):
    """How a row of a decided plan stands."""

    state = forms.ChoiceField(
        label=gettext_lazy("Läge"), choices=Measure.State.choices, widget=forms.RadioSelect
    )
    state_note = forms.CharField(
        label=gettext_lazy("Vad som har hänt"),
        max_length=300,
        required=False,
        widget=text_area(3),
        help_text=gettext_lazy("Skälet behövs när åtgärden inte genomförs."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        dropped = values.get("state") == Measure.State.DROPPED
        if dropped and not values.get("state_note") and "state_note" not in self.errors:
            self.add_error("state_note", _("Skriv varför åtgärden inte genomförs."))
        return values


class FollowUpForm(NewForm):
    followed_up_on = DateField(label=gettext_lazy("Uppföljd den"))
    text = forms.CharField(
        label=gettext_lazy("Vad visade uppföljningen?"),
        max_length=MAX_TEXT,
        widget=text_area(6),
        help_text=gettext_lazy("Vad är gjort, vad har det lett till, och vad behöver ändras?"),
    )
