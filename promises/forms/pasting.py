"""A table from Word or Excel: pasted, its columns named when they must be, its rows looked through."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promises import paste
from promises.actions.activities import Written
from promises.actors import Candidates
from promises.forms.activities import FocusAreaField
from promises.forms.actors import WORDING, Part, read_wording
from promises.forms.base import DraftForm, key_field
from promises.models import Revision

LABELS = {
    "text": _("Vad ska göras?"),
    "scope": _("Omfattning"),
    "executor": _("Utförare"),
    "responsible": _("Ansvarig"),
    "follow_up_by": _("Uppföljning av"),
    "evaluation_by": _("Utvärdering av"),
}
PART_OF = {
    "executor": Part.EXECUTOR,
    "responsible": Part.RESPONSIBLE,
    "follow_up_by": Part.FOLLOW_UP,
    "evaluation_by": Part.EVALUATION,
}
ALWAYS = ("text", "scope", "executor", "responsible")
SKIP = ""


class PasteForm(forms.Form):
    """The table itself. Not screened here: what is wrong is said row by row, where it can be mended."""

    table = forms.CharField(
        label=_("Tabellen"),
        max_length=paste.MAX_LENGTH,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={
            "required": _("Kopiera tabellen i Word eller Excel och klistra in den här."),
            "max_length": _("Texten är för lång för att läsas som en tabell. Klistra in en del i taget."),
        },
        help_text=_(
            "Markera tabellen i Word eller Excel, kopiera och klistra in här. Ta gärna med rubrikraden: då vet vi "
            "vilken kolumn som är vad."
        ),
    )
    focus_area = FocusAreaField(
        None, label=_("Lägg raderna i"), required=False, empty_label=_("Utanför fokusområdena")
    )
    form_key = key_field()

    def __init__(self, *args: Any, revision: Revision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].widget.attrs.pop("maxlength", None)
        areas = revision.focus_areas.order_by("position", "pk")
        self.fields["focus_area"].queryset = areas  # type: ignore[attr-defined]


class ColumnsForm(forms.Form):
    """What each column holds, for a table that does not say."""

    first_is_heading = forms.BooleanField(label=_("Första raden är rubriker"), required=False)

    def __init__(self, *args: Any, cells: Sequence[paste.Row], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells = cells
        self.width = max(map(len, cells))
        known = paste.headed(list(cells))
        self.fields["first_is_heading"].initial = known is not None
        initial = known or ["text"]
        for n in range(self.width):
            self.fields[f"column_{n}"] = forms.ChoiceField(
                label=_("Kolumn %(number)d") % {"number": n + 1},
                choices=[(SKIP, _("Hoppa över")), *LABELS.items()],
                required=False,
                initial=initial[n] if n < len(initial) else SKIP,
            )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        chosen = [name for name in self._columns(values) if name]
        if "text" not in chosen:
            self.add_error("column_0", _("Välj vilken kolumn som säger vad som ska göras."))
        if len(chosen) != len(set(chosen)):
            self.add_error(None, _("Två kolumner kan inte vara samma sak. Hoppa över den ena."))
        return values

    def samples(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column's field with its first cells, to see what it is."""
        return [
            (self[f"column_{n}"], [row[n] for row in self.cells[:4] if n < len(row) and row[n]])
            for n in range(self.width)
        ]

    def rows(self) -> list[dict[str, str]]:
        """The rows as the chosen columns make them; those without a text are left out."""
        names = self._columns(self.cleaned_data)
        body = self.cells[1:] if self.cleaned_data["first_is_heading"] else self.cells
        rows = [
            {name: " ".join(cell.split()) for name, cell in zip(names, row, strict=False) if name}
            for row in body
        ]
        return [row for row in rows if row.get("text")]

    def _columns(self, values: dict[str, Any]) -> list[str]:
        return [values.get(f"column_{n}") or "" for n in range(self.width)]


class PastedRowForm(DraftForm):
    """One row, as it will be added."""

    keep = forms.BooleanField(label=_("Ta med"), required=False, initial=True)
    heading = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)
    text = forms.CharField(label=LABELS["text"], required=False, widget=forms.Textarea(attrs={"rows": 2}))
    scope = forms.CharField(label=LABELS["scope"], required=False, max_length=300)
    executor = forms.CharField(label=LABELS["executor"], required=False, max_length=200)
    responsible = forms.CharField(label=LABELS["responsible"], required=False, max_length=200)
    follow_up_by = forms.CharField(label=LABELS["follow_up_by"], required=False, max_length=200)
    evaluation_by = forms.CharField(label=LABELS["evaluation_by"], required=False, max_length=200)

    def full_clean(self) -> None:
        """A row that is not to be taken along may say anything."""
        super().full_clean()
        if self.is_bound and not self["keep"].data:
            self.errors.clear()

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("keep") and not values.get("text") and "text" not in self.errors:
            self.add_error("text", _("Skriv vad som ska göras, eller ta inte med raden."))
        return values

    def written(self, candidates: Candidates, values: dict[str, Any]) -> Written:
        """The row as an activity: the words as they stand, and the actors they name when that is certain."""
        data = self.cleaned_data
        wordings = {WORDING[part]: data[name] for name, part in PART_OF.items()}
        actors = [
            actor for name, part in PART_OF.items() for actor in read_wording(part, data[name], candidates)
        ]
        return Written({"text": data["text"], "scope": data["scope"], **wordings, **values}, actors)


RowFormSet = forms.formset_factory(
    PastedRowForm, extra=0, max_num=paste.MAX_ROWS, absolute_max=paste.MAX_ROWS, validate_max=True
)
