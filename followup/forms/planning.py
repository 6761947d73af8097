"""Forms of planned occasions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.base import ActionForm, DateField, EditForm, NewForm
from organisations.models import Organisation

DAYS = ("starts_on", "ends_on")


class _DaysFields(ActionForm):
    starts_on = DateField(label=_("Datum"))
    ends_on = DateField(
        label=_("Senast"),
        required=False,
        help_text=_("Om det kan göras någon gång mellan två dagar. Annars lämnar du fältet tomt."),
    )


class _DetailsFields(ActionForm):
    organisation = forms.ModelChoiceField(
        label=_("Utförare"), queryset=Organisation.objects.none(), empty_label=None
    )
    title = forms.CharField(
        label=_("Vad"),
        max_length=200,
        required=False,
        help_text=_("Behövs bara om det är något annat än aktivitetens egna ord."),
    )
    place = forms.CharField(label=_("Plats"), max_length=150, required=False)

    def __init__(self, *args: Any, doing: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organisation"].queryset = Organisation.objects.filter(pk__in=list(doing)).order_by("sort_key")

    def details(self) -> Any:
        """What is said about the occasion beside its days."""
        return {name: value for name, value in self.values().items() if name not in DAYS}


class NewOccasionForm(_DetailsFields, _DaysFields, NewForm):
    field_order = ["starts_on", "ends_on", "organisation", "title", "place"]


class OccasionForm(_DetailsFields, EditForm):
    pass


class MoveForm(_DaysFields, EditForm):
    pass


class CancelForm(EditForm):
    cancel_reason = forms.CharField(label=_("Varför blir det inställt?"), max_length=300)


class PlanFilterForm(forms.Form):
    """Whose plan is shown. What is not known is no filter."""

    utforare = forms.ChoiceField(label=_("Utförare"), required=False)

    def __init__(self, *args: Any, executors: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["utforare"].choices = [("", _("Alla")), *executors]

    def executor(self) -> int | None:
        """The chosen organisation, None for all of them."""
        chosen = self.cleaned_data.get("utforare") if self.is_valid() else None
        return int(chosen) if chosen else None
