"""Excel files, a row at a time. They are zip archives of XML, so what they unpack to is asked before it is read."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import IO, Any, BinaryIO
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from lagesbild.imports import limits
from lagesbild.imports.tables import Cell, Row, Table, Unreadable, is_blank

# What openpyxl raises for a file that is no workbook, or half of one.
FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError,
    IndexError, AttributeError, EOFError, OSError, NotImplementedError, RuntimeError, OverflowError,
)  # fmt: skip


# Comments and instructions, and the first element, as XML has them.
_UNTOLD = re.compile(rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_ELEMENT = re.compile(rb"<[A-Za-z_:]")


def read(file: BinaryIO, *, sheet: str = "") -> Table:
    """The first sheet with anything in it, or the one that is named."""
    file.seek(0)
    try:
        check_archive(file)
        file.seek(0)
        with warnings.catch_warnings():
            # About what it does not read: pictures, rules for cells.
            warnings.simplefilter("ignore")
            reader = _Reader(file, read_only=True, data_only=False, keep_links=False)
            reader.read()
        return _table(reader.wb, sheet)
    except FAULTS as error:
        raise _broken() from error


class _Sheet(ReadOnlyWorksheet):
    """A sheet that is not read to its end for its size, which need not be true."""

    def _get_size(self) -> None:
        return None


class _Reader(ExcelReader):
    """Opens the sheets and reads nothing of them yet, so that a hundred large ones cost nothing."""

    def read_worksheets(self) -> None:
        for sheet, rel in self.parser.find_sheets():
            if rel.target in self.valid_files and "chartsheet" not in rel.Type:
                self.wb._sheets.append(_Sheet(self.wb, sheet.name, rel.target, self.shared_strings))


def _broken() -> Unreadable:
    return Unreadable(
        _(
            "Excelfilen går inte att läsa. Den kan vara avbruten, skadad eller skyddad med lösenord. Öppna den i "
            "Excel, spara den på nytt som .xlsx och försök igen."
        )
    )


def check_archive(file: BinaryIO) -> None:
    """Raise ``Unreadable`` for an archive that unpacks to more than a table of ours does, or defines entities."""
    with zipfile.ZipFile(file) as archive:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
        if len(parts) > limits.MAX_PARTS or unpacked > limits.MAX_UNPACKED_BYTES:
            raise _too_much()
        for part in parts:
            if part.file_size > _most(part.filename) or (
                part.file_size > limits.MB and part.file_size > part.compress_size * limits.MAX_RATIO
            ):
                raise _too_much()
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as opened:
                    if _defines_entities(opened):
                        raise _broken()


def _defines_entities(part: IO[bytes]) -> bool:
    """Whether there is a DOCTYPE before the first element, behind comments too, or no element where there should be.

    No program writes one; it is how XML is made to expand or to fetch.
    """
    read = b""
    while len(read) < limits.MAX_PROLOG_BYTES and (piece := part.read(1024)):
        read += piece.replace(b"\x00", b"")
        # A comment that is cut off where we have stopped reading goes on.
        told = _UNTOLD.sub(b"", read)
        if b"<!DOCTYPE" in told:
            return True
        if _ELEMENT.search(told):
            return False
    return len(read) >= limits.MAX_PROLOG_BYTES


def _most(name: str) -> int:
    if "/worksheets/" in name:
        return limits.MAX_UNPACKED_BYTES
    if name.endswith("sharedStrings.xml"):
        return limits.MAX_SHARED_BYTES
    # Pictures and the like are never unpacked.
    return limits.MAX_PART_BYTES if name.endswith((".xml", ".rels")) else limits.MAX_UNPACKED_BYTES


def _too_much() -> Unreadable:
    return Unreadable(
        _("Excelfilen packas upp till mer än vi tar emot. Spara bladet som ”CSV UTF-8” och läs in den filen.")
    )


def _table(book: Any, wanted: str) -> Table:
    for sheet in book.worksheets:
        if wanted and sheet.title != wanted:
            continue
        # A row may say that it is the two thousand millionth, and all before it are then read as empty.
        first = islice(_rows(sheet, 1, limits.MAX_COLUMNS), limits.MAX_EMPTY_ROWS)
        found = next((row for row in first if not is_blank(row[1])), None)
        if found is not None:
            number, headings = found
            # No wider than its headings: each cell beyond them would take its time in each row.
            rows = _rows(sheet, number + 1, len(headings))
            reading = {"format": "xlsx", "sheet": sheet.title}
            return Table([cell if isinstance(cell, str) else "" for cell in headings], rows, reading, True)
    raise Unreadable(_("Excelfilen har inget blad med rubriker och rader."))


def _rows(sheet: Any, first: int, width: int) -> Iterator[Row]:
    number = first - 1
    found = sheet.iter_rows(min_row=first, max_col=width)
    while True:
        try:
            # A cell's kind is looked up in parts of the file that may be anything, first when it is asked for.
            row = [_cell(cell) for cell in next(found)]
        except StopIteration:
            return
        except FAULTS as error:
            raise Unreadable(
                _("Excelfilen går inte att läsa efter rad %(row)d. Den kan vara avbruten eller skadad.")
                % {"row": number}
            ) from error
        number += 1
        while row and row[-1] == "":
            row.pop()
        yield number, row


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return {"formula": str(getattr(value, "text", None) or value)[:200]}
    if cell.data_type == "e":
        return {"error": str(value)[:20]}
    if isinstance(value, str):
        return value
    return _written(value, cell.number_format)


def _written(value: Any, number_format: str) -> str:
    """A number, day or time as text that our readers take."""
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    if isinstance(value, datetime):
        # A day without a time is midnight in Excel; only how it is shown tells them apart.
        has_time = value.time() != time() or "h" in number_format.lower()
        return value.strftime("%Y-%m-%d %H:%M:%S" if has_time else "%Y-%m-%d")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M:%S")
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
