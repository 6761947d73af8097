"""Dialogues, what was said in them, and how many of whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.breakdowns import COLUMNS
from lagesbild.forms.owners import OwnedForm
from lagesbild.forms.secrecy import SecrecyFields
from lagesbild.models import Breakdown, Dialogue, Finding, Layer, Place
from lagesbild.models.base import SECRECY
from organisations.forms.base import (
    MAX_TEXT,
    ActionForm,
    DateField,
    EditForm,
    NewForm,
    say_what_to_choose,
    text_area,
)
from organisations.models import Municipality
from organisations.screening.fields import ScreenedCharField
from organisations.themes import Theme

MOST_PEOPLE = 2_000_000
# The ages that a new breakdown proposes, and how many empty rows there are beside those that are filled in.
PROPOSED_AGES = ("Under 18 år", "18–29 år", "30–44 år", "45–64 år", "65 år eller äldre")
SPARE_ROWS = 2


def count_field(label: Any, **kwargs: Any) -> forms.IntegerField:
    """A number of people."""
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": gettext_lazy("Skriv ett heltal, utan mellanslag eller punkt."),
            "min_value": gettext_lazy("Antalet kan inte vara mindre än noll."),
            "max_value": gettext_lazy("Talet är för stort. Kontrollera siffran."),
        },
        **kwargs,
    )


class _DialogueFields(SecrecyFields):
    title = forms.CharField(
        label=gettext_lazy("Namn på dialogen"),
        max_length=150,
        help_text=gettext_lazy("Till exempel: Trygghetsenkät våren 2026."),
    )
    held_with = forms.ChoiceField(
        label=gettext_lazy("Med vilka?"), choices=Dialogue.With.choices, widget=forms.RadioSelect
    )
    form = forms.ChoiceField(
        label=gettext_lazy("Form"), choices=Dialogue.Form.choices, widget=forms.RadioSelect
    )
    starts_on = DateField(label=gettext_lazy("Första dagen"))
    ends_on = DateField(
        label=gettext_lazy("Sista dagen"), required=False, help_text=gettext_lazy("Tomt för en enda dag.")
    )
    place = forms.ModelChoiceField(label=gettext_lazy("Plats"), queryset=Place.objects.none(), required=False)
    place_text = forms.CharField(label=gettext_lazy("Plats med egna ord"), max_length=200, required=False)
    reached = count_field(gettext_lazy("Hur många deltog eller svarade?"))
    reached_wording = forms.CharField(
        label=gettext_lazy("Antalet med era ord"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Om talet inte är exakt. Till exempel: drygt 700."),
    )
    invited = count_field(gettext_lazy("Hur många fick frågan?"))
    method = forms.CharField(
        label=gettext_lazy("Hur gick det till?"), max_length=MAX_TEXT, required=False, widget=text_area(3)
    )
    summary = forms.CharField(
        label=gettext_lazy("Sammanfattning"), max_length=MAX_TEXT, required=False, widget=text_area(4)
    )
    layer = forms.ChoiceField(
        label=gettext_lazy("Vem får läsa?"), choices=Layer.choices, widget=forms.RadioSelect
    )
    basics = ("title", "held_with", "form")
    when_and_where = ("starts_on", "ends_on", "place", "place_text")
    reach = ("reached", "reached_wording", "invited")
    words = ("method", "summary")
    secrecy = SECRECY

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_queryset(self.fields["place"], Place.objects.filter(municipality=municipality, is_active=True))

    @property
    def opens_secrecy(self) -> bool:
        """Whether the folded part about secrecy has something in it that the person has to see."""
        return any(self[name].value() or name in self.errors for name in self.secrecy)

    def fields_in(self, names: Sequence[str]) -> list[forms.BoundField]:
        return [self[name] for name in names]

    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, all but who may read and secrecy."""
        return [
            ("", self.fields_in(self.basics)),
            (_("När och var"), self.fields_in(self.when_and_where)),
            (_("Hur många"), self.fields_in(self.reach)),
            (_("Vad som kom fram"), self.fields_in(self.words)),
        ]


def set_queryset(field: Any, queryset: Any) -> None:
    """What a field chooses among, known only when the form is made."""
    field.queryset = queryset


class NewDialogueForm(OwnedForm, _DialogueFields):
    """A new dialogue."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("layer", Layer.PARTIES)
        self.initial.setdefault("held_with", Dialogue.With.CITIZENS)


class DialogueForm(_DialogueFields, EditForm):
    """A dialogue that is written already."""


class FindingForm(ActionForm):
    """One thing that was said."""

    theme = forms.ChoiceField(label=gettext_lazy("Ämne"), choices=[("", "---------"), *Theme.choices])
    asks = forms.ChoiceField(
        label=gettext_lazy("Vad eller hur?"),
        choices=[("", "---------"), *Finding.Asks.choices],
        required=False,
    )
    text = forms.CharField(
        label=gettext_lazy("Vad sades?"),
        max_length=MAX_TEXT,
        widget=text_area(3),
        help_text=gettext_lazy("Med deras ord så långt det går. Inga namn och inget som pekar ut någon."),
    )
    count = count_field(gettext_lazy("Hur många sa det?"))
    count_wording = forms.CharField(
        label=gettext_lazy("Antalet med era ord"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel: flest, eller ungefär var tredje."),
    )
    place = forms.ModelChoiceField(label=gettext_lazy("Plats"), queryset=Place.objects.none(), required=False)
    when_text = forms.CharField(
        label=gettext_lazy("Tider"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel: kvällar och nätter, när det är mörkt."),
    )
    who_text = forms.CharField(
        label=gettext_lazy("Vilka grupper gäller det?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel: fler kvinnor än män."),
    )
    is_public = forms.BooleanField(label=gettext_lazy("Får visas för alla"), required=False)

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = Place.objects.filter(municipality=dialogue.municipality_id, is_active=True)
        set_queryset(self.fields["place"], places)
        if dialogue.held_with != Dialogue.With.STAFF:
            del self.fields["asks"]
        if dialogue.is_secret:
            del self.fields["is_public"]
        say_what_to_choose(self)


class NewFindingForm(FindingForm, NewForm):
    pass


class EditFindingForm(FindingForm, EditForm):
    pass


class ReopenForm(ActionForm):
    reason = forms.CharField(label=gettext_lazy("Varför öppnas den igen?"), max_length=300)


class BreakdownForm(EditForm):
    """The whole breakdown on one page: ages are rows, sexes columns, and a row without numbers is left out."""

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts = {(row.age, row.sex): row.count for row in dialogue.breakdown.all()}
        ages = list(dict.fromkeys(age for age, _sex in counts)) or list(PROPOSED_AGES)
        # Those of no age stand last, in a row of their own that is always there.
        self.ages: list[str | None] = [*(age for age in ages if age), *[None] * SPARE_ROWS, ""]
        self.initial.setdefault("edit_number", dialogue.edit_number)
        labels = dict(Breakdown.Sex.choices)
        self.columns = [str(labels[sex]) if sex else _("Kön inte uppgivet") for sex in COLUMNS]
        for number, age in enumerate(self.ages):
            self._add_row(number, age, counts)

    def _add_row(self, number: int, age: str | None, counts: dict[tuple[str, str], int]) -> None:
        named = age or (_("rad %(number)d") % {"number": number + 1})
        if age != "":
            self.fields[f"age_{number}"] = ScreenedCharField(
                label=_("Ålder, rad %(number)d") % {"number": number + 1},
                max_length=20,
                required=False,
                initial=age or "",
            )
        else:
            named = _("Ålder inte uppgiven")
        for column, sex in enumerate(COLUMNS):
            field = count_field(f"{self.columns[column]}, {named}")
            field.initial = counts.get((age, sex)) if age is not None else None
            self.fields[f"count_{number}_{column}"] = field

    def table(self) -> list[tuple[forms.BoundField | None, list[forms.BoundField]]]:
        """The rows as fields; no field for the age of those who are of no age."""
        return [
            (
                self[f"age_{number}"] if age != "" else None,
                [self[f"count_{number}_{column}"] for column in range(len(COLUMNS))],
            )
            for number, age in enumerate(self.ages)
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        seen: set[str] = set()
        for number, original in enumerate(self.ages):
            counts = [cleaned.get(f"count_{number}_{column}") for column in range(len(COLUMNS))]
            age = cleaned.get(f"age_{number}", "")
            if original == "" or not any(counts):
                continue
            if not age:
                self.add_error(f"age_{number}", ValidationError(_("Skriv vilken ålder raden gäller.")))
            elif age.casefold() in seen:
                self.add_error(f"age_{number}", ValidationError(_("Åldern finns på en annan rad.")))
            seen.add(age.casefold())
        return cleaned

    def counts(self) -> dict[tuple[str, str], int]:
        """(sex, age) → how many."""
        found = {}
        for number in range(len(self.ages)):
            age = self.cleaned_data.get(f"age_{number}", "")
            for column, sex in enumerate(COLUMNS):
                if count := self.cleaned_data.get(f"count_{number}_{column}"):
                    found[sex, age] = count
        return found

    def differing(self, current: Any) -> list[tuple[str, str]]:
        """What a colleague has saved: too much to compare by hand, so it is said as a sum."""
        total = sum(row.count for row in current.breakdown.all())
        return [(_("Fördelningen nu"), _("%(count)d personer") % {"count": total})]
