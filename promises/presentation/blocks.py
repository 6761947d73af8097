"""What a promise is shown in: blocks that every renderer knows, and what stands around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from pdf.blocks import Block, Bullets, Facts, Figure, Heading, Paragraph, Table

__all__ = ["Block", "Bullets", "Facts", "Figure", "Heading", "Paragraph", "Presentation", "Table"]


@dataclass(frozen=True)
class Presentation:
    title: str
    subtitle: str
    notices: list[str]
    facts: Facts
    blocks: list[Block] = field(default_factory=list)
    signatures: Table | None = None
    colophon: list[str] = field(default_factory=list)
