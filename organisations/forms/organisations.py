"""Organisations that people add, and their contacts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum.exceptions import ValidationError as InvalidNumber
from stdnum.se import orgnr

from organisations.actions.organisations import ADDABLE
from organisations.forms.base import ActionForm, EditForm, NewForm
from organisations.models import Contact, Organisation


def written_number(typed: str) -> str:
    """Ten digits with a hyphen, when the check digit is right; nothing for nothing. Raises ValidationError."""
    if not typed.strip():
        return ""
    try:
        return orgnr.format(orgnr.validate(typed))
    except InvalidNumber as error:
        raise ValidationError(_("Numret är inte ett organisationsnummer. Kontrollera siffrorna.")) from error


class _Names(ActionForm):
    name = forms.CharField(label=gettext_lazy("Namn"), max_length=150)
    official_name = forms.CharField(
        label=gettext_lazy("Fullständigt namn"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Fyll i om det skiljer sig från namnet."),
    )
    organisation_number = forms.CharField(
        label=gettext_lazy("Organisationsnummer"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Tio siffror. En verksamhet i kommunen har inget eget."),
    )

    def clean_organisation_number(self) -> str:
        return written_number(self.cleaned_data["organisation_number"])


class NewOrganisationForm(_Names, NewForm):
    kind = forms.ChoiceField(label=gettext_lazy("Vad är det?"), widget=forms.RadioSelect)
    field_order = ("kind", "name", "official_name", "organisation_number")

    def __init__(self, *args: Any, under: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        municipal = under.kind == Organisation.Kind.MUNICIPALITY
        kinds = [kind for kind in ADDABLE if municipal or kind != Organisation.Kind.MUNICIPAL_COMPANY]
        field: Any = self.fields["kind"]
        field.choices = [(kind.value, kind.label) for kind in kinds]


class OrganisationForm(_Names, EditForm):
    is_active = forms.BooleanField(
        label=gettext_lazy("Organisationen finns i dag"),
        required=False,
        help_text=gettext_lazy("Avmarkera när den har upphört. Den står kvar i löften som nämner den."),
    )


class _ContactFields(ActionForm):
    unscreened = ("phone", "address")

    function = forms.ChoiceField(label=gettext_lazy("Funktion"), choices=Contact.Function.choices)
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=120,
        help_text=gettext_lazy("Till exempel Säkerhetssamordnare."),
    )
    phone = forms.CharField(label=gettext_lazy("Telefon"), max_length=40, required=False)
    email = forms.EmailField(label=gettext_lazy("E-post"), max_length=254, required=False)
    address = forms.CharField(
        label=gettext_lazy("Webbadress eller postadress"), max_length=200, required=False
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Visa kontakten för alla"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Den står då på kommunens öppna sida."),
    )

    def clean(self) -> dict[str, Any]:
        """A contact that cannot be reached is none."""
        values = super().clean() or self.cleaned_data
        if not any(values.get(name) for name in ("phone", "email", "address")) and not self.errors:
            raise ValidationError(_("Fyll i minst ett sätt att nå kontakten: telefon, e-post eller adress."))
        return values


class NewContactForm(_ContactFields, NewForm):
    pass


class ContactForm(_ContactFields, EditForm):
    pass
