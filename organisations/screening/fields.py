"""What is said about a hit, and form fields that refuse text with one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.screening.finding import Hit, Kind, find_personal_data

_SHOWN = 3


def sentence_for(hits: list[Hit]) -> str:
    """What was found and what to do about it, in Swedish; an empty string for no hits.

    Of an identity number only the date is repeated: a page should not say it one time more than necessary.
    """
    if not hits:
        return ""
    found = [_found(kind, [hit for hit in hits if hit.kind == kind]) for kind in Kind]
    sentences = [
        _("Texten innehåller %(found)s.") % {"found": _enumerated([part for part in found if part])},
        _("Personuppgifter får inte stå här."),
        _("Ta bort dem och skriv en roll i stället, till exempel ”kommunpolisen” eller ”rektorn”."),
    ]
    if {hit.kind for hit in hits} & {Kind.PHONE, Kind.EMAIL}:
        sentences.append(_("Telefon och e-post skriver du under Kontakter."))
    if any(hit.kind == Kind.PLATE for hit in hits):
        sentences.append(_("Är det inget registreringsnummer? Skriv ut förkortningen."))
    return " ".join(sentences)


def _found(kind: Kind, hits: list[Hit]) -> str:
    count = len(hits)
    if not count:
        return ""
    what = {
        Kind.PERSONNUMMER: ngettext("ett personnummer", "%(count)d personnummer", count),
        Kind.SAMORDNINGSNUMMER: ngettext("ett samordningsnummer", "%(count)d samordningsnummer", count),
        Kind.EMAIL: ngettext("en e-postadress", "%(count)d e-postadresser", count),
        Kind.PHONE: ngettext("ett telefonnummer", "%(count)d telefonnummer", count),
        Kind.PLATE: ngettext("ett registreringsnummer", "%(count)d registreringsnummer", count),
    }[kind] % {"count": count}
    shown = [_shown(hit) for hit in hits[:_SHOWN]] + (["…"] if count > _SHOWN else [])
    return f"{what} ({', '.join(shown)})"


def _shown(hit: Hit) -> str:
    if hit.kind not in (Kind.PERSONNUMMER, Kind.SAMORDNINGSNUMMER):
        return " ".join(hit.matched.split())
    # The last four signs that are digits, also when something invisible stands between them.
    digits = [place for place, sign in enumerate(hit.matched) if sign.isdecimal()]
    return hit.matched[: digits[-4]] + "XXXX"


def _enumerated(parts: list[str]) -> str:
    if len(parts) == 1:
        return parts[0]
    return _("%(first)s och %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def validate_no_personal_data(value: str | Promise) -> None:
    """Validator for forms and models: refuses text with personal data, saying what was found.

    Raises:
        ValidationError: with the code ``personal_data``.
    """
    hits = find_personal_data(str(value))
    if hits:
        raise ValidationError(sentence_for(hits), code="personal_data")


class ScreenedCharField(forms.CharField):
    """One line of free text without personal data."""

    default_validators = [validate_no_personal_data]


class ScreenedTextField(ScreenedCharField):
    """Several lines of free text without personal data."""

    widget = forms.Textarea


class ScreenedFormMixin:
    """Screens every text field of a form, those of a ModelForm too.

    unscreened: names of fields that are meant for contact details. E-mail, address and password fields have
    their own types and are never screened.
    """

    unscreened: tuple[str, ...] = ()
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name not in self.unscreened and _is_free_text(field):
                field.validators.append(validate_no_personal_data)


def _is_free_text(field: forms.Field) -> bool:
    """Whether people write sentences in the field, and it is not already screened."""
    exact = (forms.EmailField, forms.URLField, forms.UUIDField, forms.SlugField, forms.GenericIPAddressField)
    return (
        isinstance(field, forms.CharField)
        and not isinstance(field, (*exact, ScreenedCharField))
        and not isinstance(field.widget, forms.PasswordInput | forms.HiddenInput)
    )
