"""Brå's yearly file of reported crimes by municipality: UTF-8 with BOM, semicolons, CRLF, decimal comma. Pure.

``..`` is a value that Brå holds back, ``-`` is none (zero). Municipalities have names and no codes. The file says
nothing about its year; its name does.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from urllib.parse import unquote

from lagesbild.statistics.figures import FigureError, Read, SeriesText, as_value

COUNT = SeriesText("anmalda-brott", "Anmälda brott", "antal", "Anmälda brott", "Brå, anmälda brott")
RATE = SeriesText(
    "anmalda-brott-per-100000", "Anmälda brott", "antal/100 000 inv", "Anmälda brott", "Brå, anmälda brott"
)
LARGEST = 2_000_000
MOST_ROWS = 2000
MOST_FAULTS = 20
_HELD_BACK, _NONE = "..", frozenset({"-", "\N{EN DASH}", "\N{MINUS SIGN}"})
# Rows about something else than one municipality.
_OTHER = frozenset({"hela landet", "riket", "sverige", "okänd kommun", "uppgift saknas", "totalt"})
# Not å, ä and ö: Habo and Håbo are two.
_MARKS = str.maketrans({"é": "e", "-": " "})


class BraFileError(Exception):
    """What is wrong with the file: Swedish sentences that name the row and the column."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def year_of(name: str) -> int | None:
    """The year in a file's name or address, such as "Anmälda brott kommunerna 2025.csv"."""
    found = re.findall(r"(?<!\d)(20\d\d)(?!\d)", unquote(name).rsplit("/", 1)[-1])
    return int(found[-1]) if found else None


def by_name(municipalities: Collection[tuple[str, str, str]]) -> dict[str, str]:
    """Every way of writing each municipality → its code, from (code, name, official name).

    "Falun", "Falu kommun" and "Falu"; "Lekeberg" and "Lekebergs". What two municipalities could mean, none does.
    """
    found: dict[str, set[str]] = {}
    for code, name, official in municipalities:
        short = re.sub(r"\s+(kommun|stad|kommuns)$", "", official, flags=re.IGNORECASE)
        for form in {name, official, short, f"{name}s", f"{name} kommun", f"{name}s kommun"}:
            found.setdefault(_plain(form), set()).add(code)
    # A short name belongs to who is called so, whatever genitive it resembles.
    exact = {_plain(name): code for code, name, _official in municipalities}
    return {form: min(codes) for form, codes in found.items() if len(codes) == 1} | exact


def read(body: bytes, year: int, codes: Mapping[str, str]) -> dict[str, list[Read]]:
    """Series key → figures. Raises BraFileError unless every row can be read."""
    rows = _rows(body)
    columns = _columns(rows[0])
    faults: list[str] = []
    found: dict[str, list[Read]] = {COUNT.key: [], RATE.key: []}
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[1:], 2):
        if not any(cell.strip() for cell in row) or _plain(row[columns["name"]] if row else "") in _OTHER:
            continue
        try:
            code = _code(row, columns["name"], codes, seen, number)
            for key, figures in found.items():
                figures.append(Read(code, year, "T", _value(row, columns[key], rows[0])))
        except FigureError as error:
            faults.append(f"Rad {number}: {error}")
    if faults:
        more = [f"Och {len(faults) - MOST_FAULTS} fel till."] if len(faults) > MOST_FAULTS else []
        raise BraFileError(*faults[:MOST_FAULTS], *more)
    if not seen:
        raise BraFileError("Filen har inga kommuner.")
    return found


def _plain(name: str) -> str:
    folded = " ".join(name.casefold().replace("\N{NO-BREAK SPACE}", " ").split())
    return folded.translate(_MARKS)


def _rows(body: bytes) -> list[list[str]]:
    if len(body) > LARGEST:
        raise BraFileError(f"Filen är större än {LARGEST // 1_000_000} MB. Är det rätt fil?")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BraFileError(
            "Filen är inte i UTF-8. Hämta den från Brå igen, utan att öppna den i Excel."
        ) from error
    if "\0" in text:
        raise BraFileError("Filen innehåller tecken som inte är text. Är det rätt fil?")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    except csv.Error as error:
        raise BraFileError(f"Filen går inte att läsa som CSV: {error}.") from error
    if not rows:
        raise BraFileError("Filen är tom.")
    if len(rows) > MOST_ROWS:
        raise BraFileError(f"Filen har fler än {MOST_ROWS} rader. Är det rätt fil?")
    return rows


def _columns(headings: list[str]) -> dict[str, int]:
    plain = [_plain(heading) for heading in headings]
    wanted = {"name": "kommun", COUNT.key: "antal", RATE.key: "per 100 000 inv"}
    columns = {}
    for key, word in wanted.items():
        found = [number for number, heading in enumerate(plain) if heading.startswith(word)]
        if len(found) != 1:
            raise BraFileError(
                f"Filen ska ha en kolumn som heter ”{word.capitalize()}”. Rubrikerna är: {'; '.join(headings)[:200]}."
            )
        columns[key] = found[0]
    return columns


def _code(row: list[str], column: int, codes: Mapping[str, str], seen: dict[str, int], number: int) -> str:
    name = row[column].strip()
    code = codes.get(_plain(name))
    if code is None:
        raise FigureError(f"kolumnen Kommun: det finns ingen kommun som heter ”{name[:60]}”.")
    if code in seen:
        raise FigureError(f"kolumnen Kommun: ”{name[:60]}” står också på rad {seen[code]}.")
    seen[code] = number
    return code


def _value(row: list[str], column: int, headings: list[str]) -> Decimal | None:
    if column >= len(row):
        raise FigureError(f"kolumnen {headings[column]} saknas. Raden kan vara avhuggen.")
    text = "".join(row[column].split())
    if text == _HELD_BACK:
        return None
    if text in _NONE:
        return Decimal("0.0000")
    if not re.fullmatch(r"\d{1,13}(,\d{1,6})?", text):
        raise FigureError(f"kolumnen {headings[column]}: ”{row[column][:40]}” är inget tal.")
    return as_value(text.replace(",", "."))
