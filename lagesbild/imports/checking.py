"""Reading one row after the other: its values, or what is wrong with it, by column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from lagesbild.imports.columns import Chosen, Words, is_left_out, value_of
from lagesbild.imports.files import letter
from lagesbild.imports.kinds import Context, Field, Kind, Values
from lagesbild.imports.stored import Line
from lagesbild.imports.tables import Cell, Unreadable, text_of
from organisations.screening import find_personal_data, sentence_for


@dataclass
class CheckedRow:
    """A row as it was read. ``faults``: (column, sentence), the column as people see it in their program."""

    number: int
    values: Values = field(default_factory=dict)
    faults: list[tuple[str, str]] = field(default_factory=list)
    fingerprint: str = ""
    is_left_out: bool = False


class LeaveOut(Exception):
    """The row has a word that means: not this one."""


class Checker:
    """Reads the rows of one file by one choice of columns and words."""

    def __init__(
        self, kind: Kind, headings: list[str], chosen: Chosen, words: Words, context: Context
    ) -> None:
        self.kind, self.headings, self.chosen, self.words, self.context = (
            kind,
            headings,
            chosen,
            words,
            context,
        )
        self.width = len(headings)
        self.fields = [one for one in kind.fields if one.name in chosen]

    def check(self, line: Line, *, is_ragged: bool) -> CheckedRow:
        """The row with its values and fingerprint, or with its faults."""
        row = CheckedRow(line.number)
        if not is_ragged and len(line.cells) != self.width:
            row.faults.append((whole_row(), self._out_of_step(len(line.cells))))
            return row
        try:
            read = dict(self._values(line, row))
        except LeaveOut:
            row.is_left_out, row.faults = True, []
            return row
        if not row.faults:
            row.values, faults = self.kind.put_together(read, self.context)
            row.faults += [(self.column(name), sentence) for name, sentence in faults]
        if not row.faults:
            row.fingerprint = self.kind.fingerprint(row.values, self.context)
        return row

    def column(self, name: str) -> str:
        """Their heading and its letter; our own name for what they have no column for."""
        if name not in self.chosen:
            return str(self.kind.field(name).label)
        index = self.chosen[name]
        return f"{self.headings[index]} ({letter(index)})"

    def _out_of_step(self, width: int) -> str:
        return _(
            "Raden har %(width)d celler men rubrikraden %(wanted)d. En avgränsare i texten kan sakna citattecken, "
            "eller filen vara avbruten."
        ) % {"width": width, "wanted": self.width}

    def _values(self, line: Line, row: CheckedRow) -> Iterator[tuple[str, Any]]:
        for one in self.fields:
            index = self.chosen[one.name]
            cell: Cell = line.cells[index] if index < len(line.cells) else ""
            try:
                yield one.name, self._value(one, cell)
            except Unreadable as fault:
                # The sentence repeats the cell, unless somebody's number stands in it.
                sentence = screened(text_of(cell)) or str(fault)
                row.faults.append((self.column(one.name), sentence))

    def _value(self, one: Field, cell: Cell) -> Any:
        if isinstance(cell, dict):
            raise Unreadable(_computed(cell))
        if not cell.strip():
            if one.required:
                raise Unreadable(_("Cellen är tom."))
            return None
        if one.screened and (sentence := screened(cell)):
            raise Unreadable(sentence)
        return self._by_word(one, cell) if one.choices else self._read(one, cell)

    def _read(self, one: Field, cell: str) -> Any:
        if one.read is None:
            return cell.strip()
        value = one.read(cell, self.context)
        if value == "" and one.required:
            raise Unreadable(_("Cellen är tom."))
        return value

    def _by_word(self, one: Field, cell: str) -> Any:
        found = [(word, value_of(one, word, self.words)) for word in one.words_in(cell)]
        for word, value in found:
            if value is None:
                raise Unreadable(_("Vi känner inte igen ordet ”%(word)s”.") % {"word": word[:60]})
        if one.several:
            # What is left out of several is one answer, not the row.
            return [[word, value] for word, value in found if not is_left_out(value)]
        if not is_left_out(found[0][1]):
            return found[0][1]
        if one.required:
            raise LeaveOut
        return None


def whole_row() -> str:
    """The column of a fault that is in none."""
    return _("hela raden")


def repeated() -> str:
    """What is said of a row that says the same as one before it in the file."""
    return _("En tidigare rad i filen säger samma sak. Ta bort den ena.")


def _computed(cell: dict[str, str]) -> str:
    if "formula" in cell:
        return _(
            "Cellen har en formel. Kopiera kolumnen och klistra in den som värden, så läser vi det du ser."
        )
    return _("Cellen visar ett fel i Excel (%(error)s).") % {"error": text_of(cell)}


# Of letters and the commonest signs alone, none of what is looked for can be made; most cells are no more than that.
_HARMLESS = re.compile(r"[A-Za-zÅÄÖåäöÉéÜü ,.;:!?'\"/\n–-]*\Z")


def screened(text: str) -> str:
    """A sentence about personal data in the text, empty when there is none."""
    return "" if _HARMLESS.match(text) else sentence_for(find_personal_data(text))
