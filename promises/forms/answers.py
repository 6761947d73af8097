"""An executor's yes or no to an activity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promises.forms.base import DraftForm
from promises.models import ActivityAnswer

Outcome = ActivityAnswer.Outcome


class AnswerForm(DraftForm):
    """``edit_number`` is the activity's, so that nobody says yes to words they have not seen."""

    outcome = forms.ChoiceField(
        label=_("Ert svar"),
        choices=[
            (Outcome.ACCEPTED, _("Ja, vi gör det")),
            (Outcome.DECLINED, _("Nej, vi kan inte göra det så som det står")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Varför inte?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Behövs bara om ni svarar nej. Skriv gärna vad som skulle göra det möjligt."),
    )
    edit_number = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        declined = values.get("outcome") == Outcome.DECLINED
        if declined and not values.get("reason", "").strip() and "reason" not in self.errors:
            self.add_error("reason", _("Skriv varför ni säger nej, så att parterna kan ändra."))
        return values
