"""Which column is which, and which of their words is which of ours: guessed, remembered, chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from lagesbild.imports import limits
from lagesbild.imports.kinds import LEAVE_OUT, Field, Kind
from lagesbild.imports.stored import Line
from lagesbild.imports.tables import Unreadable, text_of
from lagesbild.imports.values import folded

# {our field: index of their column}
Chosen = dict[str, int]
# {our field: {their word, as it is compared: our value}}
Words = dict[str, dict[str, str]]


def guess(kind: Kind, headings: list[str], remembered: Mapping[str, Any] | None = None) -> Chosen:
    """The columns as they were read last time, else by their headings: the whole heading first, then a part of it."""
    found: Chosen = {}
    names = [folded(heading) for heading in headings]
    last = (remembered or {}).get("headings", {})
    for field in kind.fields:
        if (heading := folded(last.get(field.name, ""))) and heading in names:
            found[field.name] = names.index(heading)
    if last:
        return found
    for is_same in (_is_the_heading, _begins_the_heading):
        for field in kind.fields:
            if field.name in found:
                continue
            free = [index for index in range(len(names)) if index not in found.values()]
            index = next((one for one in free if is_same(field, names[one])), None)
            if index is not None:
                found[field.name] = index
    return found


def _is_the_heading(field: Field, heading: str) -> bool:
    return heading in {folded(str(field.label)), *map(folded, field.synonyms)}


def _begins_the_heading(field: Field, heading: str) -> bool:
    """ "Datum för händelsen" is a day; one letter may begin anything."""
    return any(len(word) > 2 and heading.startswith(f"{folded(word)} ") for word in field.synonyms)


def missing(kind: Kind, chosen: Chosen) -> list[Field]:
    """What must have a column and has none."""
    return [field for field in kind.fields if field.required and field.name not in chosen]


def remember(headings: list[str], chosen: Chosen, words: Words) -> dict[str, Any]:
    """What a ``ColumnMapping`` keeps of a choice."""
    return {"headings": {name: headings[index] for name, index in chosen.items()}, "words": words}


# --- Words ------------------------------------------------------------------------------------------


def words_of(kind: Kind, chosen: Chosen, lines: Iterable[Line]) -> dict[str, Counter[str]]:
    """The words in each column that is read by word, as they are written, and how often each is there.

    Raises ``Unreadable`` for a column that has too many: it is hardly one of categories.
    """
    asked = [field for field in kind.fields if field.choices and field.name in chosen]
    found: dict[str, Counter[str]] = {field.name: Counter() for field in asked}
    for line in lines:
        for field in asked:
            index = chosen[field.name]
            cell = text_of(line.cells[index]) if index < len(line.cells) else ""
            for word in field.words_in(cell):
                found[field.name][word[:200]] += 1
                if len(found[field.name]) > limits.MAX_WORDS * 10:
                    raise _too_many(field)
    return found


def unknown(
    field: Field, counted: Counter[str], known: Mapping[str, str] | None = None
) -> list[tuple[str, int]]:
    """The words that we cannot place ourselves, each once however it is written, the commonest first."""
    own = {**field.known_words, **(known or {})}
    found: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for word, count in counted.items():
        if folded(word) not in own:
            found[folded(word)] += count
            spelled.setdefault(folded(word), word)
    if len(found) > limits.MAX_WORDS:
        raise _too_many(field)
    return [(spelled[word], count) for word, count in found.most_common()]


def _too_many(field: Field) -> Unreadable:
    return Unreadable(
        _(
            "Kolumnen för ”%(field)s” har fler än %(most)d olika ord. Är det rätt kolumn? Välj en annan, eller gör "
            "orden färre i filen."
        )
        % {"field": field.label, "most": limits.MAX_WORDS}
    )


def value_of(field: Field, word: str, words: Words) -> str | None:
    """Our value for a word of theirs: as it was chosen, else as we know it; None when it is neither."""
    key = folded(word)
    return words.get(field.name, {}).get(key) or field.known_words.get(key)


def is_left_out(value: str | None) -> bool:
    """Whether the column is not to be read."""
    return value == LEAVE_OUT
