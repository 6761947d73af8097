"""The small markup of running text: paragraphs and lists, nothing more.

An empty line parts blocks. Lines that begin with ``- `` (or ``• `` or ``* ``) are a list, lines that begin
with ``1. `` a numbered one. Everything else is a paragraph; a line break inside it is kept. Markdown was
rejected: its readers disagree on what a text means, and a text that is signed may mean only one thing.
"""

from __future__ import annotations

import re
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

    A line without a mark after a list item goes on with that item, as when a long item is broken by hand.
    """
    group: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        marker = _marker(line)
        starts_another = group and marker is not None and marker is not _marker(group[0])
        if group and (not line.strip() or starts_another):
            yield group
            group = []
        if line.strip():
            group.append(line)
    if group:
        yield group


def _list(lines: list[str], marker: re.Pattern[str]) -> Items:
    items: list[str] = []
    for line in lines:
        if marker.match(line):
            items.append(marker.sub("", line).strip())
        else:
            items[-1] = f"{items[-1]}\n{line.strip()}"
    ordered = marker is _NUMBER
    first = _NUMBER.match(lines[0])
    return Items(tuple(items), ordered, int(first[1]) if ordered and first else 1)
