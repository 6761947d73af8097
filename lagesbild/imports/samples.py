"""An example file of each kind, made from its fields, to fill in or to compare with."""

from __future__ import annotations

from lagesbild.imports.kinds import Kind
from organisations import sheets

WIDTH = 28


def rows(kind: Kind) -> list[list[str]]:
    """Headings, and one row that can be read."""
    fields = [field for field in kind.fields if field.example or field.required]
    return [[str(field.label) for field in fields], [field.example for field in fields]]


def as_file(kind: Kind, form: str) -> bytes:
    """The example as ``csv`` or ``xlsx``."""
    headings, *examples = rows(kind)
    if form == "csv":
        return sheets.as_csv(headings, examples)
    return sheets.as_xlsx(str(kind.title)[:31], headings, examples, [WIDTH] * len(headings))
