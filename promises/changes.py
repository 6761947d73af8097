"""One difference between two texts, and which words of it differ. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

# A word with the space after it, and a line with its end: so that the pieces together are the text.
_WORDS = re.compile(r"\s+|\S+\s*")
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
# Comparing takes time as the product of the two lengths: some hundredths of a second for this many pairs of words.
_MAX_PAIRS = 250_000


@dataclass(frozen=True)
class Part:
    """A piece of a text, and whether it differs from the other text."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Change:
    """``before`` is empty for something added, ``after`` for something removed."""

    where: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"

    @property
    def words(self) -> str:
        return {"added": _("Nytt"), "removed": _("Borttaget"), "changed": _("Ändrat")}[self.kind]

    @property
    def before_parts(self) -> list[Part]:
        """The old text in pieces; those that are not in the new one differ."""
        return _marked(self.before, self.after)

    @property
    def after_parts(self) -> list[Part]:
        """The new text in pieces; those that are not in the old one differ."""
        return _marked(self.after, self.before)


def _marked(text: str, other: str) -> list[Part]:
    """The text in pieces, word by word against the other, long texts line by line."""
    if not other:
        return [Part(text, True)] if text else []
    mine, theirs = _WORDS.findall(text), _WORDS.findall(other)
    if len(mine) * len(theirs) > _MAX_PAIRS:
        mine, theirs = _LINES.findall(text), _LINES.findall(other)
    # Without autojunk, which takes words that occur often in a long text for unimportant.
    matcher = SequenceMatcher(None, theirs, mine, autojunk=False)
    pieces = [Part("".join(mine[j1:j2]), tag != "equal") for tag, _i1, _i2, j1, j2 in matcher.get_opcodes()]
    return [piece for piece in pieces if piece.text]
