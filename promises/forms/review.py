"""A party's answer in the review, an adoption, and a reason for a step that needs one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from promises.forms.base import DraftForm, key_field, use_date_pickers


class AnswerForm(DraftForm):
    """Approve, or send back with what needs to change. ``returning`` makes the comment required."""

    organisation = forms.ModelChoiceField(queryset=Organisation.objects.none())
    comment = forms.CharField(
        label=_("Kommentar"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Behövs om du skickar tillbaka löftet. Skriv vad som ska ändras och varför."),
    )

    def __init__(
        self, *args: Any, parties: Sequence[Organisation], returning: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choice = forms.ModelChoiceField(
            label=_("Du svarar för"),
            queryset=Organisation.objects.filter(pk__in=[party.pk for party in parties]),
            empty_label=None,
            widget=forms.RadioSelect if len(parties) > 1 else forms.HiddenInput,
            initial=parties[0].pk if parties else None,
        )
        self.fields["organisation"] = choice
        self.returning = returning

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.returning and not values.get("comment"):
            self.add_error("comment", _("Skriv vad som ska ändras innan du skickar tillbaka löftet."))
        return values


class AdoptionForm(DraftForm):
    """That an organ has adopted the text."""

    organ = forms.CharField(
        label=_("Vem antog löftet?"),
        max_length=150,
        help_text=_("Till exempel styrgruppen, kommunstyrelsen eller lokalpolisområdets ledningsgrupp."),
    )
    decided_on = forms.DateField(label=_("När?"))
    paragraph = forms.CharField(label=_("Paragraf"), max_length=30, required=False)
    case_number = forms.CharField(label=_("Diarienummer"), max_length=60, required=False)
    creation_key = key_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use_date_pickers(self)

    def clean_decided_on(self) -> date:
        day: date = self.cleaned_data["decided_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Dagen har inte varit än. Skriv in beslutet när det är fattat."))
        return day


class ReasonForm(DraftForm):
    """Why: for taking back a text and for ending a promise."""

    reason = forms.CharField(label=_("Skäl"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str = "", help_text: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if label:
            self.fields["reason"].label = label
        self.fields["reason"].help_text = help_text
