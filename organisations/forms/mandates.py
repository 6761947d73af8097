"""Mandates to sign and deputies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organisations.forms.base import DateField, NewForm
from organisations.models import User


class MandateForm(NewForm):
    user = forms.ModelChoiceField(
        label=_("Person"), queryset=User.objects.none(), empty_label=_("Välj person")
    )
    title = forms.CharField(
        label=_("Titel vid underskriften"),
        max_length=120,
        help_text=_("Till exempel Kommunstyrelsens ordförande. Titeln står i det publicerade löftet."),
    )
    decision_reference = forms.CharField(
        label=_("Beslut"),
        max_length=200,
        help_text=_(
            "Organ, datum, paragraf och diarienummer. Till exempel: KF 2026-01-15 § 4, dnr KS 2026/7."
        ),
    )
    valid_from = DateField(label=_("Gäller från och med"))
    valid_to = DateField(
        label=_("Gäller till och med"),
        required=False,
        help_text=_("Lämna tomt om mandatet gäller tills vidare."),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["user"]
        field.queryset = people


class DelegationForm(MandateForm):
    """The same for a deputy."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].label = _("Ersättare")
        self.fields["title"].help_text = _("Till exempel Kommunstyrelsens vice ordförande.")
        self.fields["valid_to"].help_text = _("Senast samma dag som mandatet självt slutar.")
