"""The triangle and the tree of causes as geometry: where every box, line and word stands. Pure.

The pictures never say more than the outline beside them, and long texts are cut in the picture only. The triangle is
the problem analysis triangle of Clarke & Eck (2003): offender, target and place, and who could watch each of them.
Coordinates are whole numbers, written alike whatever the language of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from lagesbild.cause_tree import Node

LINE = 18
PADDING = 12
# How many signs there is room for in each line of a box, at the size that the style sheet gives.
TRIANGLE_SIGNS, TREE_SIGNS = 34, 28
TRIANGLE_BOX, TREE_BOX = 270, 230
GAP_X, GAP_Y = 44, 16
ELLIPSIS = "…"


@dataclass(frozen=True)
class Word:
    """A line of text at its place. ``look``: heading, text, small."""

    x: int
    y: int
    text: str
    look: str = "text"


@dataclass(frozen=True)
class Box:
    """A box with words in it; all measures in the picture's own units."""

    x: int
    y: int
    width: int
    height: int
    words: list[Word]
    look: str = "plain"


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn, in the units of ``width`` × ``height``. Lines are the paths of an SVG."""

    width: int
    height: int
    boxes: list[Box] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def wrap(text: str, signs: int, most: int) -> list[str]:
    """The text in at most so many lines; a word longer than a line is broken, what does not fit is cut."""
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest:
        if len(rest) <= signs:
            lines.append(rest)
            break
        at = rest.rfind(" ", 0, signs + 1)
        at = at if at > 0 else signs
        lines.append(rest[:at])
        rest = rest[at:].strip()
    if len(lines) > most:
        last = lines[most - 1][: signs - 1].rstrip(" ,.;")
        lines = [*lines[: most - 1], f"{last}{ELLIPSIS}"]
    return lines


def triangle_of(analysis: Any, title: str) -> Picture:
    """The three sides with their texts and who could watch them, and the problem in the middle."""
    corners = (
        (185, 0, _("De som gör det"), analysis.offender, _("Kan påverka dem:"), analysis.handler),
        (0, 340, _("Platsen"), analysis.place, _("Ansvarar för den:"), analysis.manager),
        (370, 340, _("Den eller det som drabbas"), analysis.target, _("Kan skydda:"), analysis.guardian),
    )
    boxes = [_corner(*corner) for corner in corners]
    middle = _middle(title)
    height = max(box.y + box.height for box in boxes)
    top, left, right = boxes
    base = 340 + LINE + PADDING
    lines = [
        f"M{top.x + 40} {top.y + top.height}L{left.x + 90} {left.y}",
        f"M{top.x + TRIANGLE_BOX - 40} {top.y + top.height}L{right.x + TRIANGLE_BOX - 90} {right.y}",
        f"M{left.x + TRIANGLE_BOX} {base}L{right.x} {base}",
    ]
    return Picture(640, height + 2, [middle, *boxes], lines)


def _corner(x: int, y: int, name: str, text: str, watch: str, watcher: str) -> Box:
    words = [Word(x + PADDING, y + PADDING + 12, name, "heading")]
    row = y + PADDING + 12
    for line in wrap(text or _("(inte beskrivet)"), TRIANGLE_SIGNS, 4):
        row += LINE
        words.append(Word(x + PADDING, row, line))
    row += LINE + 6
    words.append(Word(x + PADDING, row, watch, "small"))
    for line in wrap(watcher or _("(inte beskrivet)"), TRIANGLE_SIGNS, 2):
        row += LINE
        words.append(Word(x + PADDING, row, line))
    return Box(x, y, TRIANGLE_BOX, row - y + PADDING, words, "side")


def _middle(title: str) -> Box:
    lines = wrap(title, 24, 3)
    height = len(lines) * LINE + PADDING
    y = 262 - height // 2
    words = [Word(320, y + 4 + LINE * (n + 1) - 4, line, "middle") for n, line in enumerate(lines)]
    return Box(210, y, 220, height, words, "problem")


def tree_picture(nodes: Sequence[Node], title: str) -> Picture:
    """The problem to the left, direct causes beside it, and to the right of each what lies behind it."""
    boxes: list[Box] = []
    lines: list[str] = []
    bottom = 0
    tops: list[Box] = []
    for node in nodes:
        box, bottom = _branch(node, bottom, boxes, lines)
        tops.append(box)
    root = _root(title, max(bottom - GAP_Y, 0))
    lines += [_link(root, box) for box in tops]
    everything = [root, *boxes]
    return Picture(
        max(box.x + box.width for box in everything) + 2,
        max(box.y + box.height for box in everything) + 2,
        everything,
        lines,
    )


def _root(title: str, below: int) -> Box:
    lines = wrap(title, TREE_SIGNS, 4)
    height = len(lines) * LINE + 2 * PADDING
    y = max((below - height) // 2, 0) + 1
    words = [Word(PADDING + 1, y + PADDING + 12 + LINE * n, line, "heading") for n, line in enumerate(lines)]
    return Box(1, y, TREE_BOX, height, words, "problem")


def _branch(node: Node, top: int, boxes: list[Box], lines: list[str]) -> tuple[Box, int]:
    """Draw a cause and what lies behind it from ``top`` down. Gives its box and where the next may begin."""
    bottom = top
    children: list[Box] = []
    for child in node.children:
        box, bottom = _branch(child, bottom, boxes, lines)
        children.append(box)
    words = wrap(node.cause.text, TREE_SIGNS, 4)
    height = (len(words) + 1) * LINE + 2 * PADDING
    middle = (children[0].y + children[-1].y + children[-1].height) // 2 if children else top + height // 2
    y = max(top, middle - height // 2) + (0 if children else 1)
    x = (node.depth + 1) * (TREE_BOX + GAP_X) + 1
    shown = [Word(x + PADDING, y + PADDING + 12, str(node.cause.get_side_display()), "small")]
    shown += [Word(x + PADDING, y + PADDING + 12 + LINE * (n + 1), line) for n, line in enumerate(words)]
    own = Box(x, y, TREE_BOX, height, shown, str(node.cause.side))
    boxes.append(own)
    lines += [_link(own, child) for child in children]
    return own, max(bottom, y + height + GAP_Y)


def _link(left: Box, right: Box) -> str:
    x1, y1 = left.x + left.width, left.y + left.height // 2
    x2, y2 = right.x, right.y + right.height // 2
    half = (x1 + x2) // 2
    return f"M{x1} {y1}C{half} {y1} {half} {y2} {x2} {y2}"
