"""The rows of a file while they wait: one a line, so that reading can go on at any place in it."""

from __future__ import annotations

import json
import tempfile
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from lagesbild.imports.tables import Cell, Table, Unreadable

FOLDER = "imports"
# A row may be this much longer in the store than in the file.
IN_MEMORY = 2 * 1024 * 1024


@dataclass(frozen=True)
class Line:
    """A row, and where the next one begins."""

    number: int
    cells: list[Cell]
    end: int


def keep(table: Table, *, most: int, told: Callable[[int], None] | None = None) -> tuple[str, int]:
    """Store the table's rows; the store's name for them, and how many. More than ``most`` raises ``Unreadable``."""
    count = 0
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as lines:
        for number, cells in table.rows:
            count += 1
            if count > most:
                raise Unreadable(
                    _("Filen har fler än %(most)s rader. Dela den i flera och läs in en i taget.")
                    % {"most": f"{most:,}".replace(",", "\N{NO-BREAK SPACE}")}
                )
            if not table.is_ragged and len(cells) != len(table.headings):
                cells = _in_step(cells, len(table.headings))  # noqa: PLW2901
            lines.write(
                json.dumps([number, cells], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            )
            if told and count % 1000 == 0:
                told(count)
        if not count:
            raise Unreadable(_("Filen har rubriker men inga rader under."))
        lines.seek(0)
        return default_storage.save(f"{FOLDER}/{uuid.uuid4().hex}.jsonl", File(lines)), count


def _in_step(cells: list[Cell], width: int) -> list[Cell]:
    """Without what is empty beyond the headings. Else the row is as it is, and the check says so."""
    while len(cells) > width and cells[-1] == "":
        cells.pop()
    return cells


def lines(name: str, *, offset: int = 0) -> Iterator[Line]:
    """The stored rows from a place on."""
    with default_storage.open(name, "rb") as file:
        yield from _lines(file, offset)


def _lines(file: Any, offset: int) -> Iterator[Line]:
    opened: BinaryIO = file
    opened.seek(offset)
    # Not "for line in opened": the framework's files begin anew.
    while line := opened.readline():
        offset += len(line)
        number, cells = json.loads(line)
        yield Line(number, cells, offset)


def forget(name: str) -> None:
    """Remove the stored rows; nothing happens when they are gone."""
    if name:
        default_storage.delete(name)
