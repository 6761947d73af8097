"""Meetings, points on the agenda, and decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.actions.meetings import Every
from organisations.changeable import changeable_by
from organisations.forms.base import MAX_TEXT, ActionForm, DateField, EditForm, NewForm, text_area
from organisations.models import Meeting, Organisation


class _MeetingFields(ActionForm):
    held_on = DateField(label=_("Datum"))
    starts_at = forms.TimeField(
        label=_("Börjar"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    place = forms.CharField(label=_("Plats"), max_length=150, required=False)
    agenda = forms.CharField(
        label=_("Dagordning"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(),
        help_text=_("En kort ingress. Punkterna lägger du till på mötets sida."),
    )
    minutes = forms.CharField(
        label=_("Anteckningar"), max_length=MAX_TEXT, required=False, widget=text_area(8)
    )


class NewMeetingForm(_MeetingFields, NewForm):
    pass


class MeetingForm(_MeetingFields, EditForm):
    pass


class RepeatForm(ActionForm):
    every = forms.ChoiceField(label=_("Hur ofta?"), choices=Every.choices, widget=forms.RadioSelect)
    until = DateField(label=_("Till och med"))


class NewItemForm(NewForm):
    title = forms.CharField(label=_("Punkt"), max_length=200)
    text = forms.CharField(label=_("Underlag"), max_length=MAX_TEXT, required=False, widget=text_area())


class ItemForm(EditForm):
    title = forms.CharField(label=_("Punkt"), max_length=200)
    text = forms.CharField(label=_("Underlag"), max_length=MAX_TEXT, required=False, widget=text_area())
    minutes = forms.CharField(
        label=_("Anteckningar från mötet"), max_length=MAX_TEXT, required=False, widget=text_area(6)
    )


class _DecisionFields(ActionForm):
    text = forms.CharField(label=_("Beslut"), max_length=MAX_TEXT, widget=text_area())
    item: Any = forms.ModelChoiceField(
        label=_("Punkt på dagordningen"), queryset=None, required=False, empty_label=_("Ingen särskild punkt")
    )
    owner = forms.ModelChoiceField(
        label=_("Ansvarig organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Ingen utsedd"),
    )
    owner_title = forms.CharField(
        label=_("Ansvarig roll"),
        max_length=120,
        required=False,
        help_text=_("Till exempel folkhälsostrateg."),
    )
    due_on = DateField(label=_("Klart senast"), required=False)
    wants_change_of = forms.ChoiceField(
        label=_("Löfte som ska ändras"),
        required=False,
        help_text=_("Beslutet ändrar inget i löftet: det leder till en ny version som skrivs under på nytt."),
    )

    def __init__(
        self, *args: Any, meeting: Meeting, organisations: QuerySet[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["item"].queryset = meeting.items.all()
        fields["owner"].queryset = organisations
        fields["wants_change_of"].choices = self._promises(meeting)

    def _promises(self, meeting: Meeting) -> list[tuple[str, Any]]:
        return [("", _("Inget löfte")), *changeable_by(meeting.group)]


class NewDecisionForm(_DecisionFields, NewForm):
    pass


class DecisionForm(_DecisionFields, EditForm):
    """``chosen``: the promise that the decision names already. It can be chosen still when it is in force no more."""

    def __init__(self, *args: Any, chosen: str, **kwargs: Any) -> None:
        self._chosen = chosen
        super().__init__(*args, **kwargs)

    def _promises(self, meeting: Meeting) -> list[tuple[str, Any]]:
        promises = super()._promises(meeting)
        return promises if self._chosen in dict(promises) else [*promises, (self._chosen, self._chosen)]


class DoneForm(ActionForm):
    done_on = DateField(label=_("När blev det klart?"), initial=timezone.localdate)
    done_note = forms.CharField(label=_("Vad gjordes?"), max_length=300, required=False)
