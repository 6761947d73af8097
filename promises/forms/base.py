"""What every form of a draft has: screened text, lengths that say what is wrong, and protection of others' work."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from organisations.forms.base import say_what_is_missing, say_what_to_choose
from organisations.models.editing import EditableRow
from organisations.plain_text import plain
from organisations.screening import ScreenedFormMixin
from promises.models import Revision

MAX_TEXT = 20_000
_LARGEST = 2**31 - 1


class DraftForm(ScreenedFormMixin, forms.Form):
    """A form of a draft that is not tied to one row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)
        limit_text(self)

    def clean(self) -> dict[str, Any]:
        return plain(self, super().clean() or self.cleaned_data)


class RowForm(ScreenedFormMixin, forms.ModelForm):
    """A form of one editable row.

    For a row that exists it carries the ``edit_number`` it was made from, for a new one a ``creation_key``: see
    ``promises.views.stale`` and ``promises.actions.rows``. Lengths are left to the server to judge, because a
    browser that cuts pasted text does so without a word.
    """

    # A hidden field that carries these is part of every form, never of its values.
    KEYS = ("edit_number", "creation_key")
    instance: EditableRow

    def __init__(self, *args: Any, revision: Revision | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.revision = revision
        say_what_is_missing(self)
        say_what_to_choose(self)
        limit_text(self)
        use_date_pickers(self)
        self.is_new = self.instance.pk is None
        if self.is_new:
            self.fields["creation_key"] = key_field(required=False)
        self.fields["edit_number"] = forms.IntegerField(
            required=False,
            min_value=0,
            max_value=_LARGEST,
            widget=forms.HiddenInput,
            initial=0 if self.is_new else self.instance.edit_number,
        )

    def clean(self) -> dict[str, Any]:
        return plain(self, super().clean() or self.cleaned_data)

    def again(self, row: EditableRow) -> RowForm:
        """The same form, unbound, for the row as it is now."""
        return type(self)(instance=row, revision=self.revision, auto_id=self.auto_id)

    def validate_unique(self) -> None:
        """Left to the actions, which lock first: what is unique now need not be when the row is saved."""

    def validate_constraints(self) -> None:
        """Left to ``clean`` and the database: the names of constraints are no sentences."""

    def values(self) -> dict[str, Any]:
        """What the person wrote, by the names of the row's fields."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.KEYS}

    @property
    def edit_number(self) -> int:
        """The number of the row that the form was made from; 0 when there was none or it was tampered with."""
        return self.cleaned_data.get("edit_number") or 0

    @property
    def creation_key(self) -> uuid.UUID:
        """The key of this very form; a form without one is a form of its own."""
        return self.cleaned_data.get("creation_key") or uuid.uuid4()


def key_field(*, required: bool = True) -> forms.UUIDField:
    """What makes a form sent twice one thing. Nobody writes in it, so what is wrong with it is said of the form."""
    damaged = _("Sidan är skadad. Ladda om den och försök igen.")
    return forms.UUIDField(
        required=required,
        label=_("Formuläret"),
        widget=forms.HiddenInput,
        initial=uuid.uuid4,
        error_messages={"required": damaged, "invalid": damaged},
    )


def limit_text(form: forms.BaseForm) -> None:
    """Give every text an upper length, and let the server say when it is passed."""
    for field in form.fields.values():
        if not isinstance(field, forms.CharField):
            continue
        field.widget.attrs.pop("maxlength", None)
        if field.max_length is None and isinstance(field.widget, forms.Textarea):
            field.validators.append(
                MaxLengthValidator(
                    MAX_TEXT, _("Texten är för lång: %(show_value)d tecken. Skriv högst %(limit_value)d.")
                )
            )


def use_date_pickers(form: forms.BaseForm) -> None:
    """Let the browser help with dates, and refuse years that can only be slips of the finger."""
    for field in form.fields.values():
        if isinstance(field, forms.DateField):
            field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            field.validators.append(_check_year)


def _check_year(day: date) -> None:
    if not 1990 <= day.year <= 2100:
        raise forms.ValidationError(
            _("Året %(year)d ser fel ut. Kontrollera datumet."), params={"year": day.year}
        )
