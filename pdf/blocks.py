"""What a document is shown in: headings, paragraphs, lists, pairs, tables, pictures. A renderer knows no more."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    kind: str = "heading"


@dataclass(frozen=True)
class Paragraph:
    text: str
    lead: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True)
class Bullets:
    items: list[str]
    ordered: bool = False
    kind: str = "list"


@dataclass(frozen=True)
class Facts:
    """Pairs of a label and one or more lines."""

    rows: list[tuple[str, list[str]]]
    kind: str = "facts"


@dataclass(frozen=True)
class Table:
    """``rows`` hold cells, a cell holds lines. The first cell of each row is the row's heading.

    ``widths`` shares a page of paper between the columns, 0 for no more than one needs; left out, the page decides.
    """

    caption: str
    columns: list[str]
    rows: list[list[list[str]]]
    kind: str = "table"
    widths: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Figure:
    """A picture by the plain name that the renderer is given it under, and what it shows for who does not see it."""

    file: str
    alt: str
    caption: str = ""
    kind: str = "figure"


Block = Heading | Paragraph | Bullets | Facts | Table | Figure


@dataclass(frozen=True)
class Presentation:
    """A document ready to be shown: its blocks, and what stands around them."""

    title: str
    subtitle: str
    notices: list[str]
    facts: Facts
    blocks: list[Block] = field(default_factory=list)
    signatures: Table | None = None
    colophon: list[str] = field(default_factory=list)
