"""Verdicts, the answer to those who live there, and the conclusion."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.concluding import fault_in
from followup.forms.base import OneForm
from followup.states import Outcome
from organisations.forms.base import MAX_TEXT, ActionForm, text_area


class VerdictForm(OneForm):
    """How one activity ended. Left without a choice it says nothing, so that a page can be saved half filled in."""

    mark_optional = False
    outcome = forms.ChoiceField(
        label=_("Hur gick det?"), choices=Outcome.choices, required=False, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Varför?"),
        help_text=_("Behövs när det inte blev som ni lovade. Alla kan läsa det."),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(2),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        outcome, reason = values.get("outcome"), values.get("reason", "")
        if "outcome" in self.errors or "reason" in self.errors:
            return values
        if reason and not outcome:
            self.add_error("outcome", _("Välj hur det gick."))
        elif outcome and (fault := fault_in(outcome, reason)):
            self.add_error("reason", fault)
        return values


class AnswerForm(OneForm):
    """You said, we promised, so it went."""

    you_said = forms.CharField(
        label=_("Ni sa"),
        help_text=_("Det som invånarna berättade när ni frågade. Utan namn."),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(5),
    )
    we_promised = forms.CharField(
        label=_("Vi lovade"), max_length=MAX_TEXT, required=False, widget=text_area(5)
    )
    so_it_went = forms.CharField(
        label=_("Så gick det"),
        help_text=_(
            "Vad blev gjort, vad blev det av det, och vad blev inte av? Omdömena visas under texten."
        ),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(8),
    )
    what_now = forms.CharField(
        label=_("Vad händer nu"), max_length=MAX_TEXT, required=False, widget=text_area(4)
    )


class ReleaseForm(OneForm):
    """That the text is to be read by everybody: only which edition of it."""


class ConcludeForm(ActionForm):
    reason = forms.CharField(
        label=_("Varför avslutas löftet?"),
        help_text=_("Till exempel att perioden är slut. Det står sedan i löftets historik."),
        max_length=2000,
        widget=text_area(3),
    )


class WhyForm(ActionForm):
    """Asked together with another form when the promise has ended: readers are told that it was corrected."""

    why = forms.CharField(
        label=_("Varför rättas det?"),
        help_text=_("Alla kan läsa det, med dagens datum. Skriv inte det som var fel."),
        max_length=300,
    )


class HideForm(ActionForm):
    """That something is no longer to be read by everybody."""

    reason = forms.CharField(
        label=_("Varför ska det inte visas?"),
        help_text=_("Alla kan läsa det, med dagens datum. Skriv inte det som var fel."),
        max_length=300,
    )
