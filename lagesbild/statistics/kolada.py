"""Kolada's open figures, version 3 of its address: ``/data/kpi/…/municipality/…/year/…``.

At most 25 values in each part of the address; the answer comes in pages with the address of the next. Every value
must be one that was asked for: an answer about another indicator, municipality or year is refused as a whole.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from lagesbild.statistics.fetching import FetchError, fetch, same_host
from lagesbild.statistics.figures import FigureError, Read, SeriesText, as_value

MOST_IN_PART = 25
PER_PAGE = 5000
MOST_PAGES = 200
SEXES = frozenset("TKM")
_LIST = Path(__file__).resolve().parent.parent / "data" / "kolada_series.csv"

Fetch = Callable[[str], bytes]


@cache
def known() -> dict[str, SeriesText]:
    """The indicators that we have names for, by id."""
    return {row["id"]: _text(row) for row in _rows()}


@cache
def core() -> tuple[str, ...]:
    """Those that are fetched when nothing else is said."""
    return tuple(row["id"] for row in _rows() if row["core"])


def figures(
    base: str, kpis: Sequence[str], codes: Sequence[str], years: Sequence[int], get: Fetch = fetch
) -> dict[str, list[Read]]:
    """Indicator → its figures, all of them or FetchError. An indicator without figures has an empty list."""
    found: dict[str, dict[tuple[str, int, str], Read]] = {kpi: {} for kpi in kpis}
    for some_kpis in _parts(kpis):
        for some_codes in _parts(codes):
            for some_years in _parts([str(year) for year in years]):
                asked = (set(some_kpis), set(some_codes), {int(year) for year in some_years})
                url = (
                    f"{base.rstrip('/')}/data/kpi/{','.join(some_kpis)}/municipality/{','.join(some_codes)}"
                    f"/year/{','.join(some_years)}?per_page={PER_PAGE}"
                )
                for kpi, read in _answers(base, url, asked, get):
                    _add(found[kpi], kpi, read)
    return {kpi: list(by_key.values()) for kpi, by_key in found.items()}


def _rows() -> list[dict[str, str]]:
    with _LIST.open(newline="") as file:
        return list(csv.DictReader(file))


def _text(row: dict[str, str]) -> SeriesText:
    return SeriesText(row["id"], row["title"], row["unit"], row["theme"], row["origin"])


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), MOST_IN_PART):
        yield values[start : start + MOST_IN_PART]


def _add(by_key: dict[tuple[str, int, str], Read], kpi: str, read: Read) -> None:
    key = (read.code, read.year, read.sex)
    if key in by_key and by_key[key] != read:
        raise FetchError(f"Kolada ger två olika värden för {kpi}, kommun {read.code}, år {read.year}.")
    by_key[key] = read


def _answers(
    base: str, url: str, asked: tuple[set[str], set[str], set[int]], get: Fetch
) -> Iterator[tuple[str, Read]]:
    """Every figure of an address and of the pages after it."""
    seen: set[str] = set()
    while url:
        if url in seen or len(seen) >= MOST_PAGES:
            raise FetchError("Koladas svar tar aldrig slut. Inget läses in.")
        seen.add(url)
        page = _page(get(url))
        yield from _figures(page["values"], asked)
        following = page.get("next_url") or ""
        url = urljoin(url, following) if isinstance(following, str) and following else ""
        if url and not same_host(url, base):
            raise FetchError(f"Kolada hänvisar till en annan server: {url}. Inget läses in.")


def _page(body: bytes) -> dict[str, Any]:
    try:
        page = json.loads(body, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise FetchError("Koladas svar går inte att läsa (det är ingen hel JSON). Inget läses in.") from error
    if not isinstance(page, dict) or not isinstance(page.get("values"), list):
        raise FetchError("Koladas svar har en annan form än väntat. Inget läses in.")
    return page


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def _figures(rows: Iterable[Any], asked: tuple[set[str], set[str], set[int]]) -> Iterator[tuple[str, Read]]:
    kpis, codes, years = asked
    for row in rows:
        try:
            kpi, code, year = row["kpi"], row["municipality"], row["period"]
            if kpi not in kpis or code not in codes or year not in years:
                raise FetchError(f"Kolada svarar om något som ingen frågade efter: {kpi}, {code}, {year}.")
            for value in row["values"]:
                yield kpi, _figure(code, year, value)
        except (KeyError, TypeError, AttributeError) as error:
            raise FetchError("Koladas svar har en annan form än väntat. Inget läses in.") from error
        except FigureError as error:
            raise FetchError(f"Kolada, {kpi}, kommun {code}, år {year}: {error}") from error


def _figure(code: str, year: int, value: dict[str, Any]) -> Read:
    sex, number = value["gender"], value["value"]
    if sex not in SEXES:
        raise FigureError(f"{str(sex)[:20]!r} är inget kön i Koladas mening.")
    if number is None or value.get("isdeleted"):
        return Read(code, year, sex, None)
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise FigureError(f"{str(number)[:40]!r} är inget tal.")
    return Read(code, year, sex, as_value(number))
