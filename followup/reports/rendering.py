"""A report's blocks as PDF and as Word."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

import pdf
from followup.reports.documents import ReportDocument
from followup.reports.presentation import Presentation, present
from promises.presentation import Bullets, Facts, Heading, Paragraph, Table

_FONT = "Calibri"


def pdf_of(document: ReportDocument, sha256: str = "", *, made_at: datetime | None = None) -> bytes:
    """The report as PDF/A-2a and PDF/UA-1. Raises ``pdf.PdfError``."""
    shown = present(document, sha256)
    data = asdict(shown) | {
        "authors": [document.organisation],
        "description": shown.subtitle,
        "kicker": _("Uppföljning"),
        "running": document.organisation,
        "page_word": _("Sida"),
        "footer": _("Demonstration – gäller inte på riktigt") if document.demonstration else _("Uppföljning"),
        "signatures": None,
        "signature_intro": "",
        "picture": None,
    }
    return pdf.render("promise", data, made_at=made_at)


def docx_of(document: ReportDocument, sha256: str = "", *, made_at: datetime | None = None) -> bytes:
    """The report as Word, with real headings, lists and tables whose first row is marked as headings."""
    shown = present(document, sha256)
    word = Word()
    _prepare(word, document, made_at or datetime.now(UTC))
    word.add_heading(shown.title, level=0)
    word.add_paragraph(shown.subtitle)
    for notice in shown.notices:
        word.add_paragraph(notice, style="Intense Quote")
    _write(word, shown)
    for line in shown.colophon:
        word.add_paragraph(line)
    stored = BytesIO()
    word.save(stored)
    return stored.getvalue()


def _prepare(word: Any, document: ReportDocument, made_at: datetime) -> None:
    properties = word.core_properties
    properties.title, properties.author, properties.language = document.title, document.organisation, "sv-SE"
    properties.created = properties.modified = made_at.replace(tzinfo=None)
    properties.comments = ""
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    normal.element.get_or_add_rPr().append(language)


def _write(word: Any, shown: Presentation) -> None:
    for block in (shown.facts, *shown.blocks):
        if isinstance(block, Heading):
            word.add_heading(block.text, level=block.level - 1)
        elif isinstance(block, Paragraph):
            paragraph = word.add_paragraph()
            if block.lead:
                paragraph.add_run(f"{block.lead} ").bold = True
            paragraph.add_run(block.text)
        elif isinstance(block, Bullets):
            for item in block.items:
                word.add_paragraph(item, style="List Number" if block.ordered else "List Bullet")
        elif isinstance(block, Facts):
            rows = [[[label], lines] for label, lines in block.rows]
            _table(word, [_("Uppgift"), _("Värde")], rows)
        elif isinstance(block, Table):
            _table(word, block.columns, block.rows)


def _table(word: Any, columns: list[str], rows: list[list[list[str]]]) -> None:
    table = word.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    # Read aloud as headings, and repeated on each page.
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for row in rows:
        for cell, lines in zip(table.add_row().cells, row, strict=True):
            cell.text = "\n".join(lines) or "–"
    word.add_paragraph()
