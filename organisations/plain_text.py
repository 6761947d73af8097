"""What may be stored of a text that somebody sends: nothing that lets it read otherwise than it is stored."""

from __future__ import annotations

import unicodedata
from typing import Any

from django import forms

# Not the joiner that holds an emoji together.
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def plain(form: forms.BaseForm, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a form as they may be stored; a required text that held nothing to see is missing."""
    for name, value in list(values.items()):
        field = form.fields.get(name)
        if isinstance(field, forms.CharField) and isinstance(field.widget, forms.PasswordInput):
            continue
        values[name] = plain_value(value)
        if value and not values[name] and field is not None and field.required:
            form.add_error(name, field.error_messages["required"])
    return values


def plain_value(value: Any) -> Any:
    """One value as it may be stored; what is no text stays as it is."""
    if isinstance(value, list):
        return [plain_value(item) for item in value]
    if not isinstance(value, str):
        return value
    # Browsers send CR LF; the text that is compared, frozen and signed has LF.
    lines = value.replace("\r\n", "\n")
    seen = "".join(c for c in lines if c in "\n\t" or not _misleads(c))
    return seen if seen == lines else seen.strip()


def _misleads(character: str) -> bool:
    """Marks of direction let a text read otherwise than it is signed; nobody sees a control character."""
    return character in _DIRECTION or unicodedata.category(character) in ("Cc", "Cs")
