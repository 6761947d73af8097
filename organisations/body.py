"""The small markup of running text: paragraphs and lists, nothing more.

An empty line parts blocks. Lines that begin with ``- `` (or ``• `` or ``* ``) are a list, lines that begin
with ``1. `` a numbered one. Everything else is a paragraph; a line break inside it is kept. Markdown was
rejected: its readers disagree on what a text means, and a text that is signed may mean only one thing.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

# Not the dash "–": in Swedish it opens what somebody says.
_BULLET = re.compile(r"^\s*[-•*]\s+(?=\S)")
_NUMBER = re.compile(r"^\s*(\d{1,3})[.)]\s+(?=\S)")


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``text`` may hold line breaks."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list. ``start`` is the first number when ``ordered``."""

    items: tuple[str, ...]
    ordered: bool = False
    start: int = 1


Block = Paragraph | Items


# Word's own bullets as they arrive by paste: a private character of the Symbol font, or a middle dot.
_PASTED_BULLET = re.compile(r"^([^\S\n]*+)[\uf0b7\u00b7\u25aa\u25e6\u2023](?=\s)", re.MULTILINE)
_LINE_BREAKS = str.maketrans(dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | {"\t": " "})
# Control, format (zero width, direction, soft hyphen) and lone surrogates: nobody sees them, and they change what
# a hash is taken over. PostgreSQL and JSON refuse some of them.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def normalise(text: str) -> str:
    """The text as it is stored: NFC, one kind of line break, nothing unseen, no space at line ends, no more than
    one empty line in a row and none at the edges. Normalising again changes nothing."""
    lines = text.replace("\r\n", "\n").translate(_LINE_BREAKS)
    seen = "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    composed = _PASTED_BULLET.sub(r"\1•", unicodedata.normalize("NFC", seen))
    stripped = "\n".join(line.rstrip() for line in composed.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", stripped).strip("\n")


def to_text(blocks: list[Block]) -> str:
    """The text of blocks; `parse` of it gives the same blocks, if they came from `parse`."""
    return "\n\n".join(_written(block) for block in blocks)


def _written(block: Block) -> str:
    if isinstance(block, Paragraph):
        return block.text
    marks = (f"{number}. " if block.ordered else "- " for number in itertools.count(block.start))
    return "\n".join(mark + item for mark, item in zip(marks, block.items, strict=False))


def parse(text: str) -> list[Block]:
    """The blocks of a text, in order. Every word of the text is in exactly one of them."""
    blocks: list[Block] = []
    for lines in _groups(text):
        marker = _marker(lines[0])
        if marker is None:
            blocks.append(Paragraph("\n".join(line.strip() for line in lines)))
            continue
        found = _list(lines, marker)
        previous = blocks[-1] if blocks else None
        if isinstance(previous, Items) and _continues(previous, found):
            found = Items(previous.items + found.items, previous.ordered, previous.start)
            blocks.pop()
        blocks.append(found)
    return blocks


def plain(text: str) -> str:
    """The text without its list marks, one block or item a line: for excerpts and comparisons."""
    lines: list[str] = []
    for block in parse(text):
        lines.extend([block.text] if isinstance(block, Paragraph) else block.items)
    return "\n".join(lines)


def _continues(before: Items, after: Items) -> bool:
    """Whether two lists with an empty line between them are one: both without numbers, or counting on."""
    counted_on = after.start == before.start + len(before.items)
    return before.ordered == after.ordered and (not after.ordered or counted_on)


def _marker(line: str) -> re.Pattern[str] | None:
    return next((pattern for pattern in (_BULLET, _NUMBER) if pattern.match(line)), None)


def _groups(text: str) -> Iterator[list[str]]:
    """Lines that belong together. A list ends at an empty line or where the kind of mark changes.

    A line without a mark after a list item goes on with that item, as when a long item is broken by hand. A number
    that does not count on begins another list, so that every number is shown as it was written.
    """
    group: list[str] = []
    expected = 0
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        marker = _marker(line)
        number = _number(line) if marker is _NUMBER else None
        starts_another = bool(group) and marker is not None and marker is not _marker(group[0])
        starts_another = starts_another or (bool(group) and number is not None and number != expected)
        if group and (not line.strip() or starts_another):
            yield group
            group = []
        if line.strip():
            group.append(line)
        expected = expected if number is None else number + 1
    if group:
        yield group


def _number(line: str) -> int | None:
    match = _NUMBER.match(line)
    return int(match[1]) if match else None


def _list(lines: list[str], marker: re.Pattern[str]) -> Items:
    items: list[str] = []
    for line in lines:
        if marker.match(line):
            items.append(marker.sub("", line).strip())
        else:
            items[-1] = f"{items[-1]}\n{line.strip()}"
    first = _number(lines[0]) if marker is _NUMBER else None
    return Items(tuple(items), marker is _NUMBER, 1 if first is None else first)
