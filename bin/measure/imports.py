"""``manage.py import_reports`` on a file of 50,000 reports, in a process of its own, by CSV and by Excel."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
from django.core.management import call_command

from measure.transactions import longest_transaction
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
class Import:
    """kind: the file's. seconds: by the clock; processor: of them at work. longest: seconds of the longest
    transaction. memory: the most that the process held, megabytes."""

    kind: str
    rows: int
    seconds: float
    processor: float
    longest: float
    memory: float


def imports(slug: str, person: str, rows: int = ROWS) -> list[Import]:
    """What the command costs for a new file of each kind."""
    municipality = Municipality.objects.get(slug=slug)
    with tempfile.TemporaryDirectory() as folder:
        return [_one(Path(folder), kind, municipality, person, rows) for kind in KINDS]


def _one(folder: Path, kind: str, municipality: Municipality, person: str, rows: int) -> Import:
    path = folder / f"handelser.{kind}"
    {"csv": _write_csv, "xlsx": _write_xlsx}[kind](path, _rows(municipality, kind, rows))
    told = folder / "told.json"
    command = [sys.executable, "-m", "measure", "import", str(told), str(path), municipality.slug, person]
    begin = time.perf_counter()
    process = subprocess.Popen(command, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"import_reports failed: {' '.join(command)}")
    longest = json.loads(told.read_text())["longest"]
    return Import(kind, rows, seconds, used.ru_utime + used.ru_stime, longest, used.ru_maxrss / 1024)


def take_in(told: str, path: str, slug: str, person: str) -> None:
    """What that process does: the command as an operator types it, and how long others had to wait."""
    with longest_transaction() as longest:
        call_command("import_reports", path, kommun=slug, kalla=f"Mätning {Path(path).suffix}", av=person)
    Path(told).write_text(json.dumps({"longest": longest.seconds}))


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
