"""How the omfattning in a form is read, in words, while it is being written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms

from promises import extent, readings
from promises.forms.base import MAX_TEXT
from promises.forms.extents import EXTENT_FIELDS, ExtentFields, extent_initial


@dataclass(frozen=True)
class Reading:
    """What to say beside the field. ``words`` is how it is read; ``quote`` what is offered out of the text."""

    words: str = ""
    quote: readings.Quote | None = None
    quote_words: str = ""
    is_unread: bool = False
    is_turned_down: bool = False
    error: str = ""
    found: extent.Extent | None = None


def reading_in(form: forms.BaseForm, also: Mapping[str, Any] | None = None) -> Reading:
    """The reading of a form as it stands, bound or not, whatever errors it has; ``also`` what it has no fields for."""
    values = {name: form[name].value() for name in ("text", "scope", *EXTENT_FIELDS) if name in form.fields}
    return read({**(also or {}), **values})


def read(values: dict[str, Any]) -> Reading:
    """The reading of these values of ``text``, ``scope`` and the fields of ``ExtentFields``."""
    text, scope = str(values.get("text") or ""), str(values.get("scope") or "").strip()
    parts = ExtentFields(values)
    parts.is_valid()
    choice = parts.choice(scope)
    if choice == readings.Choice.NONE:
        return Reading(is_turned_down=True)
    if choice == readings.Choice.MANUAL:
        return _manual(parts)
    if scope:
        found = extent.parse(scope)
        return Reading(extent.describe(found), found=found) if found else Reading(is_unread=True)
    # What a form refuses for its length is not read: it would take seconds.
    quote = readings.in_text(text[:MAX_TEXT])
    if quote is None:
        return Reading()
    return Reading(quote=quote, quote_words=extent.describe(quote.extent), found=quote.extent)


def _manual(parts: ExtentFields) -> Reading:
    try:
        found = parts.manual()
    except extent.ExtentError as error:
        return Reading(error=str(error) if parts.cleaned_data.get("extent_kind") else "")
    return Reading(extent.describe(found), found=found)


def fields_for(values: Any, reading: Reading, auto_id: str, *, fresh: bool = False) -> ExtentFields:
    """The fields of correction as they should stand now: filled from the reading until somebody corrects it.

    ``fresh`` when somebody has just chosen to correct it: then what was sent is what an older reading left there.
    """
    sent = {name: values.get(name) for name in EXTENT_FIELDS}
    if fresh:
        sent = {name: sent[name] for name in ("reading", "use_text")}
        reading = read({**values, "reading": readings.Choice.AUTO})
    if fresh or sent.get("reading") != readings.Choice.MANUAL:
        sent |= extent_initial(reading.found)
    return ExtentFields(initial=sent, auto_id=auto_id)
