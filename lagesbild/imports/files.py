"""Opening what somebody has uploaded: told by what is in it, never by its name."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic
from typing import BinaryIO

from django.utils.translation import gettext as _

from lagesbild.imports import delimited, limits, workbook
from lagesbild.imports.tables import Row, Table, Unreadable, is_blank, text_of

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_NO_TABLE = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"<!DO",
    b"<htm",
    b"<HTM",
    b"{\\rt",
    b"\x7fELF",
    b"MZ\x90",
)


def open_table(
    file: BinaryIO, *, encoding: str = "", delimiter: str = "", seconds: float | None = None
) -> Table:
    """The file as a table with headings that differ; raises ``Unreadable`` with what to do about it."""
    file.seek(0)
    head = file.read(8)
    if not head.strip():
        raise Unreadable(_("Filen är tom. Välj en fil med en rad rubriker och minst en rad under."))
    if head.startswith(_ZIP):
        table = workbook.read(file)
    elif head.startswith(_OLD_EXCEL):
        raise Unreadable(
            _("Filen är i ett äldre Excelformat eller skyddad med lösenord. Spara den som .xlsx eller CSV.")
        )
    elif head.startswith(_NO_TABLE):
        raise Unreadable(_("Filen är ingen tabell. Välj en fil i Excel (.xlsx) eller CSV."))
    else:
        table = delimited.read(file, encoding=encoding, delimiter=delimiter)
    table.headings = _named(table.headings)
    table.rows = _in_time(table.rows, limits.MAX_READING_SECONDS if seconds is None else seconds)
    return table


def _named(headings: list[str]) -> list[str]:
    """Each column's own name: without line breaks, by its letter when it has none, numbered when it is there twice."""
    found: list[str] = []
    while headings and not headings[-1].strip():
        headings = headings[:-1]
    for index, heading in enumerate(headings):
        name = " ".join(heading.split())[: limits.MAX_HEADING] or _("Kolumn %(letter)s") % {
            "letter": letter(index)
        }
        twice = sum(1 for one in found if one == name or one.startswith(f"{name} ("))
        found.append(f"{name} ({twice + 1})" if name in found else name)
    if len(found) < 2:
        raise Unreadable(
            _(
                "Vi hittar bara en kolumn. Första raden ska ha rubriker, och kolumnerna ska skiljas åt med semikolon, "
                "komma eller tabb. Välj avgränsare själv om gissningen är fel."
            )
        )
    return found


def letter(index: int) -> str:
    """A, B … Z, AA, as programs name columns."""
    return (chr(64 + index // 26) if index >= 26 else "") + chr(65 + index % 26)


def _in_time(rows: Iterator[Row], seconds: float) -> Iterator[Row]:
    """The rows that are not blank; stops with a sentence when there is no time for more, or a cell has no end."""
    begun = monotonic()
    for number, cells in rows:
        if number % 500 == 0 and monotonic() - begun > seconds:
            raise Unreadable(
                _(
                    "Filen tar för lång tid att läsa. Dela den, eller be er driftansvarige läsa in den med kommandot."
                )
            )
        if is_blank(cells):
            continue
        if any(len(text_of(cell)) > limits.MAX_CELL for cell in cells):
            raise Unreadable(
                _("Rad %(row)d har en cell med mer text än vi tar emot (%(most)d tecken).")
                % {"row": number, "most": limits.MAX_CELL}
            )
        yield number, cells
