"""A samverkansöverenskommelse with its signed file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.forms.base import MAX_TEXT, ActionForm, DateField, EditForm, NewForm, RowsField, text_area
from organisations.models import Organisation
from organisations.uploads import ACCEPT, CheckedFile, checked


class _AgreementFields(ActionForm):
    title = forms.CharField(label=gettext_lazy("Namn"), max_length=150)
    parties = RowsField(
        label=gettext_lazy("Parter"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    purposes = forms.CharField(
        label=gettext_lazy("Ändamål"),
        max_length=MAX_TEXT,
        widget=text_area(4),
        help_text=gettext_lazy("Vad samverkan ska leda till. Lagen kräver att det står i överenskommelsen."),
    )
    areas = forms.CharField(
        label=gettext_lazy("Områden"),
        max_length=MAX_TEXT,
        widget=text_area(3),
        help_text=gettext_lazy("Vad ni samverkar om. Lagen kräver att det står i överenskommelsen."),
    )
    starts_on = DateField(label=gettext_lazy("Gäller från"))
    ends_on = DateField(
        label=gettext_lazy("Gäller till"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om den gäller tills vidare."),
    )
    case_number = forms.CharField(label=gettext_lazy("Diarienummer"), max_length=60, required=False)
    file = forms.FileField(
        label=gettext_lazy("Den undertecknade överenskommelsen"),
        required=False,
        help_text=gettext_lazy("PDF, PNG eller JPEG, högst 10 MB. Filen visas bara för parterna."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Visa för invånarna att överenskommelsen finns, vad den gäller och hur länge"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parties"].queryset = organisations  # type: ignore[attr-defined]

    def clean_file(self) -> CheckedFile | None:
        upload = self.cleaned_data["file"]
        return checked(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        start, end = values.get("starts_on"), values.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("Sista dagen kan inte vara före den första."))
        return values

    def of_row(self) -> dict[str, Any]:
        """The values that stand in the row itself."""
        return {name: value for name, value in self.values().items() if name not in ("parties", "file")}

    def differing(self, current: Any) -> list[tuple[str, str]]:
        """A list of parties and a file are not words to compare."""
        kept = {name: self.fields.pop(name) for name in ("parties", "file")}
        found = super().differing(current)
        self.fields.update(kept)
        return found


class NewAgreementForm(_AgreementFields, NewForm):
    pass


class AgreementForm(_AgreementFields, EditForm):
    def fill(self, row: Any) -> ActionForm:
        self.initial.setdefault("parties", list(row.parties.values_list("pk", flat=True)))
        self.initial.setdefault("file", None)
        return super().fill(row)
