"""The tree of a problem's causes: who lies under whom, and what an analysis needs to be done. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _


@dataclass
class Node:
    """A cause with what lies under it. ``depth`` 0 is a direct cause."""

    cause: Any
    depth: int = 0
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This one and all below it, in the order of reading."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree_of(causes: Iterable[Any]) -> list[Node]:
    """The direct causes in order, each with those under it. A cause whose parent is not among them is direct."""
    rows = sorted(causes, key=lambda cause: (cause.position, cause.pk))
    known = {row.pk for row in rows}
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        below.setdefault(row.parent_id if row.parent_id in known else None, []).append(row)

    def grow(parent: int | None, depth: int) -> list[Node]:
        return [Node(row, depth, grow(row.pk, depth + 1)) for row in below.get(parent, [])]

    return grow(None, 0)


def descendants(pk: int, parents: Mapping[int, int | None]) -> set[int]:
    """All that lies under a cause, at any depth. ``parents``: each cause's id and its parent's."""
    found: set[int] = set()
    newest = {pk}
    while newest:
        newest = {child for child, parent in parents.items() if parent in newest} - found
        found |= newest
    return found


def missing(*, has_direct: bool, has_evidence: bool) -> list[str]:
    """What an analysis lacks before it can be called done, in sentences that say what to do."""
    if not has_direct:
        return [_("Skriv minst en direkt orsak i steg 3.")]
    if not has_evidence:
        return [_("Skriv minst ett belägg för en direkt orsak i steg 4.")]
    return []
