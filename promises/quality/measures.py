"""Measures of running text: how hard it is to read, and which abbreviations it leaves unexplained. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from organisations import body
from promises.quality import vocabulary as v
from promises.quality.swedish import tidy

# Björnsson counts words of more than six letters as long.
LONG = 6
# So many words in capitals in a row are a heading that shouts.
SHOUTED = 3
# He took samples of hundreds of words. A measure of fewer than these says more of chance than of the text.
MIN_WORDS = 40

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
# A full stop after one of these ends no sentence.
_SHORTENED = frozenset(
    "t ex bl a m m f d p g s k o d v s c e fr o m h kl ca nr tel st dvs osv etc mm jfr forts resp enl inkl exkl".split()
)
# A sentence ends where the next one can begin: not before a small letter, and not inside "7.40".
_STOP = re.compile(r"(?<![.!?…])([.!?…]++)[”\")]*+(?=\s*+\Z|\s++[^\sa-zåäö])|:(?=\s)")
_CAPITALS = re.compile(r"(?<![^\W_])[A-ZÅÄÖ]{2,6}(?![^\W\d_])")
_NUMBER_AFTER = re.compile(r"[\s-]?\d")
_APPOSED_BEFORE = re.compile(r"(?:[(,–—-]|\b(?:kallat|kallad|kallas|förkortat|förkortas))\s*\Z")
_APPOSED_AFTER = re.compile(r"\s*(?:[(,–—:=-]|(?:står för|betyder|det vill säga)\b)\s*")
_NEAR = 120
_MOST_WORDS = 8


@dataclass(frozen=True)
class Lix:
    value: int
    words: int
    sentences: int


def lix(text: str) -> Lix:
    """Läsbarhetsindex: words per sentence plus the percentage of words with more than six letters.

    Björnsson, C. H. (1968), *Läsbarhet*, Stockholm: Liber. By his scale below 30 is very easy, 30–40 easy, 40–50 of
    medium difficulty, 50–60 difficult and above 60 very difficult. A sentence ends at ``.``, ``!``, ``?`` or ``:``;
    each paragraph and each point of a list is at least one.
    """
    lengths: list[int] = []
    sentences = 0
    for unit in _units(text):
        words = _WORD.findall(unit)
        if words:
            lengths.extend(map(len, words))
            sentences += _sentences(unit)
    if not lengths:
        return Lix(0, 0, 0)
    long = sum(length > LONG for length in lengths)
    return Lix(round(len(lengths) / sentences + 100 * long / len(lengths)), len(lengths), sentences)


def _units(text: str) -> Iterator[str]:
    for block in body.parse(tidy(text)):
        if isinstance(block, body.Items):
            yield from block.items
        else:
            yield block.text


def _sentences(unit: str) -> int:
    ends = [m.end() for m in _STOP.finditer(unit) if not _is_shortening(unit, m)]
    rest = unit[ends[-1] :] if ends else unit
    return len(ends) + bool(_WORD.search(rest))


def _is_shortening(unit: str, stop: re.Match[str]) -> bool:
    """Whether the stop belongs to "kl." or "t.ex."; at the very end of a unit it ends the sentence all the same."""
    if stop.group(1) != "." or not unit[stop.end() :].strip():
        return False
    before = re.search(r"[^\W\d_]{1,12}\Z", unit[max(0, stop.start() - 12) : stop.start()])
    return before is not None and before.group().lower() in _SHORTENED


@dataclass(frozen=True)
class Capitals:
    """An abbreviation where it first stands; ``index`` is which of the texts."""

    letters: str
    index: int


def unexplained(texts: Iterable[tuple[str, bool]], names: frozenset[str] = frozenset()) -> list[Capitals]:
    """Abbreviations in capitals whose first use does not say what they stand for, in the order of the texts.

    ``texts`` are pairs of a text and whether it is a heading: a heading has no room to explain, so there the next use
    in running text will do. ``names`` are words that are names of organisations, such as "ÖBO".
    """
    first: dict[str, tuple[int, bool, bool]] = {}
    for index, (text, is_heading) in enumerate(texts):
        for match in _CAPITALS.finditer(text):
            letters = match.group()
            known = first.get(letters)
            if (known is not None and (not known[1] or is_heading)) or _is_no_abbreviation(
                text, match, names
            ):
                continue
            place = known[0] if known else index
            first[letters] = (place, is_heading, _is_explained(text, match))
    return [
        Capitals(letters, index) for letters, (index, _heading, explained) in first.items() if not explained
    ]


def _is_no_abbreviation(text: str, match: re.Match[str], names: frozenset[str]) -> bool:
    """A name, something everybody knows, a file number ("KS 2026/12"), or a whole line in capitals."""
    letters = match.group()
    if letters in v.WELL_KNOWN or letters in names or _NUMBER_AFTER.match(text, match.end()):
        return True
    around = text[max(0, match.start() - 20) : match.end() + 20]
    return around.upper() == around and len(set(_WORD.findall(around))) >= SHOUTED


def _is_explained(text: str, match: re.Match[str]) -> bool:
    before = text[max(0, match.start() - _NEAR) : match.start()]
    after = text[match.end() : match.end() + _NEAR]
    letters = match.group().lower()
    opening = _APPOSED_BEFORE.search(before)
    if opening is not None:
        words = _WORD.findall(before[: opening.start()].lower())[-_MOST_WORDS:]
        if any(_spells(words[-count:], letters) for count in range(1, len(words) + 1)):
            return True
    opening = _APPOSED_AFTER.match(after)
    if opening is None:
        return False
    words = _WORD.findall(after[opening.end() :].lower())[:_MOST_WORDS]
    return any(_spells(words[:count], letters) for count in range(1, len(words) + 1))


def _spells(words: list[str], letters: str) -> bool:
    """Whether the words are what the letters stand for: "motorburen ungdom" and MBU, not "mycket bra uppföljning i".

    Every word but the small ones gives at least its first letter, and no letter is left over.
    """
    initials = "".join(word[0] for word in words if word not in v.SMALL_WORDS)
    starts_alike = words[0][0] == letters[0] and words[-1] not in v.SMALL_WORDS
    return starts_alike and _within(initials, letters) and _within(letters, "".join(words))


def _within(part: str, whole: str) -> bool:
    """Whether the letters of ``part`` stand in ``whole``, in the same order."""
    letters = iter(whole)
    return all(letter in letters for letter in part)
