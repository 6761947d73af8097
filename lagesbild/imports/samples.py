"""An example file of each kind, made from its fields, to fill in or to compare with."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from lagesbild.imports.kinds import Kind


def rows(kind: Kind) -> list[list[str]]:
    """Headings, and one row that can be read."""
    fields = [field for field in kind.fields if field.example or field.required]
    return [[str(field.label) for field in fields], [field.example for field in fields]]


def as_csv(kind: Kind) -> bytes:
    """Semicolons and a byte order mark: what a Swedish Excel opens as it is."""
    written = StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerows(rows(kind))
    return b"\xef\xbb\xbf" + written.getvalue().encode()


def as_xlsx(kind: Kind) -> bytes:
    """One sheet with a heading row that stays in view. All cells are text, so that nothing is reformatted."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(kind.title)[:31])
    sheet.freeze_panes = "A2"
    headings, example = rows(kind)
    for index in range(len(headings)):
        sheet.column_dimensions[chr(ord("A") + index)].width = 28
    sheet.append([_cell(sheet, heading, bold=True) for heading in headings])
    sheet.append([_cell(sheet, text) for text in example])
    stored = BytesIO()
    book.save(stored)
    return stored.getvalue()


def _cell(sheet: Any, value: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type, cell.number_format = "s", "@"
    if bold:
        cell.font = Font(bold=True)
    return cell
