"""``manage.py import_reports`` on a file of 50,000 reports, in a process of its own, by CSV and by Excel."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

from measure.commands import Ran, run
from organisations.models import Municipality

ROWS = 50_000
KINDS = ("csv", "xlsx")
_HEADINGS = ("Typ", "Datum", "Plats", "Latitud", "Longitud", "Beskrivning", "Ärendenummer")
_TYPES = ("Skadegörelse", "Klotter", "Ordningsstörning", "Ungdomssamling", "Dålig belysning")
_STREETS = ("Påhittade storgatan", "Påhittade torget", "Skolgatan", "Stationsvägen", "Parkvägen")
# Every second text is one of these as it stands, as a form with choices gives; the others are written for the occasion.
_TEXTS = (
    "Krossade rutor i busskuren.",
    "Hög musik och skrik till sent.",
    "Klottrat på väggen mot parkeringen.",
)


@dataclass(frozen=True)
class Import(Ran):
    """kind: the file's."""

    kind: str
    rows: int


def imports(slug: str, person: str, rows: int = ROWS) -> list[Import]:
    """What the command costs for a new file of each kind."""
    municipality = Municipality.objects.get(slug=slug)
    with tempfile.TemporaryDirectory() as folder:
        return [_one(Path(folder), kind, municipality, person, rows) for kind in KINDS]


def _one(folder: Path, kind: str, municipality: Municipality, person: str, rows: int) -> Import:
    path = folder / f"handelser.{kind}"
    {"csv": _write_csv, "xlsx": _write_xlsx}[kind](path, _rows(municipality, kind, rows))
    said = ("--kommun", municipality.slug, "--kalla", f"Mätning {kind}", "--av", person)
    return Import(**asdict(run("import_reports", str(path), *said)), kind=kind, rows=rows)


def _rows(municipality: Municipality, kind: str, count: int) -> Iterator[tuple[Any, ...]]:
    chance = Random(kind)  # noqa: S311 (invented reports, no secret)
    first = datetime(2025, 1, 1)  # noqa: DTZ001 (as a file has it: by the clock on the wall)
    north, east = float(municipality.latitude or 59), float(municipality.longitude or 15)
    for number in range(count):
        when = first + timedelta(minutes=10 * number)
        text = chance.choice(_TEXTS)
        yield (
            chance.choice(_TYPES),
            when if kind == "xlsx" else f"{when:%Y-%m-%d %H:%M}",
            f"{chance.choice(_STREETS)} {chance.randint(1, 60)}",
            round(north + chance.gauss(0, 0.005), 5),
            round(east + chance.gauss(0, 0.005), 5),
            text if number % 2 else f"{text} Sett av {chance.randint(2, 9)} boende, port {number}.",
            f"A-{number}",
        )


def _write_csv(path: Path, rows: Iterator[tuple[Any, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([_HEADINGS, *rows])


def _write_xlsx(path: Path, rows: Iterator[tuple[Any, ...]]) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Händelser")
    sheet.append(_HEADINGS)
    for row in rows:
        sheet.append(row)
    book.save(path)
