"""Swedish words in their forms, by simple suffix rules.

Two directions. ``verb_forms`` and ``noun_forms`` bend a word of a list into the forms that it is met in, so that a
text's word is found by looking it up. ``stem`` strips endings from any word, so that two texts can be compared; it is
a short relative of Porter's Swedish stemmer.

What such rules cannot see: homographs ("lagar" is both repairs and laws), a change of vowel that is not in the list
("natt", "nätter"), and what a word means where it stands. A list that finds too little is preferred to one that finds
too much: a hint that is wrong is not read twice. A full morphological dictionary was rejected: megabytes of words for
a handful that matter here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

# Nothing longer is a word that anybody wrote; only its end is looked at.
MAX_WORD = 40

_PIECE = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*|[.,;:!?()–-]|\n")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))

_VERB_ENDINGS = {
    1: ("a", "ar", "as", "ade", "ades", "at", "ats"),
    2: ("a", "er", "as", "es", "s", "te", "tes", "de", "des", "t", "ts"),
}
_NOUN_ENDINGS = {
    "ar": ("ar", "arna"),
    "er": ("er", "erna"),
    "or": ("or", "orna"),
    "n": ("n", "na"),
    "r": ("r", "rna"),
    "-": ("", "en", "na"),
}
_ENDINGS = tuple(
    sorted(
        "arnas ernas ornas arens andes aste ades arna erna orna aren arne ande ende ens ets ars ers ors ade are "
        "ast ats ats ar er or en et as es at te de na a e s n t".split(),
        key=len,
        reverse=True,
    )
)


Phrases = dict[str, list[tuple[str, ...]]]


class Piece(NamedTuple):
    """A word or a mark: as written, in lower case, and where it begins."""

    raw: str
    text: str
    start: int

    @property
    def is_word(self) -> bool:
        return self.raw[0].isalnum()


def tidy(text: str) -> str:
    """The text as it looks: composed letters, and nothing invisible between them."""
    return unicodedata.normalize("NFC", text).translate(_UNSEEN)


def pieces(text: str) -> list[Piece]:
    """Words and marks in one pass; time grows with the length of the text and no faster."""
    return [Piece(m.group(), m.group().lower(), m.start()) for m in _PIECE.finditer(text)]


def word(ps: Sequence[Piece], i: int) -> str:
    """The lower-case text of piece ``i``, or an empty string beyond either end."""
    return ps[i].text if 0 <= i < len(ps) else ""


def phrase_at(ps: Sequence[Piece], i: int, phrases: Phrases) -> int:
    """How many words the phrase has that stands at piece ``i``; 0 for none. ``phrases`` are by their first word."""
    for phrase in phrases.get(ps[i].text, ()):
        if all(word(ps, i + n) == part for n, part in enumerate(phrase)):
            return len(phrase)
    return 0


def as_written(ps: Sequence[Piece], i: int, count: int) -> str:
    """So many pieces from ``i`` on, to be quoted."""
    return " ".join(piece.raw for piece in ps[i : i + count])


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def word_set(text: str) -> frozenset[str]:
    """A list of words as it is easiest to read and to add to."""
    return frozenset(text.split())


def as_they_are(text: str) -> dict[str, bool]:
    """Forms of nouns that the rules of bending do not make; none of them the definite singular."""
    return dict.fromkeys(text.split(), False)


def phrase_table(text: str) -> Phrases:
    """One phrase a line, by its first word; the longest first."""
    found: Phrases = {}
    for phrase in sorted((tuple(line.split()) for line in text.strip().splitlines()), key=len, reverse=True):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def verb_forms(verbs: str, group: int) -> frozenset[str]:
    """Every form of regular verbs given in the infinitive: group 1 ("laga, lagar, lagade") or 2 ("mäta, mäter, mätte").

    Participles are left out: "planerad" and "gående" say how something is, not what somebody does.
    """
    return frozenset(verb[:-1] + ending for verb in verbs.split() for ending in _VERB_ENDINGS[group])


def noun_forms(nouns: str) -> dict[str, bool]:
    """Every form of nouns given as "vandring:ar lampa:or besök:-" (the ending of the plural, "-" for none).

    The value says whether the form is the definite singular. Both genders are made: nobody writes the wrong one.
    """
    forms: dict[str, bool] = {}
    for noun in nouns.split():
        plain, ending = noun.split(":")
        ends_soft = plain[-1] in "aeéi"
        root = plain[:-1] if ending in ("ar", "or") and ends_soft else plain
        for definite in (plain + ("n" if ends_soft else "en"), plain + ("t" if ends_soft else "et")):
            forms |= {form: True for form in (definite, definite + "s") if form not in forms}
        for form in (plain, *(root + last for last in _NOUN_ENDINGS[ending])):
            forms |= {form: False, form + "s": False}
    return forms


def ending_in(text: str, forms: dict[str, bool]) -> str | None:
    """The form that the word is or, as a compound, ends in: "nattvandringar" ends in "vandringar"."""
    tail = text[-MAX_WORD:]
    for start in range(len(tail)):
        # The first part of a compound has at least two letters, and so has the form itself.
        if start != 1 and tail[start:] in forms:
            return tail[start:]
    return None


@lru_cache(maxsize=8192)
def stem(text: str) -> str:
    """A lower-case word without its ending; at least three letters are left. "ronderna" and "rond" give the same."""
    text = text[:MAX_WORD]
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) - len(ending) >= 3:
            return text[: -len(ending)]
    return text
