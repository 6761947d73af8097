"""Which report: whose, for whom, for when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from followup.actions.telling import check_days
from followup.models import Report
from organisations.forms.base import ActionForm, DateField, NewForm
from organisations.models import Organisation


class ReportChoiceForm(ActionForm):
    """Sent by GET: nothing is made until the report has been seen."""

    organisation = forms.ModelChoiceField(label=_("Rapport från"), queryset=Organisation.objects.none())
    audience = forms.ChoiceField(label=_("Till"), choices=Report.Audience.choices, widget=forms.RadioSelect)
    starts_on = DateField(label=_("Från och med"))
    ends_on = DateField(label=_("Till och med"))

    def __init__(self, *args: Any, organisations: QuerySet[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        today = timezone.localdate()
        self.initial.setdefault("starts_on", date(today.year, 1, 1))
        self.initial.setdefault("ends_on", today)
        self.initial.setdefault("audience", Report.Audience.COUNCIL)
        if len(organisations) == 1:
            self.initial.setdefault("organisation", organisations[0].pk)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "starts_on" in data and "ends_on" in data:
            try:
                check_days(data["starts_on"], data["ends_on"])
            except ValidationError as error:
                self.add_error(None, error)
        return data


class DeliverForm(ReportChoiceForm, NewForm):
    """The same, sent by POST to make it."""
