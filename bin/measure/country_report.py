"""The figures of the country beside those of one police area, and beside what is wanted."""

from __future__ import annotations

from typing import Any

RATIO = 1.3
TIMES_NOTHING = {"public": 5.0, "staff": 12.0}
MOST_QUERIES, MEMORY = 20, 160.0
_NAMES = {
    "nothing": "a page that does nothing",
    "promise": "a promise with 12 activities",
    "municipality": "a municipality",
    "list": "the list, searched",
    "coordinator": "a coordinator's Min sida",
    "chief": "a police chief's Min sida",
    "follow_up": "the follow-up of a promise",
}


def report(results: list[dict[str, Any]]) -> int:
    """Print a table for each database. 1 when something wanted is missed, else 0."""
    missed = 0
    for vendor in dict.fromkeys(result["database"] for result in results):
        both = {result["scope"]: result for result in results if result["database"] == vendor}
        missed += _print(vendor, both["alone"], both["country"])
    print()
    print(f"✗ {missed} missed" if missed else "✓ All as wanted")
    return 1 if missed else 0


def _print(vendor: str, alone: dict[str, Any], country: dict[str, Any]) -> int:
    print(
        f"\n{vendor}: {country['promises']} promises and {country['entries']} reports, built in "
        f"{country['seconds']:.0f} s; beside it {alone['promises']} promises and {alone['entries']} reports"
    )
    print(f"  {'':34}{'p50':>9}{'p95':>9}{'/s':>7}{'queries':>9}{'ratio':>8}{'× nothing':>11}")
    nothing = country["pages"][0]
    missed = 0
    for small, large in zip(alone["pages"], country["pages"], strict=True):
        ratio = large["p50"] / small["p50"]
        times = large["p95"] / nothing["p95"]
        wanted = TIMES_NOTHING.get(large["kind"])
        kept = wanted is None or (ratio <= RATIO and times <= wanted and large["queries"] <= MOST_QUERIES)
        mark = "" if wanted is None else "✓" if kept else "✗"
        print(
            f"  {_NAMES[large['name']]:34}{large['p50']:>6.1f} ms{large['p95']:>6.1f} ms{large['per_second']:>7.0f}"
            f"{large['queries']:>9}{ratio:>8.2f}{times:>11.1f}  {mark}".rstrip()
        )
        missed += not kept
    heavy = country["memory"] > MEMORY
    print(f"  the largest worker {country['memory']:.0f} MB  {'✗' if heavy else '✓'}")
    return missed + heavy
