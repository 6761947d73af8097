"""A text with paragraphs and lists as blocks."""

from __future__ import annotations

from collections.abc import Iterator

from organisations import body as markup
from pdf.blocks import Block, Bullets, Paragraph


def text_blocks(text: str, lead: str = "") -> Iterator[Block]:
    """Paragraphs and lists of a body; ``lead`` is a bold word before the first paragraph."""
    for block in markup.parse(text):
        if isinstance(block, markup.Paragraph):
            yield Paragraph(block.text, lead)
        else:
            if lead:
                yield Paragraph("", lead)
            yield Bullets(list(block.items), block.ordered)
        lead = ""
