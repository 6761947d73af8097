"""The next period's draft: its title and period, and what becomes of each activity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.actions.renewing import Decision, fault_in
from followup.models import Carried
from followup.renewal import Before
from organisations.forms.base import MAX_TEXT, ActionForm, NewForm, text_area


class RenewForm(NewForm):
    title = forms.CharField(label=_("Rubrik"), max_length=200)
    period_text = forms.CharField(
        label=_("Nästa period"), help_text=_("Till exempel 2029–2030."), max_length=300
    )


class DecisionForm(ActionForm):
    """What becomes of one activity. Says itself what the verdict asks for."""

    mark_optional = False
    choice = forms.ChoiceField(
        label=_("Vad händer nästa period?"), choices=Carried.Choice.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Vad blir annorlunda, eller varför inte?"),
        help_text=_(
            "Behövs när aktiviteten slopas, och när den ska göras igen fast den inte blev som ni lovade."
        ),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(2),
    )

    def __init__(self, *args: Any, row: Before, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row

    @property
    def decision(self) -> Decision:
        return Decision(self.cleaned_data["choice"], self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if {"choice", "reason"} <= values.keys():
            fault = fault_in(self.row, self.decision)
            if fault:
                self.add_error("reason", fault)
        return values
