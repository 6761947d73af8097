"""What a file may be about: its fields, the headings that people use for them, and how a row is put together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise as LazyText

from lagesbild.imports.tables import Table
from lagesbild.imports.values import folded
from lagesbild.models import Place
from organisations.models import Municipality

Values = dict[str, Any]
# (the field's name, a sentence)
Fault = tuple[str, str]
# A word that means: leave the row out.
LEAVE_OUT = "-"


@dataclass
class Context:
    """What readers may need to know of the place that the rows go to. Asked once for many rows."""

    municipality: Municipality
    source: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @cached_property
    def now(self) -> datetime:
        return timezone.now()

    @cached_property
    def places(self) -> dict[str, int]:
        """The municipality's named places, by their names as they are compared."""
        found = Place.objects.filter(municipality=self.municipality, is_active=True)
        return {folded(name): pk for pk, name in found.values_list("pk", "name")}


Reader = Callable[[str, Context], Any]


@dataclass(frozen=True)
class Field:
    """One thing that a column may hold.

    choices: our values and their words, for what is read by word; words of theirs that are none of ours are asked
    about. synonyms: headings in use. screened: people write in it, so it is screened for personal data.
    several: a cell may hold several words, with ``;`` between.
    """

    name: str
    label: str | LazyText
    example: str
    read: Reader | None = None
    required: bool = False
    synonyms: tuple[str, ...] = ()
    choices: tuple[tuple[str, str | LazyText], ...] = ()
    word_synonyms: Mapping[str, str] = field(default_factory=dict)
    screened: bool = False
    several: bool = False

    @cached_property
    def known_words(self) -> dict[str, str]:
        """Our value for each word that needs no asking."""
        found = {folded(word): value for word, value in self.word_synonyms.items()}
        for value, label in self.choices:
            found |= {folded(value): value, folded(str(label)): value}
        return found

    def words_in(self, cell: str) -> list[str]:
        """The words of a cell, as they are written."""
        parts = cell.split(";") if self.several else [cell]
        return [" ".join(part.split()) for part in parts if part.strip()]


@dataclass(frozen=True)
class Kind:
    """A sort of file. ``put_together`` makes of the read cells what will be stored, or says what is wrong.

    ``most`` rows, since what is not inserted in pieces is one short transaction. ``of_dialogue``: needs one.
    ``marks``: what makes two rows the same; ``also_marked`` adds to it. ``repeats_are_faults``: a file that says the
    same twice contradicts itself, and is not only long. ``reshape``: makes rows of a table that has them otherwise.
    """

    key: str
    slug: str
    title: str | LazyText
    lead: str | LazyText
    fields: tuple[Field, ...]
    put_together: Callable[[Values, Context], tuple[Values, list[Fault]]]
    marks: tuple[str, ...]
    most: int
    of_dialogue: bool = False
    repeats_are_faults: bool = False
    also_marked: Callable[[Values], str] = lambda values: ""
    reshape: Callable[[Table], Table] = lambda table: table

    def field(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)

    def fingerprint(self, values: Values, context: Context) -> str:
        """The same for two rows that say the same thing; empty when rows have a right to be alike."""
        if not self.marks:
            return ""
        parts = [self.key, context.municipality.code, context.source]
        return digest(*parts, *(values.get(name) for name in self.marks), self.also_marked(values))


def digest(*parts: Any) -> str:
    """A hash of the parts, written so that no two lists of parts are the same text."""
    written = "\x1f".join("" if part is None else " ".join(str(part).casefold().split()) for part in parts)
    return hashlib.sha256(written.encode()).hexdigest()
