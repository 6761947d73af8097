"""Blocks as a Word file, with real headings, lists, and tables whose first row is marked as headings."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from pdf.blocks import Bullets, Facts, Heading, Paragraph, Presentation, Table

_FONT = "Calibri"


def word(shown: Presentation, *, author: str, pair_words: tuple[str, str], made_at: datetime) -> bytes:
    """The presentation as a Word file in Swedish. ``pair_words`` head a table of pairs: what it is, and its value."""
    file = Word()
    _prepare(file, shown.title, author, made_at)
    file.add_heading(shown.title, level=0)
    if shown.subtitle:
        file.add_paragraph(shown.subtitle)
    for notice in shown.notices:
        file.add_paragraph(notice, style="Intense Quote")
    for block in (shown.facts, *shown.blocks):
        _write(file, block, pair_words)
    for line in shown.colophon:
        file.add_paragraph(line)
    stored = BytesIO()
    file.save(stored)
    return stored.getvalue()


def _prepare(file: Any, title: str, author: str, made_at: datetime) -> None:
    properties = file.core_properties
    properties.title, properties.author, properties.language = title, author, "sv-SE"
    properties.created = properties.modified = made_at.replace(tzinfo=None)
    properties.comments = ""
    normal = file.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    normal.element.get_or_add_rPr().append(language)


def _write(file: Any, block: Any, pair_words: tuple[str, str]) -> None:
    if isinstance(block, Heading):
        file.add_heading(block.text, level=block.level - 1)
    elif isinstance(block, Paragraph):
        paragraph = file.add_paragraph()
        if block.lead:
            paragraph.add_run(f"{block.lead} ").bold = True
        paragraph.add_run(block.text)
    elif isinstance(block, Bullets):
        for item in block.items:
            file.add_paragraph(item, style="List Number" if block.ordered else "List Bullet")
    elif isinstance(block, Facts):
        _table(file, list(pair_words), [[[label], lines] for label, lines in block.rows])
    elif isinstance(block, Table):
        _table(file, block.columns, block.rows)


def _table(file: Any, columns: list[str], rows: list[list[list[str]]]) -> None:
    table = file.add_table(rows=1, cols=len(columns), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, columns, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    # Read aloud as headings, and repeated on each page.
    header = OxmlElement("w:tblHeader")
    header.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for row in rows:
        for cell, lines in zip(table.add_row().cells, row, strict=True):
            cell.text = "\n".join(lines) or "–"
    file.add_paragraph()
