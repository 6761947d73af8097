"""Groups and their seats."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from organisations.forms.base import MAX_TEXT, ActionForm, DateField, EditForm, NewForm, text_area
from organisations.models import Group, Organisation, User


class _GroupFields(ActionForm):
    name = forms.CharField(label=_("Namn"), max_length=150)
    group_kind = forms.ChoiceField(label=_("Vad är det för grupp?"), choices=Group.GroupKind.choices)
    purpose = forms.CharField(label=_("Uppgift"), max_length=MAX_TEXT, required=False, widget=text_area())


class NewGroupForm(_GroupFields, NewForm):
    pass


class GroupForm(_GroupFields, EditForm):
    pass


class _SeatFields(ActionForm):
    organisation = forms.ModelChoiceField(
        label=_("Organisation"), queryset=Organisation.objects.none(), empty_label=_("Välj organisation")
    )
    title = forms.CharField(label=_("Titel"), max_length=120, help_text=_("Till exempel Kommundirektör."))
    user = forms.ModelChoiceField(
        label=_("Person"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ingen person här"),
        help_text=_("Behövs bara om personen har ett konto."),
    )
    is_chair = forms.BooleanField(label=_("Leder gruppen"), required=False)
    valid_from = DateField(label=_("Från och med"), required=False)
    valid_to = DateField(label=_("Till och med"), required=False)

    def __init__(
        self, *args: Any, organisations: QuerySet[Organisation], people: QuerySet[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["organisation"].queryset = organisations
        fields["user"].queryset = people

    def clean(self) -> dict[str, Any]:
        """The last day comes after the first."""
        values = super().clean() or self.cleaned_data
        first, last = values.get("valid_from"), values.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("Sista dagen kan inte vara före den första."))
        return values


class NewSeatForm(_SeatFields, NewForm):
    pass


class SeatForm(_SeatFields, EditForm):
    pass
