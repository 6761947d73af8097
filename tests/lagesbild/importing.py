"""Files for tests, and taking one all the way."""

import csv
from io import BytesIO, StringIO
from typing import Any

from lagesbild.actions import importing
from lagesbild.actions.importing.choosing import remembered
from lagesbild.imports import columns
from lagesbild.imports.registry import KINDS
from lagesbild.models import ImportBatch

HEADINGS = ["Typ", "Datum", "Plats", "Beskrivning", "Ärende"]
ROWS = [
    ["Skadegörelse", "2026-10-02 20:30", "Torget", "Krossade rutor.", "A-1"],
    ["Klotter", "2026-10-03", "Skolan", "Rött på väggen.", "A-2"],
    ["Buller", "4 oktober 2026 kl. 23.15", "Badplatsen", "Hög musik.", "A-3"],
]


def written(rows: list[list[Any]] | None = None, headings: list[str] = HEADINGS) -> BytesIO:
    """A file as Excel saves one."""
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
        [headings, *(ROWS if rows is None else rows)]
    )
    return BytesIO(text.getvalue().encode("utf-8-sig"))


def received(
    municipality: Any, by: Any, file: Any = None, kind: str = "reports", **given: Any
) -> ImportBatch:
    fixed = {"file_name": "fil.csv", "source": "Hyresvärden", "municipality": municipality, "by": by}
    owner = given.pop("organisation", municipality)
    return importing.receive(file or written(), kind=KINDS[kind], organisation=owner, **{**fixed, **given})


def checked(municipality: Any, by: Any, file: Any = None, kind: str = "reports", **given: Any) -> ImportBatch:
    """A file with its columns guessed, and all its rows checked."""
    batch = received(municipality, by, file, kind, **given)
    chosen = columns.guess(KINDS[kind], batch.headings, remembered(batch))
    batch = importing.choose_columns(batch, chosen=chosen, by=by)
    while batch.state == ImportBatch.State.CHECKING:
        batch = importing.step(batch, by=by)
    return batch


def taken_in(
    municipality: Any, by: Any, file: Any = None, kind: str = "reports", **given: Any
) -> ImportBatch:
    """A file all the way."""
    batch = importing.confirm(checked(municipality, by, file, kind, **given), by=by)
    while batch.state == ImportBatch.State.INSERTING:
        batch = importing.step(batch, by=by)
    return batch


def faults(batch: ImportBatch) -> list[tuple[int, str, str]]:
    """(row, column, sentence) of everything that is wrong."""
    rows = batch.staged.filter(has_faults=True)
    return [(row.number, column, sentence) for row in rows for column, sentence in row.faults]
