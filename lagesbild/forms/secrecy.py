"""A secrecy marking, and what was handed to another authority."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lagesbild.models.base import SECRECY
from organisations.forms.base import ActionForm, DateField, EditForm, NewForm, say_what_to_choose
from organisations.models import Organisation


class SecrecyFields(ActionForm):
    """A marking (OSL 5 kap. 5 §): all three or none. ``parties``: those that the person can mark for."""

    secrecy_provision = forms.CharField(
        label=_("Bestämmelse"),
        help_text=_("Till exempel OSL 18 kap. 1 §."),
        max_length=120,
        required=False,
    )
    secrecy_on = DateField(label=_("Markerat den"), required=False)
    secrecy_by = forms.ModelChoiceField(
        label=_("Myndighet som markerat"), queryset=Organisation.objects.none(), required=False
    )

    def __init__(self, *args: Any, parties: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by: Any = self.fields["secrecy_by"]
        chosen = Organisation.objects.filter(pk__in=[one.pk for one in parties])
        by.queryset = chosen.order_by("kind", "sort_key")
        # Last, as on the page: most rows are not marked.
        self.order_fields([name for name in self.fields if name not in SECRECY])
        say_what_to_choose(self)

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        lacking = [name for name in SECRECY if not values.get(name)]
        if 0 < len(lacking) < len(SECRECY) and lacking[0] not in self.errors:
            self.add_error(
                lacking[0], _("Bestämmelse, dag och myndighet hör ihop. Fyll i alla tre eller ingen.")
            )
        return values


class SecrecyForm(SecrecyFields, EditForm):
    """A marking of a whole lägesbild."""


class SharingForm(NewForm):
    """What was handed over, to whom and on what ground."""

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
