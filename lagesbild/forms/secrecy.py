"""What was handed to another authority."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.forms.base import DateField, NewForm, say_what_to_choose
from organisations.models import Organisation


class SharingForm(NewForm):
    owner = forms.ModelChoiceField(label=_("Lämnat av"), queryset=Organisation.objects.none())
    what = forms.CharField(
        label=_("Vad lämnades ut?"),
        max_length=200,
        help_text=_("Till exempel: lägesbild 2026, den fullständiga."),
    )
    recipient = forms.CharField(label=_("Till vilken myndighet?"), max_length=200)
    shared_on = DateField(label=_("När?"), initial=timezone.localdate)
    ground = forms.CharField(
        label=_("Med vilket stöd?"),
        max_length=200,
        required=False,
        help_text=_("Lagrum eller beslut, till exempel OSL 10 kap. 2 §."),
    )
    note = forms.CharField(label=_("Anteckning"), max_length=300, required=False)

    def __init__(self, *args: Any, owners: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["owner"].queryset = Organisation.objects.filter(pk__in=[one.pk for one in owners])
        if len(owners) == 1:
            fields["owner"].initial = owners[0]
        say_what_to_choose(self)
