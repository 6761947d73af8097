"""The form of every change page: it shapes the input, and shows what an action answers. It never saves."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from organisations.actions.rows import StaleEdit
from organisations.forms.base import in_words, say_what_is_missing, say_what_to_choose
from organisations.parking import parked_data
from organisations.plain_text import plain, plain_value
from organisations.screening import ScreenedFormMixin

KEYS = ("creation_key", "edit_number")

# What an action may answer instead of doing it.
Refusal = PermissionDenied | ValidationError | StaleEdit
REFUSALS = (PermissionDenied, ValidationError, StaleEdit)


class AdminForm(ScreenedFormMixin, forms.ModelForm):
    """A form whose values are the arguments of an action.

    A form for a new row carries ``creation_key``, so that it makes one row however often it is sent; a form for a row
    that exists carries ``edit_number``, so that it does not write over what a colleague saved meanwhile. ``get_form``
    sets the class attributes for each request.
    """

    request: HttpRequest
    model_admin: Any
    refusal: Refusal | None = None

    creation_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    edit_number = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2**31 - 1,
        error_messages={"required": _("Ladda om sidan och försök igen.")},
    )

    is_stale = False
    newer: list[tuple[str, str]]

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is None:
            data = parked_data(self.request)
        super().__init__(data, *args, **kwargs)
        self.newer = []
        say_what_is_missing(self)
        unwanted = KEYS[0] if self.instance.pk else KEYS[1]
        del self.fields[unwanted]
        if not hasattr(self.instance, "edit_number"):
            self.fields.pop("edit_number", None)
        elif self.instance.pk:
            self.initial["edit_number"] = self.instance.edit_number
        self._keep_present_choices()
        self.model_admin.prepare_form(self)
        say_what_to_choose(self)

    def _keep_present_choices(self) -> None:
        """Let a row keep what it points at, also when that is no longer among the choices."""
        for name, field in self.fields.items():
            if not isinstance(field, forms.ModelChoiceField) or not self.instance.pk:
                continue
            if isinstance(field, forms.ModelMultipleChoiceField):
                present = [row.pk for row in getattr(self.instance, name).all()]
            else:
                present = [getattr(self.instance, f"{name}_id")]
            if field.queryset is not None:
                model: Any = field.queryset.model
                choices = model._default_manager.filter(
                    models.Q(pk__in=field.queryset.values("pk")) | models.Q(pk__in=present)
                )
                field.queryset = choices

    def clean(self) -> dict[str, Any]:
        """Without what nobody sees: a name must read as it is stored."""
        return plain(self, super().clean() or self.cleaned_data)

    def _post_clean(self) -> None:
        """Leave the row alone: it is the action that writes, and the database's rules that it answers for."""

    def is_valid(self) -> bool:
        return super().is_valid() and self.refusal is None

    def full_clean(self) -> None:
        super().full_clean()
        if self.refusal is not None and self.is_bound:
            self._show(self.refusal)

    def _show(self, refusal: Refusal) -> None:
        if isinstance(refusal, StaleEdit):
            self.is_stale = True
            self._show_newer(refusal.current)
        elif isinstance(refusal, PermissionDenied):
            self.add_error(None, str(refusal))
        else:
            self.add_error(None, self._at_home(refusal))

    def _at_home(self, error: ValidationError) -> ValidationError:
        """The same error, with what concerns a field that is not in the form said about the form."""
        if not hasattr(error, "error_dict"):
            return error
        found: dict[str, list[Any]] = {}
        for name, errors in error.error_dict.items():
            found.setdefault(name if name in self.fields else "__all__", []).extend(errors)
        return ValidationError(found)

    def _show_newer(self, current: Any) -> None:
        """Say what stands in the row now where it differs, and count the form as made from that.

        Sent once more it means that the person has seen both.
        """
        for bound in self.visible_fields():
            value = getattr(current, bound.name, None)
            if isinstance(bound.field, forms.ModelMultipleChoiceField):
                value = list(value.all()) if value is not None else []
                words = ", ".join(map(str, value))
            else:
                words = in_words(bound, value)
            if bound.field.has_changed(bound.field.prepare_value(value), plain_value(bound.data)):
                self.newer.append((str(bound.label), words))
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data["edit_number"] = str(current.edit_number)
        self.data = data

    def values(self) -> dict[str, Any]:
        """What the person wrote, by the names of the columns."""
        return {name: value for name, value in self.cleaned_data.items() if name not in KEYS}

    def says_the_same_as(self, current: Any) -> bool:
        """Whether the row already stands as the form wants it: then the form was only sent twice."""
        for name, value in self.values().items():
            there = getattr(current, name, None)
            if isinstance(value, models.QuerySet):
                if there is None or {row.pk for row in value} != {row.pk for row in there.all()}:
                    return False
            elif there != value:
                return False
        return True
