"""Decide what to write, from what the file says, what was written last time and what is there now. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Values = dict[str, Any]
Rows = dict[str, Values]


@dataclass(frozen=True)
class Present:
    """A row as it stands in the database; ``pinned`` says that somebody vouches for it by hand."""

    pk: int
    values: Values
    pinned: bool = False


@dataclass
class Plan:
    """What to write, decided without touching the database."""

    create: list[str] = field(default_factory=list)
    update: dict[str, Values] = field(default_factory=dict)
    remove: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def make_plan(
    rows: Rows, written: Rows, present: dict[str, Present], may_add: Callable[[Values], bool] = lambda _: True
) -> Plan:
    """Compare the file's rows with what the loader wrote last and with what is there now.

    ``may_add`` is asked about rows that have never been written; a no leaves them out.
    """
    plan = Plan()
    for key, values in rows.items():
        row, before = present.get(key), written.get(key)
        if row is None:
            fresh = before is None and may_add(values)
            (plan.create if fresh else plan.kept).append(key)
            continue
        changes, by_hand = _changes(values, before, row)
        if changes:
            plan.update[key] = changes
        elif by_hand:
            plan.kept.append(key)
    for key in written.keys() - rows.keys() & present.keys():
        if not present[key].pinned and present[key].values == written[key]:
            plan.remove.append(key)
    return plan


def _changes(values: Values, before: Values | None, row: Present) -> tuple[Values, bool]:
    """What to replace in a row, and whether something differs because it was edited by hand."""
    differing = {name: value for name, value in values.items() if row.values[name] != value}
    if row.pinned:
        return {}, True
    if before is None:  # the row was not made here: only what is missing may be filled in
        changes = {name: value for name, value in differing.items() if row.values[name] in ("", None)}
    else:
        changes = {name: value for name, value in differing.items() if row.values[name] == before.get(name)}
    return changes, len(changes) < len(differing)
