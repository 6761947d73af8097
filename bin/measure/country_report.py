"""The figures of the country beside those of one police area, and beside what is wanted."""

from __future__ import annotations

from typing import Any

RATIO = 1.3
TIMES_NOTHING = {"public": 5.0, "staff": 12.0}
TIMES_NOTHING_CACHED = 1.5
MOST_QUERIES, MEMORY = 20, 160.0
# Pages of a lägesbild are held against the clock: the analysis counts ten thousand reports.
BY_THE_CLOCK, LAGESBILD_P95 = ("analysis", "lagesbild"), 400.0
ANALYSIS_QUERIES = 15
REPORTS_SECONDS = 600.0
IMPORT_SECONDS, LONGEST_TRANSACTION = 120.0, 1.0
HOT_SPOTS_SECONDS, HOT_SPOTS_MEMORY = 30.0, 400.0
_NAMES = {
    "nothing": "a page that does nothing",
    "nothing_inside": "the same, for who is logged in",
    "promise": "a promise with 12 activities",
    "municipality": "a municipality",
    "list": "the list, searched",
    "coordinator": "a coordinator's Min sida",
    "chief": "a police chief's Min sida",
    "follow_up": "the follow-up of a promise",
    "saving": "saving a report",
    "analysis": "the analysis of 10,000 reports",
    "lagesbild": "a municipality's lägesbild",
    "statistics": "a series of statistics",
    "hot_spots_json": "the hot spots of a map",
    "outline": "the outline of a map",
    "places": "500 places on a map",
    "tell": "the form of a report",
    "reports": "the list of event reports",
    "problems": "the list of problems",
    "problem_matrix": "problems weighed in a matrix",
    "meeting": "a lägesbildsträff",
    "thread_promise": "the thread of a promise",
    "thread": "the thread of a municipality",
    "law": "the law in a municipality",
    "start_area": "the lägesbilder of a police area",
    "law_area": "the law in a police area",
    "start_country": "the lägesbilder of the country",
    "law_country": "the law in the country",
    "law_by_day": "the same, what is oldest first",
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
        f"{country['seconds']:.0f} s, {country['lagesbilder']} lägesbilder and {country['findings']} findings in "
        f"{country['grounds_seconds']:.0f} s; beside it {alone['promises']} promises and {alone['entries']} reports"
    )
    print(
        f"  {'':34}{'p50':>9}{'p95':>9}{'/s':>7}{'queries':>9}{'ratio':>8}{'× nothing':>11}{'cached':>9}{'×':>6}"
    )
    nothing = {page["name"]: page for page in country["pages"] if not page["kind"]}
    rows = [
        _row(small, large, nothing) for small, large in zip(alone["pages"], country["pages"], strict=True)
    ]
    missed = sum(not kept for _text, kept in rows)
    print("\n".join(text for text, _kept in rows))
    heavy = country["memory"] > MEMORY
    print(f"  the largest worker {country['memory']:.0f} MB  {'✗' if heavy else '✓'}")
    return missed + heavy + _print_lagesbild(country)


def _print_lagesbild(country: dict[str, Any]) -> int:
    """What is measured of the lägesbild beside its pages; how much of it is missed."""
    spots = country["hot_spots"]
    slow = country["reports_seconds"] > REPORTS_SECONDS
    costly = spots["seconds"] > HOT_SPOTS_SECONDS or spots["memory"] > HOT_SPOTS_MEMORY
    print(
        f"  {country['reports']} event reports built in {country['reports_seconds']:.0f} s  {'✗' if slow else '✓'}"
    )
    print(
        f"  hot spots among 10,000 reports: {spots['seconds']:.1f} s of the processor, {spots['memory']:.0f} MB"
        f"  {'✗' if costly else '✓'}"
    )
    return slow + costly + sum(_print_import(one) for one in country["imports"])


def _print_import(taken: dict[str, Any]) -> bool:
    """Whether the import of one file misses what is wanted."""
    missed = taken["seconds"] > IMPORT_SECONDS or taken["longest"] > LONGEST_TRANSACTION
    print(
        f"  {taken['rows']} reports by {taken['kind']}: {taken['seconds']:.0f} s ({taken['processor']:.0f} s of the "
        f"processor), longest transaction {taken['longest']:.2f} s, {taken['memory']:.0f} MB  {'✗' if missed else '✓'}"
    )
    return bool(missed)


def _row(
    small: dict[str, Any], large: dict[str, Any], nothing: dict[str, dict[str, Any]]
) -> tuple[str, bool]:
    """The line of one page, and whether it is as wanted."""
    kind = large["kind"]
    ratio = large["p50"] / small["p50"]
    # A page behind login is held against one that only asks who is there: no page can do without that.
    base = nothing["nothing_inside" if kind and kind != "public" else "nothing"]["p95"]
    times, again = large["p95"] / base, large["cached"] / base
    kept = not kind or (ratio <= RATIO and _within(large, times, again))
    cached = f"{large['cached']:>6.1f} ms{again:>6.1f}" if large["cached"] else " " * 15
    text = (
        f"  {_NAMES[large['name']]:34}{large['p50']:>6.1f} ms{large['p95']:>6.1f} ms{large['per_second']:>7.0f}"
        f"{large['queries'] or '':>9}{ratio:>8.2f}{times:>11.1f}{cached}  {'✓' if kept else '✗'}"
    )
    return (text if kind else text[:-1].rstrip()), kept


def _within(page: dict[str, Any], times: float, again: float) -> bool:
    if page["kind"] in BY_THE_CLOCK:
        most = ANALYSIS_QUERIES if page["kind"] == "analysis" else MOST_QUERIES
        return bool(page["p95"] <= LAGESBILD_P95 and page["queries"] <= most)
    kept = times <= TIMES_NOTHING[page["kind"]] and again <= TIMES_NOTHING_CACHED
    return bool(kept and page["queries"] <= MOST_QUERIES)
