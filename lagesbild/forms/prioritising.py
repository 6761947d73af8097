"""What problems are weighed by, and what is decided about them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.models import Problem
from organisations.forms.base import MAX_TEXT, ActionForm, DateField, EditForm, NewForm, text_area


class DecisionForm(EditForm):
    """Whether a problem comes first or is put aside, and why."""

    mark_optional = False
    priority = forms.ChoiceField(
        label=gettext_lazy("Beslut"),
        choices=Problem.Priority.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        help_text=gettext_lazy("Behövs när ett problem väljs bort och när ett beslut ändras."),
        widget=text_area(3),
        max_length=MAX_TEXT,
        required=False,
    )
    decided_on = DateField(label=gettext_lazy("Beslutat den"), initial=timezone.localdate)

    def differing(self, current: Any) -> list[tuple[str, str]]:
        now = current.get_priority_display()
        mine = dict(Problem.Priority.choices).get(self.data.get(self.add_prefix("priority"), ""))
        found = [(str(self["priority"].label), str(now))] if now != mine else []
        return [*found, (str(self["reason"].label), current.priority_reason or _("(tomt)"))]


class CriterionFields(ActionForm):
    """What problems are weighed by."""

    name = forms.CharField(label=gettext_lazy("Kriterium"), max_length=80)
    question = forms.CharField(label=gettext_lazy("Fråga"), max_length=200, required=False)
    weight = forms.IntegerField(
        label=gettext_lazy("Vikt"),
        help_text=gettext_lazy("0 till 5. Med vikten 0 räknas kriteriet inte."),
        min_value=0,
        max_value=5,
        initial=1,
    )


class NewCriterionForm(CriterionFields, NewForm):
    """A new criterion."""


class CriterionForm(CriterionFields, EditForm):
    """A criterion that there is."""


def check_score(text: str) -> int | None:
    """A cell of the matrix as it is sent: empty, or 1 to 5. Raises ValidationError for anything else."""
    if not text.strip():
        return None
    if text.strip() not in {"1", "2", "3", "4", "5"}:
        raise ValidationError(_("Poängen går från 1 till 5."))
    return int(text)
