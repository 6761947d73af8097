"""What is written in a draft beside its activities: sections, dialogue, follow-up, signatories, comments."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promises.forms.base import DraftForm, RowForm, key_field
from promises.models import (
    DialogueBasis,
    FollowUpPlan,
    PromiseContact,
    Revision,
    Section,
    Signatory,
)


class SectionForm(RowForm):
    class Meta:
        model = Section
        fields = ["heading", "body", "kind", "after_activities"]
        labels = {
            "heading": _("Rubrik"),
            "body": _("Text"),
            "kind": _("Slags avsnitt"),
            "after_activities": _("Avsnittet står efter aktiviteterna"),
        }
        help_texts = {
            "heading": _("Er egen rubrik. Lämna tomt om texten inte har någon."),
            "body": _("Tom rad ger nytt stycke. Börja raden med - för punktlista, 1. för numrerad lista."),
            "kind": _("Hjälper läsare att hitta samma sak i olika löften. Syns inte i texten."),
        }
        widgets = {"body": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Section.Kind.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not values.get("heading") and not values.get("body") and not self.errors:
            self.add_error("body", _("Skriv en text, eller ta bort avsnittet."))
        return values


class DialogueForm(RowForm):
    class Meta:
        model = DialogueBasis
        fields = [
            "summary",
            "method",
            "figures",
            "unsafe_when",
            "unsafe_where",
            "unsafe_who",
            "sources",
            "no_dialogue_reason",
        ]
        labels = {
            "summary": _("Vad har invånarna sagt?"),
            "method": _("Hur frågade ni?"),
            "figures": _("Hur många svarade?"),
            "unsafe_when": _("När känns det otryggt?"),
            "unsafe_where": _("Var känns det otryggt?"),
            "unsafe_who": _("Vilka känner sig otrygga?"),
            "sources": _("Källor"),
            "no_dialogue_reason": _("Varför har ingen dialog gjorts?"),
        }
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 5}),
            "unsafe_when": forms.Textarea(attrs={"rows": 2}),
            "unsafe_where": forms.Textarea(attrs={"rows": 2}),
            "unsafe_who": forms.Textarea(attrs={"rows": 2}),
            "sources": forms.Textarea(attrs={"rows": 4}),
            "no_dialogue_reason": forms.Textarea(attrs={"rows": 2}),
        }


class FollowUpForm(RowForm):
    class Meta:
        model = FollowUpPlan
        fields = [
            "by_whom",
            "interval",
            "first_on",
            "reported_to",
            "report_by",
            "statement",
            "feedback_on",
            "feedback_channel",
            "communication",
        ]
        labels = {
            "statement": _("Text om uppföljningen"),
            "interval": _("Hur ofta?"),
            "by_whom": _("Vem följer upp?"),
            "first_on": _("Första uppföljningen"),
            "reported_to": _("Till vem rapporterar ni?"),
            "report_by": _("Slutrapport senast"),
            "feedback_on": _("Invånarna får svar senast"),
            "feedback_channel": _("Hur får invånarna svar?"),
            "communication": _("Hur berättar ni om löftet under tiden?"),
        }
        help_texts = {
            "statement": _("Era egna ord, om ni vill säga mer än det som står ovan. Visas för alla."),
            "reported_to": _("Till exempel: styrgruppen eller brottsförebyggande rådet."),
        }
        widgets = {
            "statement": forms.Textarea(attrs={"rows": 4}),
            "communication": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interval"].choices = [("", _("Välj")), *FollowUpPlan.Interval.choices]  # type: ignore[attr-defined]


def _party_choices(revision: Revision | None, chosen: int | None) -> list[tuple[Any, Any]]:
    """The parties, by the names of their organisations, and the organisation already chosen."""
    parties = (
        [party.organisation for party in revision.parties.select_related("organisation")] if revision else []
    )
    choices: list[tuple[Any, Any]] = [(organisation.pk, str(organisation)) for organisation in parties]
    if chosen and chosen not in dict(choices):
        choices.append((chosen, _("Inte längre part")))
    return choices if len(choices) == 1 else [("", _("Välj part")), *choices]


class _OfPartyForm(RowForm):
    """A row about somebody at one of the parties."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        chosen = self.instance.organisation_id  # type: ignore[attr-defined]
        choices = _party_choices(self.revision, chosen)
        field.queryset = field.queryset.filter(pk__in=[key for key, _label in choices if key])  # type: ignore[attr-defined]
        field.choices = choices  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = _("Välj en av parterna.")


class SignatoryForm(_OfPartyForm):
    ORIGINALS = ("original_signed_on", "original_signed_text", "original_place")

    class Meta:
        model = Signatory
        fields = [
            "organisation",
            "title",
            "name",
            "statement",
            "original_signed_on",
            "original_signed_text",
            "original_place",
        ]
        labels = {
            "organisation": _("Organisation"),
            "title": _("Titel"),
            "name": _("Namn"),
            "statement": _("Uttalande"),
            "original_signed_on": _("Undertecknat den"),
            "original_signed_text": _("Så står det om dagen"),
            "original_place": _("Ort"),
        }
        help_texts = {
            "title": _("Som i mandatet. Till exempel Kommunstyrelsens ordförande."),
            "name": _("Visas för alla när löftet är publicerat."),
        }
        widgets = {"statement": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.revision is None or not self.revision.registered_afterwards:
            for name in self.ORIGINALS:
                del self.fields[name]


class ContactForm(_OfPartyForm):
    # Where to reach somebody is the whole point of a contact.
    unscreened = ("phone", "address")

    class Meta:
        model = PromiseContact
        fields = ["organisation", "title", "phone", "email", "address"]
        labels = {
            "organisation": _("Organisation"),
            "title": _("Titel eller funktion"),
            "phone": _("Telefon"),
            "email": _("E-post"),
            "address": _("Adress"),
        }
        help_texts = {
            "title": _("Till exempel Kommunpolis."),
            "address": _("Besöksadress, postadress eller webbadress."),
        }

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not any(values.get(name) for name in ("phone", "email", "address")) and not self.errors:
            self.add_error("phone", _("Skriv ett telefonnummer, en e-postadress eller en adress."))
        return values


class CommentForm(DraftForm):
    text = forms.CharField(label=_("Ny kommentar"), max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))
    anchor = forms.CharField(max_length=60, widget=forms.HiddenInput)
    creation_key = key_field()
