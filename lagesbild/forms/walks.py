"""Safety walks: planned, their checklist, and what is known when they have been held."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.forms.dialogues import count_field
from lagesbild.forms.owners import OwnedForm
from lagesbild.forms.positions import WayField
from lagesbild.models import SafetyWalk
from organisations.forms.base import (
    MAX_TEXT,
    ActionForm,
    DateField,
    EditForm,
    text_area,
)

MOST_LINES = 60
LONGEST_LINE = 200


class _PlanFields(ActionForm):
    title = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=150,
        help_text=gettext_lazy("Till exempel: Trygghetsvandring i centrum."),
    )
    held_on = DateField(label=gettext_lazy("Datum"))
    starts_at = forms.TimeField(
        label=gettext_lazy("Börjar klockan"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": gettext_lazy("Skriv tiden som 18:30.")},
    )
    meeting_place = forms.CharField(label=gettext_lazy("Samling"), max_length=150, required=False)
    route = forms.CharField(
        label=gettext_lazy("Vägen"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(4),
        help_text=gettext_lazy("Med ord, i den ordning ni går. Till exempel: torget, gångtunneln, parken."),
    )
    route_line = WayField(
        label=gettext_lazy("Vägen på kartan"),
        required=False,
        help_text=gettext_lazy(
            "Latitud och longitud, en punkt på varje rad. Till exempel: 59.1734, 14.9912."
        ),
    )


class NewWalkForm(OwnedForm, _PlanFields):
    """A new walk."""


class _HeldFields(ActionForm):
    """What is known of a walk when it has been held."""

    participants = count_field(gettext_lazy("Hur många var med?"))
    participant_roles = forms.CharField(
        label=gettext_lazy("Vilka var med?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Som roller: boende, fritidsledare, kommunpolis, bostadsbolag. Inga namn."),
    )
    weather = forms.CharField(
        label=gettext_lazy("Väder och ljus"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel: mörkt, lätt regn."),
    )
    introduction = forms.CharField(
        label=gettext_lazy("Inledning till protokollet"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(4),
        help_text=gettext_lazy("Får läsas av alla när protokollet är publicerat."),
    )


class HeldForm(_HeldFields):
    """When the walk is noted as held."""


class WalkForm(_HeldFields, _PlanFields, EditForm):
    """All that is said of a walk; what is known only afterwards is left out of one that is planned."""

    field_order = ("title", "held_on", "starts_at", "meeting_place", "route", "route_line")

    def __init__(self, *args: Any, walk: SafetyWalk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if walk.state == SafetyWalk.State.PLANNED:
            for name in _HeldFields.base_fields:
                del self.fields[name]
        self.fill(walk)


class ChecklistForm(EditForm):
    lines = forms.CharField(
        label=gettext_lazy("Att titta på"),
        required=False,
        max_length=MOST_LINES * LONGEST_LINE,
        widget=text_area(14),
        help_text=gettext_lazy("En fråga på varje rad."),
    )

    def clean_lines(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["lines"].splitlines() if line.strip()]
        if len(lines) > MOST_LINES:
            raise ValidationError(_("Högst %(count)d rader.") % {"count": MOST_LINES})
        for number, line in enumerate(lines, start=1):
            if len(line) > LONGEST_LINE:
                sentence = _("Rad %(number)d är för lång. Högst %(most)d tecken.")
                raise ValidationError(sentence % {"number": number, "most": LONGEST_LINE})
        return lines

    def differing(self, current: Any) -> list[tuple[str, str]]:
        return [(_("Listan nu"), "\n".join(item.text for item in current.checklist.all()))]
