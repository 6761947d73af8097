"""Registering a promise made elsewhere, and removing words from a frozen text."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.uploads import ACCEPT, CheckedFile, checked
from promises.forms.base import DraftForm, use_date_pickers
from promises.forms.basics import NewPromiseForm


class OriginalForm(DraftForm):
    """Where the original is: an address, a file or both."""

    original_url = forms.URLField(
        label=gettext_lazy("Originalets adress"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=gettext_lazy("Sidan eller filen på webben där löftet står."),
    )
    original_file = forms.FileField(
        label=gettext_lazy("Originalet som fil"),
        required=False,
        help_text=gettext_lazy("PDF, PNG eller JPEG, högst 10 MB. Alla kan läsa filen."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, *args: Any, has_file: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.has_file = has_file

    def clean_original_file(self) -> CheckedFile | None:
        upload = self.cleaned_data["original_file"]
        return checked(upload) if upload else None

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        given = values.get("original_url") or values.get("original_file") or self.has_file
        if not given and not self.errors:
            self.add_error(
                "original_url", _("Skriv adressen eller lägg in filen. Originalet visas för alla.")
            )
        return values


class RegisterForm(OriginalForm, NewPromiseForm):
    """What is needed to begin registering a promise that is already made."""

    field_order = ["title", "period_text", "police_areas", "original_url", "original_file", "creation_key"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period_text"].help_text = _(
            "Så som det står i originalet. Lämna tomt om det inte framgår."
        )


class RedactionForm(DraftForm):
    """Which words go, where, and by what decision."""

    path = forms.ChoiceField(label=gettext_lazy("Var i texten?"), widget=forms.RadioSelect)
    words = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Skriv inte det som ska bort här."),
    )
    decision_reference = forms.CharField(
        label=gettext_lazy("Beslut"),
        max_length=200,
        help_text=gettext_lazy("Vem som beslutade och diarienummer. Visas i texten."),
    )
    decided_on = forms.DateField(label=gettext_lazy("Beslutsdag"))

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use_date_pickers(self)
        self.fields["path"].choices = places  # type: ignore[attr-defined]

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise ValidationError(_("Dagen har inte varit än. Kontrollera datumet."))
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        words = values.get("words", "")
        for name in ("reason", "decision_reference"):
            if words and words.lower() in values.get(name, "").lower():
                self.add_error(name, _("Här står orden som ska bort. Skriv utan dem."))
        return values
