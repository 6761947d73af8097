"""What a row was read as, in words, for whoever decides whether to let the file in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lagesbild.imports.kinds import Kind, Values

# What a reader does not need to see, or sees in another cell.
HIDDEN = ("hour_is_known", "place", "in_metres")


def shown(kind: Kind, rows: Iterable[tuple[int, Values]]) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Headings, and each row's number and cells. Columns that are empty in all the rows are left out."""
    found = list(rows)
    names = [name for name in (found[0][1] if found else {}) if name not in HIDDEN]
    used = [
        name for name in names if any(values.get(name) not in (None, "", []) for _number, values in found)
    ]
    table = [(number, [in_words(kind, name, values) for name in used]) for number, values in found]
    return [_label(kind, name) for name in used], table


def _label(kind: Kind, name: str) -> str:
    if name == "happened_at":
        return _("När")
    if name == "answers":
        return _("Svar")
    return str(kind.field(name).label)


def in_words(kind: Kind, name: str, values: Values) -> str:
    """One value as people read it."""
    value: Any = values.get(name)
    if value in (None, "", []):
        return ""
    if name == "happened_at":
        moment = datetime.fromisoformat(value)
        return date_format(moment, "Y-m-d H:i" if values.get("hour_is_known") else "Y-m-d")
    if name == "answers":
        return "; ".join(word for word, _theme in value)
    choices = dict(kind.field(name).choices)
    return str(choices.get(str(value), value))
