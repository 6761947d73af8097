"""Blocks as Word, with real headings and lists, tables whose first row is marked as headings, described pictures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from pdf.blocks import Block, Bullets, Facts, Figure, Heading, Paragraph, Presentation, Table

_FONT = "Calibri"
_PICTURE_WIDTH = Cm(11)


def word(
    shown: Presentation,
    *,
    author: str,
    pair_words: tuple[str, str],
    made_at: datetime,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """The presentation as a Word file in Swedish. ``pair_words`` head a table of pairs: what it is, and its value.

    ``files`` are pictures by the names that the blocks use; ``made_at`` is written in the file.
    """
    file = Word()
    _prepare(file, shown.title, author, made_at)
    file.add_heading(shown.title, level=0)
    if shown.subtitle:
        file.add_paragraph(shown.subtitle)
    for notice in shown.notices:
        file.add_paragraph(notice, style="Intense Quote")
    for block in (shown.facts, *shown.blocks):
        _write(file, block, pair_words, files or {})
    for line in shown.colophon:
        file.add_paragraph(line)
    stored = BytesIO()
    file.save(stored)
    return stored.getvalue()


def _prepare(word: Any, title: str, author: str, made_at: datetime) -> None:
    properties = word.core_properties
    properties.title, properties.author, properties.language = title, author, "sv-SE"
    properties.created = properties.modified = made_at.replace(tzinfo=None)
    properties.comments = ""
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "sv-SE")
    normal.element.get_or_add_rPr().append(language)


def _write(word: Any, block: Block, pair_words: tuple[str, str], files: Mapping[str, bytes]) -> None:
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
        _table(word, list(pair_words), [[[label], lines] for label, lines in block.rows])
    elif isinstance(block, Table):
        _table(word, block.columns, block.rows)
    elif isinstance(block, Figure):
        _picture(word, block, files[block.file])


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


def _picture(word: Any, figure: Figure, content: bytes) -> None:
    shape = word.add_picture(BytesIO(content), width=_PICTURE_WIDTH)
    shape._inline.docPr.set("descr", figure.alt)
    if figure.caption:
        word.add_paragraph(figure.caption, style="Caption")
