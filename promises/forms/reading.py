"""A form's values in words, for those who may not edit and for comparing two versions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.translation import gettext as _


def shown(bound: BoundField, value: Any) -> str:
    """``value`` of the field as a reader wants it: the choice's label, a Swedish date, yes or no."""
    field = bound.field
    if isinstance(field, forms.BooleanField):
        return _("Ja") if value in (True, "True", "on", "true", "1") else _("Nej")
    if isinstance(field, forms.ModelMultipleChoiceField | forms.MultipleChoiceField):
        return "\n".join(filter(None, (_label(field, one) for one in value or [])))
    if isinstance(field, forms.ModelChoiceField | forms.ChoiceField):
        return _label(field, value)
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return "" if value is None else str(value).replace("\r\n", "\n")


def _label(field: Any, value: Any) -> str:
    """The words of a choice. A model's choices are looked up one by one: there may be a whole country of them."""
    if value in (None, ""):
        return ""
    if isinstance(field, forms.ModelChoiceField):
        try:
            return field.label_from_instance(field.to_python(value))
        except forms.ValidationError:
            return ""
    return next((str(label) for key, label in _flat(field.choices) if str(key) == str(value)), str(value))


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    flat: list[tuple[Any, Any]] = []
    for key, label in choices:
        flat.extend(label if isinstance(label, list | tuple) else [(key, label)])
    return flat


def filled_in(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Label and words of every field that has something in it, in the form's order."""
    pairs = []
    for bound in form.visible_fields():
        if isinstance(bound.field, forms.FileField):
            continue
        words = shown(bound, bound.value())
        if words and not (isinstance(bound.field, forms.BooleanField) and words == _("Nej")):
            pairs.append((str(bound.label), words))
    return pairs
