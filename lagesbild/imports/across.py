"""Tables with a column for each year, as Kolada, SCB and many in Excel have them: each value made a row of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from lagesbild.imports.files import letter
from lagesbild.imports.tables import Row, Table, Unreadable, text_of

_YEAR = re.compile(r"(?:19[5-9]|20\d)\d(?:[.,]0)?\Z")
# A row's number is that of its row in the file times this, and the place of its column.
_STEP = 1_000
FEWEST = 2


def unfold(table: Table, *, year: str, value: str, known: frozenset[str] = frozenset()) -> Table:
    """The table with a column for the year and one for the value, when its headings are years; else as it is.

    ``known``: headings that say that a column holds the year or the value already. Cells without a value are no rows.
    """
    years = {
        index: name.strip()[:4] for index, name in enumerate(table.headings) if _YEAR.match(name.strip())
    }
    others = [index for index in range(len(table.headings)) if index not in years]
    has_own = any(table.headings[index].strip().casefold() in known for index in others)
    if len(years) < FEWEST or has_own or max(years) >= _STEP:
        return table
    headings = [*(table.headings[index] for index in others), year, value]
    reading = {**table.reading, "years": {str(index): name for index, name in years.items()}, "value": value}
    return replace(table, headings=headings, reading=reading, rows=_rows(table, others, years))


def _rows(table: Table, others: list[int], years: Mapping[int, str]) -> Iterator[Row]:
    width = len(table.headings)
    for number, cells in table.rows:
        if len(cells) > width or (len(cells) < width and not table.is_ragged):
            raise Unreadable(
                _(
                    "Rad %(row)d har %(cells)d celler men rubrikraden %(wanted)d. Rätta raden och ladda upp filen igen."
                )
                % {"row": number, "cells": len(cells), "wanted": width}
            )
        whole = [*cells, *([""] * (width - len(cells)))]
        for index, name in years.items():
            if text_of(whole[index]).strip():
                yield number * _STEP + index, [*(whole[other] for other in others), name, whole[index]]


def in_file(reading: Mapping[str, Any], number: int, column: str = "") -> tuple[int, str]:
    """The row of the file and the column in it, as people see them there, of a row's number and column."""
    years = reading.get("years")
    if not years:
        return number, column
    row, index = divmod(number, _STEP)
    if column.startswith(str(reading["value"])):
        column = f"{years[str(index)]} ({letter(index)})"
    return row, column
