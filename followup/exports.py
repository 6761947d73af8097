"""The reports of a promise as a table, for Excel and CSV. Text never becomes a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from followup.followed import FollowedPromise
from followup.models import Entry

# A cell that begins with one of these is read as a formula by some program (OWASP, "CSV injection").
# The wide ones are what some programs make of an input method's signs.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_WIDTHS = (8, 50, 12, 18, 30, 10, 12, 16, 24, 12, 10, 40, 40, 40, 40, 30, 20, 20)


def columns(followed: FollowedPromise) -> list[str]:
    labels = [
        _("Aktivitet"), _("Text"), _("Datum"), _("Läge"), _("Rapporterat för"), _("Antal"), _("Av hur många"),
        _("Enhet"), _("Plats"), _("Deltagare"), _("Timmar"), _("Vad ni såg"), _("Skäl"), _("Text till invånarna"),
        _("Anteckning för parterna"), _("Nästa steg"), _("Rättar en tidigare"),
    ]  # fmt: skip
    return [*labels, _("Demonstration")] if followed.document.demonstration else labels


def rows(followed: FollowedPromise) -> Iterator[list[Any]]:
    """Every report, corrected ones too, in order of day. Activities that are no longer promised have no number."""
    texts = {one.key: one.text for one in followed.activities}
    # On each row, which somebody may copy out of the file.
    mark = [_("Påhittad uppgift")] if followed.document.demonstration else []
    for entry in (
        Entry.objects.filter(promise=followed.promise)
        .select_related("organisation")
        .order_by("happened_on", "pk")
    ):
        text = texts.get(entry.activity_key)
        yield [
            text.number if text else "",
            text.text if text else "",
            entry.happened_on,
            entry.get_status_display(),
            str(entry.organisation),
            entry.quantity,
            entry.out_of,
            entry.unit,
            entry.place,
            entry.participants,
            entry.hours,
            entry.observation,
            entry.reason,
            entry.public_text,
            entry.internal_note,
            entry.next_step,
            _("Ja") if entry.supersedes_id else "",
            *mark,
        ]


def as_csv(followed: FollowedPromise) -> bytes:
    """Semicolons, decimal comma and a byte order mark: what a Swedish Excel opens as it is."""
    stored = StringIO()
    writer = csv.writer(stored, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns(followed))
    for row in rows(followed):
        writer.writerow([_plain(value) for value in row])
    return b"\xef\xbb\xbf" + stored.getvalue().encode()


def as_xlsx(followed: FollowedPromise) -> bytes:
    """One sheet with a heading row that stays in view; numbers and days as such, text always as text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Rapporter"))
    sheet.freeze_panes = "A2"
    for index, width in enumerate(_WIDTHS):
        sheet.column_dimensions[chr(ord("A") + index)].width = width
    sheet.append([_cell(sheet, label, bold=True) for label in columns(followed)])
    for row in rows(followed):
        sheet.append([_cell(sheet, value) for value in row])
    stored = BytesIO()
    book.save(stored)
    return stored.getvalue()


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        # The library takes a string that begins with "=" for a formula; said to be text, it stays text.
        cell.data_type = "s"
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",")
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value)
