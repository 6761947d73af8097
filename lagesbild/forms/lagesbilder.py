"""The parts of a lägesbild, what it builds on, and the decision."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.models import Lagesbild, Layer, Place, Problem
from organisations.forms.base import (
    MAX_TEXT,
    ActionForm,
    DateField,
    EditForm,
    NewForm,
    RowsField,
    text_area,
)
from organisations.models import Organisation

# A mapping with its figures can be long; a page of text is about three thousand characters.
MAX_PART = 50_000


def _text(label: Any, help_text: Any, rows: int = 14, max_length: int = MAX_PART) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=max_length, widget=text_area(rows)
    )


class _AboutForm(ActionForm):
    """What every lägesbild says of itself: name, period, area and whose it is."""

    title = forms.CharField(label=gettext_lazy("Namn"), max_length=150)
    starts_on = DateField(label=gettext_lazy("Perioden börjar"))
    ends_on = DateField(label=gettext_lazy("Perioden slutar"))
    covers = forms.ChoiceField(
        label=gettext_lazy("Vilket område gäller den?"),
        choices=[("whole", gettext_lazy("Hela kommunen")), ("part", gettext_lazy("En del av kommunen"))],
        initial="whole",
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Lagens krav gäller en lägesbild för hela kommunen."),
    )
    area = forms.ModelChoiceField(label=gettext_lazy("Område"), queryset=Place.objects.none(), required=False)
    area_text = forms.CharField(
        label=gettext_lazy("Området med ord"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("När området inte finns bland platserna."),
    )
    is_joint = forms.TypedChoiceField(
        label=gettext_lazy("Vems är lägesbilden?"),
        choices=[
            ("1", gettext_lazy("Gemensam för kommunen och polisen")),
            ("", gettext_lazy("Bara vår egen, som underlag till den gemensamma")),
        ],
        coerce=bool,
        required=False,
        initial="1",
        widget=forms.RadioSelect,
    )
    layer = forms.ChoiceField(
        label=gettext_lazy("Vem får läsa, om den bara är er egen?"),
        choices=[(Layer.PARTIES.value, Layer.PARTIES.label), (Layer.OWN.value, Layer.OWN.label)],
        initial=Layer.PARTIES.value,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, places: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = places  # type: ignore[attr-defined]
        self.fields["area"].empty_label = _("Inget valt")  # type: ignore[attr-defined]

    def clean_is_joint(self) -> bool:
        return bool(self.cleaned_data["is_joint"])

    def clean_layer(self) -> str:
        return self.cleaned_data["layer"] or Layer.PARTIES

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("covers") == "part":
            if not values.get("area") and not values.get("area_text"):
                self.add_error("area_text", _("Välj ett område eller skriv vilket."))
        else:
            values["area"], values["area_text"] = None, ""
        start, end = values.get("starts_on"), values.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Sista dagen kan inte vara före den första."))
        return values

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "covers"}


class StartForm(_AboutForm, NewForm):
    """A new lägesbild, empty or from an earlier one."""

    field_order = ["start_from", "owner", "title", "starts_on", "ends_on"]

    start_from = forms.ModelChoiceField(
        label=gettext_lazy("Börja från"),
        queryset=Lagesbild.objects.none(),
        required=False,
        help_text=gettext_lazy(
            "Texter, underlag och problem följer med från den du väljer. Sammanfattningen för alla gör det inte."
        ),
    )
    owner = forms.ModelChoiceField(label=gettext_lazy("Skrivs av"), queryset=Organisation.objects.none())

    def __init__(self, *args: Any, earlier: Any, owners: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start_from"].queryset = earlier  # type: ignore[attr-defined]
        self.fields["start_from"].empty_label = _("En tom lägesbild")  # type: ignore[attr-defined]
        own = Organisation.objects.filter(pk__in=[one.pk for one in owners])
        self.fields["owner"].queryset = own  # type: ignore[attr-defined]
        if len(owners) == 1:
            self.fields["owner"].widget = forms.HiddenInput()
            self.initial["owner"] = owners[0].pk


class BasicsForm(_AboutForm, EditForm):
    def fill(self, row: Any) -> ActionForm:
        self.initial.setdefault("covers", "part" if row.area_id or row.area_text else "whole")
        self.initial.setdefault("is_joint", "1" if row.is_joint else "")
        return super().fill(row)

    def differing(self, current: Any) -> list[tuple[str, str]]:
        current.covers = "part" if current.area_id or current.area_text else "whole"
        return super().differing(current)


class MappingForm(EditForm):
    mapping = _text(
        gettext_lazy("Kartläggning av brottsligheten"),
        gettext_lazy(
            "Vilka brott begås, hur många, var och när? Vad blir konsekvenserna, för dem som drabbas, för "
            "tryggheten och för kommunen? Skriv om grupper och platser, aldrig om enskilda."
        ),
    )


class OtherForm(EditForm):
    other_information = _text(
        gettext_lazy("Annan information av betydelse"),
        gettext_lazy(
            "Det som inte är brott men har betydelse: upplevd trygghet, ordningsstörningar, skolfrånvaro, "
            "missbruk, hur kommunen växer och förändras."
        ),
    )


class AnalysisForm(EditForm):
    analysis = _text(
        gettext_lazy("Analys"),
        gettext_lazy(
            "Vad betyder det? Varför uppstår problemen just här, vad hänger ihop, vad är viktigast att göra "
            "något åt och vad vet ni inte?"
        ),
    )


class PositiveForm(EditForm):
    positive_factors = _text(
        gettext_lazy("Positiva och skyddande faktorer"),
        gettext_lazy("Det som fungerar, och som gör platser trygga och skyddar mot brott."),
        rows=8,
    )


class AheadForm(EditForm):
    forecast = _text(
        gettext_lazy("Prognos"),
        gettext_lazy("Vad tror ni händer under den kommande tiden, och vad bygger ni det på?"),
        rows=6,
    )
    planned_events = _text(
        gettext_lazy("Planerade evenemang"),
        gettext_lazy("Skolavslutning, marknader, festivaler, byggen. Skriv ett på varje rad, med datum."),
        rows=6,
    )


class SummaryForm(EditForm):
    public_summary = _text(
        gettext_lazy("Sammanfattning för alla"),
        gettext_lazy(
            "Skrivs för invånarna och visas på kommunens sida när lägesbilden är antagen. Inget annat ur "
            "lägesbilden visas. Tal under fem och det som kan peka ut någon hör inte hit. Lämna tomt om inget "
            "ska visas."
        ),
        rows=10,
        max_length=MAX_TEXT,
    )


class _BasisFields(ActionForm):
    name = forms.CharField(
        label=gettext_lazy("Underlag"),
        max_length=200,
        help_text=gettext_lazy("Till exempel anmälda brott, trygghetsmätningen eller medborgardialogen."),
    )
    period = forms.CharField(
        label=gettext_lazy("Från när"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Dagen eller tiden som det gäller, till exempel mars 2026."),
    )
    is_rejected = forms.BooleanField(label=gettext_lazy("Används inte"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Styrkor och svagheter, eller varför det inte används"),
        max_length=300,
        required=False,
        widget=text_area(3),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("is_rejected") and not values.get("note") and "note" not in self.errors:
            self.add_error("note", _("Skriv varför underlaget inte används."))
        return values


class NewBasisForm(_BasisFields, NewForm):
    pass


class BasisForm(_BasisFields, EditForm):
    pass


class ChooseProblemsForm(ActionForm):
    problems = RowsField(
        label=gettext_lazy("Problem att ta med"),
        queryset=Problem.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, problems: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["problems"].queryset = problems  # type: ignore[attr-defined]


class DecisionForm(ActionForm):
    """A decision that somebody else has taken: who, when, and where it is found."""

    decided_by_organ = forms.CharField(
        label=gettext_lazy("Vem beslutade?"),
        max_length=150,
        help_text=gettext_lazy("Till exempel kommunstyrelsen."),
    )
    decided_on = DateField(label=gettext_lazy("Beslutsdatum"))
    decision_paragraph = forms.CharField(label=gettext_lazy("Paragraf"), max_length=20, required=False)
    case_number = forms.CharField(label=gettext_lazy("Diarienummer"), max_length=60, required=False)
