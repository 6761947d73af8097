"""What every form here has: screened text, a key that makes it safe to send twice, protection of others' work."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.plain_text import plain, plain_value
from organisations.screening import ScreenedFormMixin

MAX_TEXT = 10_000
KEYS = ("creation_key", "edit_number")
# The framework's empty choice.
DASHES = BLANK_CHOICE_DASH[0][1]


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DateField(forms.DateField):
    """A day. Refuses years that can only be slips of the finger."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=DateInput(), **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not 1990 <= value.year <= 2100:
            raise ValidationError(
                _("Året %(year)d ser fel ut. Kontrollera datumet."), params={"year": value.year}
            )


class NumberField(forms.DecimalField):
    """A number as people write it: "1 000,5", with whatever space there is between the thousands."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        super().__init__(localize=True, widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.split()).replace("\N{MINUS SIGN}", "-")
        return super().to_python(value)


class RowsField(forms.ModelMultipleChoiceField):
    """Several rows to choose among. A number that is too large for a row is none: a database fails on it."""

    def clean(self, value: Any) -> Any:
        for one in value or ():
            if not (str(one).isascii() and str(one).isdigit() and len(str(one)) < 16):
                raise ValidationError(
                    self.error_messages["invalid_choice"],
                    code="invalid_choice",
                    params={"value": str(one)[:40]},
                )
        return super().clean(value)


def say_what_is_missing(form: forms.BaseForm) -> None:
    """Tell people what to do with an empty field, in place of the framework's own words."""
    for name, field in form.fields.items():
        if name not in KEYS:
            chosen = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = _("Välj ett alternativ.") if chosen else _("Fyll i fältet.")


def say_what_to_choose(form: forms.BaseForm) -> None:
    """Give the empty choice of a list words: a row of dashes is read aloud as such, or not at all."""
    for field in form.fields.values():
        words = _("Välj") if field.required else _("Inget valt")
        if isinstance(field, forms.ModelChoiceField):
            if field.empty_label == DASHES:
                field.empty_label = words
        elif isinstance(field, forms.ChoiceField):
            choices = list(field.choices)  # type: ignore[arg-type]
            if choices and choices[0] == ("", DASHES):
                field.choices = [("", words), *choices[1:]]


def text_area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ActionForm(ScreenedFormMixin, forms.Form):
    """A form whose values are the arguments of an action. A subclass for new rows adds ``creation_key``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)

    def clean(self) -> dict[str, Any]:
        """Without what nobody sees: a name must read as it is stored."""
        return plain(self, super().clean() or self.cleaned_data)

    def values(self) -> dict[str, Any]:
        """What the person wrote, by the names of the action's arguments."""
        return {name: value for name, value in self.cleaned_data.items() if name not in KEYS}

    def key(self) -> dict[str, Any]:
        """The form's ``creation_key`` or ``edit_number``, as the argument of the action."""
        return {name: value for name, value in self.cleaned_data.items() if name in KEYS}

    def fill(self, row: Any) -> ActionForm:
        """Set the initial values to those of a row, and remember which edition of it they are."""
        for name in self.fields:
            self.initial.setdefault(name, getattr(row, name, None))
        return self

    def show_newer(self, current: Any) -> list[tuple[str, str]]:
        """What stands in the row now where it differs from what the person wrote, as (label, text).

        The form then counts as made from the row as it is now: sent again, it means that both have been seen.
        """
        newer = self.differing(current)
        self.data = {**self.data.dict(), self.add_prefix("edit_number"): str(current.edit_number)}  # type: ignore[attr-defined]
        return newer

    def differing(self, current: Any) -> list[tuple[str, str]]:
        """What a row says where it differs from what the person wrote, as (label, text)."""
        found = []
        for bound in self.visible_fields():
            value = getattr(current, bound.name, None)
            if bound.field.has_changed(bound.field.prepare_value(value), plain_value(bound.data)):
                found.append((str(bound.label), in_words(bound, value)))
        return found


class NewForm(ActionForm):
    """A form that creates something, once however often it is sent."""

    creation_key = forms.UUIDField(
        label=gettext_lazy("Formuläret"),
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        required=False,
        error_messages={"invalid": gettext_lazy("Sidan är skadad. Ladda om den och försök igen.")},
    )

    def clean_creation_key(self) -> uuid.UUID:
        """A form without its key is a form of its own."""
        return self.cleaned_data.get("creation_key") or uuid.uuid4()


class EditForm(ActionForm):
    """A form that changes something, made from one edition of it."""

    edit_number = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2**31 - 1,
        error_messages={"required": gettext_lazy("Ladda om sidan och försök igen.")},
    )


def in_words(bound: BoundField, value: Any) -> str:
    """A stored value as a person reads it."""
    if value is None or value == "":
        return _("(tomt)")
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(bound.field, forms.TypedChoiceField | forms.ChoiceField) and not hasattr(value, "pk"):
        return str(dict(bound.field.choices).get(value, value))  # type: ignore[arg-type]
    return str(value)
