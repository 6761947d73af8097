"""How many of those reached were of which sex and age, as a table: for the parties, and as everybody may see it. Pure.

Those who are in no group are counted too, so that the table adds up to the number that is told beside it: otherwise a
small number could be worked out from the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lagesbild.models import Breakdown
from lagesbild.small_numbers import mask

# An empty word stands for those who were not told apart.
COLUMNS: list[str] = [*Breakdown.Sex.values, ""]


@dataclass(frozen=True)
class BreakdownTable:
    """Columns are sexes, rows ages; None is a number that is not told."""

    columns: list[str]
    rows: list[tuple[str, list[int | None], int | None]]
    column_totals: list[int | None]
    total: int | None
    is_whole: bool = True


def table_of(rows: Iterable[Breakdown], reached: int | None, *, public: bool) -> BreakdownTable | None:
    """The table; None when nothing is counted. ``public``: without what could point somebody out."""
    counts = {(row.age, row.sex): row.count for row in rows if row.count}
    if not counts:
        return None
    rest = (reached or 0) - sum(counts.values())
    if rest > 0:
        counts[("", "")] = counts.get(("", ""), 0) + rest
    # In the order that they were written, those of no age last.
    ages = sorted(dict.fromkeys(age for age, _sex in counts), key=lambda age: age == "")
    sexes = [sex for sex in COLUMNS if any(key[1] == sex for key in counts)]
    return _laid_out(ages, sexes, [[counts.get((age, sex), 0) for sex in sexes] for age in ages], public)


def _laid_out(ages: list[str], sexes: list[str], cells: list[list[int]], public: bool) -> BreakdownTable:
    labels = dict(Breakdown.Sex.choices)
    columns = [str(labels[sex]) if sex else _("Kön inte uppgivet") for sex in sexes]
    names = [age or _("Ålder inte uppgiven") for age in ages]
    if public:
        masked = mask(cells)
        rows = list(zip(names, masked.rows, masked.row_totals, strict=True))
        return BreakdownTable(columns, rows, masked.column_totals, masked.total, masked.is_whole)
    sums = [sum(column) for column in zip(*cells, strict=True)]
    plain: list[tuple[str, list[int | None], int | None]] = [
        (name, list(row), sum(row)) for name, row in zip(names, cells, strict=True)
    ]
    return BreakdownTable(columns, plain, list(sums), sum(sums))
