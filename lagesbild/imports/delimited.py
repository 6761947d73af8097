"""Text files with a delimiter between the columns: which signs they are written in, and which delimiter."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.imports import limits
from lagesbild.imports.tables import Cell, Row, Table, Unreadable, is_blank

CHUNK = 256 * 1024
SAMPLE_LINES = 30
DELIMITERS = {";": gettext_lazy("semikolon"), ",": gettext_lazy("komma"), "\t": gettext_lazy("tabb")}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 med BOM",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}

csv.field_size_limit(limits.MAX_CELL * 4)


def read(file: BinaryIO, *, encoding: str = "", delimiter: str = "") -> Table:
    """The file as a table; ``encoding`` and ``delimiter`` when somebody knows better than the guess."""
    chosen = encoding or guess_encoding(file)
    sample = _sample(file, chosen)
    sign, stated = delimiter, _stated_delimiter(sample)
    if not sign:
        sign = stated or guess_delimiter(sample)
    rows = _rows(_text(file, chosen), sign)
    if stated:
        next(rows, None)
    headings = next((cells for _number, cells in rows if not is_blank(cells)), None)
    if headings is None:
        raise Unreadable(_("Filen är tom. Välj en fil med en rad rubriker och minst en rad under."))
    reading = {"format": "csv", "encoding": ENCODINGS.get(chosen, chosen), "delimiter": sign}
    return Table([str(cell) for cell in headings], rows, reading)


# --- Signs ------------------------------------------------------------------------------------------


def guess_encoding(file: BinaryIO) -> str:
    """UTF-16 and UTF-8 by their marks, else UTF-8 if all of the file is, else Windows-1252."""
    file.seek(0)
    head = file.read(4096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    # Every other byte of Swedish text in UTF-16 is nought.
    if len(head) > 3 and head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if len(head) > 3 and head[0::2].count(0) > len(head) // 3:
        return "utf-16-be"
    return "utf-8" if _decodes(file, "utf-8") else "cp1252"


def _decodes(file: BinaryIO, encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _text(file: BinaryIO, encoding: str) -> Iterator[str]:
    """The file's lines. The file itself stays open when they have been read."""
    file.seek(0)
    wrapped = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        # Not iterated, since "yield from" would close the file with the generator.
        while line := wrapped.readline():
            yield line
    except UnicodeError:
        raise Unreadable(
            _(
                "Filen går inte att läsa som text. Den kan vara avbruten eller sparad på ett ovanligt sätt. Öppna den "
                "i Excel och spara den som ”CSV UTF-8”."
            )
        ) from None
    finally:
        wrapped.detach()


# --- Delimiter --------------------------------------------------------------------------------------


def _sample(file: BinaryIO, encoding: str) -> list[str]:
    lines = []
    text = _text(file, encoding)
    for line in text:
        lines.append(line[: limits.MAX_CELL])
        if len(lines) == SAMPLE_LINES:
            break
    text.close()  # type: ignore[attr-defined]
    return lines


def _stated_delimiter(sample: list[str]) -> str:
    """Excel's own first line, ``sep=;``."""
    first = sample[0].strip().strip('"') if sample else ""
    return first[4] if len(first) == 5 and first.startswith("sep=") else ""


def guess_delimiter(sample: list[str]) -> str:
    """The one that gives most rows as many columns as the first, and more than one."""
    best, score = ";", 0.0
    for sign in DELIMITERS:
        try:
            rows = [row for row in csv.reader(sample, delimiter=sign) if any(row)]
        except csv.Error:
            continue
        width = len(rows[0]) if rows else 0
        alike = sum(len(row) == width for row in rows) / len(rows) if rows else 0
        if width > 1 and (found := alike * width) > score:
            best, score = sign, found
    return best


# --- Rows -------------------------------------------------------------------------------------------


def _rows(lines: Iterator[str], delimiter: str) -> Iterator[Row]:
    reader = csv.reader(_without_nul(lines), delimiter=delimiter, strict=True)
    number = 0
    while True:
        try:
            cells: list[Cell] = list(next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            raise Unreadable(_why(error, number + 1)) from None
        number += 1
        if len(cells) > limits.MAX_COLUMNS and not is_blank(cells[limits.MAX_COLUMNS :]):
            raise Unreadable(
                _("Rad %(row)d har fler än %(most)d kolumner. Ta bort kolumner som inte ska läsas in.")
                % {"row": number, "most": limits.MAX_COLUMNS}
            )
        yield number, cells[: limits.MAX_COLUMNS]


def _without_nul(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line.replace("\x00", "") if "\x00" in line else line


def _why(error: csv.Error, row: int) -> str:
    if "field larger" in str(error):
        return _("Rad %(row)d har en cell med mer text än vi tar emot (%(most)d tecken).") % {
            "row": row,
            "most": limits.MAX_CELL,
        }
    if "unexpected end" in str(error):
        return _(
            "Filen slutar mitt i rad %(row)d: ett citattecken öppnas men stängs inte. Filen kan ha blivit avbruten. "
            "Hämta eller spara den på nytt."
        ) % {"row": row}
    return _("Rad %(row)d går inte att läsa: ett citattecken står fel. Spara filen på nytt från Excel.") % {
        "row": row
    }
