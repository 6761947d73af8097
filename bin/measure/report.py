"""The figures of each database beside the budgets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# Average load before a measurement above which it says more about the machine.
BUSY = 1.5
MOST_QUERIES, LARGEST_PAGE = 10, 30.0
_BY_NAME = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@dataclass(frozen=True)
class Row:
    """A figure with its unit. ``budget`` is the limit it must stay under, or over; None for what is only shown."""

    text: str
    key: str
    unit: str
    decimals: int = 0
    under: float | None = None
    over: float | None = None

    def keeps(self, value: float) -> bool:
        return (self.under is None or value < self.under) and (self.over is None or value > self.over)

    @property
    def budget(self) -> str:
        if self.under is None and self.over is None:
            return ""
        return f"< {self.under:g} {self.unit}" if self.under is not None else f"> {self.over:g} {self.unit}"


TABLE: list[str | Row] = [
    "A promise with 60 activities, cold: the reader has nothing, and nothing is kept ready",
    Row("one reader, median", "promise_one", "ms", 1, under=30),
    Row("processor time", "promise_processor", "ms", 1),
    Row("sixteen readers", "promise_many", "/s", over=100),
    "The same page for the next reader, kept by the server",
    Row("one reader, median", "kept_one", "ms", 1),
    Row("processor time", "kept_processor", "ms", 1),
    Row("sixteen readers", "kept_many", "/s"),
    "The same page when the reader has it already (304)",
    Row("one reader, median", "unchanged_one", "ms", 1),
    Row("processor time", "unchanged_processor", "ms", 1),
    Row("sixteen readers", "unchanged_many", "/s"),
    "A page that does nothing, with the same middleware",
    Row("one reader, median", "nothing_one", "ms", 1),
    Row("processor time", "nothing_processor", "ms", 1),
    Row("sixteen readers", "nothing_many", "/s"),
    "The list, twenty promises with 20 activities each, cold",
    Row("one reader, median", "list_one", "ms", 1),
    Row("processor time", "list_processor", "ms", 1),
    Row("sixteen readers", "list_many", "/s"),
    "PDF with 20 activities",
    Row("the first of a new server", "pdf_first", "s", 2, under=0.5),
    Row("the next, median", "pdf_next", "s", 2, under=0.5),
    "Memory",
    Row("the largest worker at its largest", "memory", "MB", under=160),
    "Four writers without a pause",
    Row("actions, a log without chain", "unchained_actions", "/s"),
    Row("actions, the chained log", "chained_actions", "/s", over=100),
    Row("an action with its event, 95th percentile", "chained_p95", "ms", under=100),
]


def report(results: list[dict[str, Any]]) -> int:
    """Print the tables. 1 when a budget is missed, else 0."""
    names = [_BY_NAME[result["database"]] for result in results]
    missed = _print_figures(results, names) + _print_pages(results)
    print()
    if results[0]["load"] > BUSY:
        print(
            "! The machine was busy with other things when this began. Only the processor times can be trusted."
        )
    if missed:
        print(f"✗ {missed} over budget")
        return 1
    print("✓ All within budget")
    return 0


def _print_figures(results: list[dict[str, Any]], names: list[str]) -> int:
    """How many figures miss their budget."""
    missed = 0
    print(f"\n{'':46}" + "".join(f"{name:>14}" for name in names) + f"{'budget':>12}")
    for row in TABLE:
        if isinstance(row, str):
            print(f"\n{row}")
            continue
        values = [float(result[row.key]) for result in results]
        kept = all(row.keeps(value) for value in values)
        cells = "".join(f"{value:>10.{row.decimals}f} {row.unit:<3}" for value in values)
        mark = "" if not row.budget else "  ✓" if kept else "  ✗"
        print(f"  {row.text:44}{cells}{row.budget:>12}{mark}".rstrip())
        missed += not kept
    return missed


def _print_pages(results: list[dict[str, Any]]) -> int:
    """Each address once: sizes are the same on both databases, and of the queries the most are shown."""
    missed = 0
    print(f"\n{'Each public page, cold':60}{'queries':>9}{'gzip':>9}")
    for rows in zip(*(result["pages"] for result in results), strict=True):
        address = rows[0]["address"]
        queries, size = max(row["queries"] for row in rows), max(row["size"] for row in rows)
        kept = queries <= MOST_QUERIES and size <= LARGEST_PAGE
        shown = f"{size:.1f} kB" if size else "–"
        print(f"  {address:58}{queries:>9}{shown:>9}  {'✓' if kept else '✗'}")
        missed += not kept
    print(f"  {'budget':58}{f'≤ {MOST_QUERIES}':>9}{f'≤ {LARGEST_PAGE:g} kB':>9}")
    return missed
