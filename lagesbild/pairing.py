"""Which of one party's problems may be the same as which of the other's. Pure; it suggests and never decides.

Two problems are compared by their theme, the places they are linked to and the words they share. Words are compared by
their first letters, since Swedish puts the article and the plural last (badplats, badplatsen, badplatserna).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

# How much each likeness says, and how much is needed before anything is suggested.
THEME, PLACE, WORD, MOST_WORDS, ENOUGH = 2, 3, 1, 3, 3
_SHORTEST, _STEM = 5, 6
# Words that say nothing of what a problem is about.
_EMPTY = frozenset(
    "andra annan annat både dessa deras denna detta eller efter finns flera från genom ibland inget ingen "
    "kring många mellan något någon några oftare sedan skulle under utanför vanligt också problem problemet "
    "kommun kommunen polisen polis personer människor området område platsen platser kvällar kvällstid".split()
)
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Sketch:
    """What is compared of a problem. ``words``: a word for each stem, as it is written."""

    pk: int
    theme: str
    places: frozenset[str] = frozenset()
    words: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Likeness:
    """Two problems by their ids, what they have in common, and how much that says."""

    one: int
    other: int
    points: int
    same_theme: bool
    places: tuple[str, ...]
    words: tuple[str, ...]


def words_of(*texts: str) -> dict[str, str]:
    """The telling words of some texts, each by its stem."""
    found: dict[str, str] = {}
    for word in _WORDS.findall(" ".join(texts).casefold()):
        if len(word) >= _SHORTEST and word not in _EMPTY:
            found.setdefault(word[:_STEM], word)
    return found


def suggest(ours: Sequence[Sketch], theirs: Sequence[Sketch]) -> list[Likeness]:
    """Pairs worth comparing, the likest first; each problem in one pair at most."""
    common = _too_common([*ours, *theirs])
    found = [_compare(one, other, common) for one, other in product(ours, theirs)]
    ranked = sorted((one for one in found if one.points >= ENOUGH), key=lambda p: (-p.points, p.one, p.other))
    taken: set[int] = set()
    pairs = []
    for pair in ranked:
        if not {pair.one, pair.other} & taken:
            taken |= {pair.one, pair.other}
            pairs.append(pair)
    return pairs


def _compare(one: Sketch, other: Sketch, common: frozenset[str]) -> Likeness:
    places = tuple(sorted(one.places & other.places))
    stems = sorted((one.words.keys() & other.words.keys()) - common)
    words = tuple(one.words[stem] for stem in stems)
    same = one.theme == other.theme
    points = THEME * same + PLACE * len(places) + WORD * min(len(words), MOST_WORDS)
    return Likeness(one.pk, other.pk, points, same, places, words)


def _too_common(sketches: Sequence[Sketch]) -> frozenset[str]:
    """Stems in more than half of many problems: they tell none from another."""
    if len(sketches) < 6:
        return frozenset()
    counts = Counter(stem for sketch in sketches for stem in sketch.words)
    return frozenset(stem for stem, count in counts.items() if count > len(sketches) / 2)
