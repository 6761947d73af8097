"""A file as a table: headings, rows, and how it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

# A cell is its text. What Excel would have computed is not: {"formula": "=A1"}, {"error": "#REF!"}.
Cell = str | dict[str, str]
# The row's number as people see it in their program, and its cells.
Row = tuple[int, list[Cell]]


class Unreadable(Exception):
    """A file, or a cell, that cannot be read. Its text is a sentence for whoever sent it."""


@dataclass
class Table:
    """``is_ragged``: rows may be shorter or longer than the headings, which in a text file is a fault."""

    headings: list[str]
    rows: Iterator[Row]
    reading: dict[str, Any] = field(default_factory=dict)
    is_ragged: bool = False


def text_of(cell: Cell) -> str:
    """What stands in the cell, as text; a formula as it is written."""
    return cell if isinstance(cell, str) else next(iter(cell.values()))


def is_blank(cells: list[Cell]) -> bool:
    """Whether the row has no words at all."""
    return not any(text_of(cell).strip() for cell in cells)
