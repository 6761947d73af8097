"""Checking the rows of a file, some hundreds at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from django.db import transaction
from django.utils import timezone

from lagesbild.actions.importing import rules
from lagesbild.actions.importing.choosing import gone
from lagesbild.actions.importing.existing import already_in
from lagesbild.imports import stored
from lagesbild.imports.checking import CheckedRow, Checker, repeated, whole_row
from lagesbild.imports.kinds import Context
from lagesbild.imports.stored import Line
from lagesbild.models import ImportBatch, StagedRow
from organisations.actions.rows import locked

State = ImportBatch.State


def check_some(batch: ImportBatch, *, goes_on: Callable[[], bool]) -> ImportBatch:
    """Check row after row while ``goes_on``, from where the last one stopped."""
    lines = stored.lines(batch.stored, offset=batch.offset)
    checker = _checker(batch)
    try:
        while batch.state == State.CHECKING:
            chunk = list(islice(lines, rules.CHUNK))
            batch, is_ours = _check(batch, checker, chunk)
            if not is_ours or not goes_on():
                break
    except FileNotFoundError:
        raise gone() from None
    return batch


def _checker(batch: ImportBatch) -> Checker:
    context = Context(batch.municipality, batch.source, batch.columns.get("words", {}))
    return Checker(
        rules.kind_of(batch),
        batch.headings,
        batch.columns["fields"],
        batch.columns.get("words", {}),
        context,
    )


def _check(batch: ImportBatch, checker: Checker, chunk: list[Line]) -> tuple[ImportBatch, bool]:
    """Read the rows, and then hold the lock only for as long as it takes to write what they were read as.

    What the rows repeat is asked before: of the file nobody else has checked more if it still stands where it stood,
    and of what has come in it is asked again when they are inserted.
    """
    is_ragged = batch.reading.get("format") == "xlsx"
    rows = [checker.check(line, is_ragged=is_ragged) for line in chunk]
    staged = list(_staged(batch, checker, rows))
    with transaction.atomic():
        current = locked(batch)
        if (current.state, current.offset, current.columns) != (State.CHECKING, batch.offset, batch.columns):
            # Somebody else has gone on, or chosen other columns.
            return current, False
        StagedRow.objects.bulk_create(staged)
        current.checked += len(rows)
        current.offset = chunk[-1].end if chunk else current.offset
        current.faults += sum(row.has_faults for row in staged)
        current.duplicates += sum(row.is_duplicate for row in staged)
        current.left_out += sum(row.is_left_out for row in staged)
        current.state = State.CHECKED if current.checked >= current.rows else State.CHECKING
        current.touched_at = timezone.now()
        current.save()
    return current, True


def _staged(batch: ImportBatch, checker: Checker, rows: list[CheckedRow]) -> Iterator[StagedRow]:
    """The rows as they wait. What has come in before, or stands earlier in the file, is marked."""
    marks = {row.fingerprint for row in rows} - {""}
    earlier = StagedRow.objects.filter(batch=batch, fingerprint__in=marks)
    in_file = set(earlier.values_list("fingerprint", flat=True))
    known = already_in(batch, marks)
    for row in rows:
        repeats = row.fingerprint in in_file
        if repeats and checker.kind.repeats_are_faults:
            row.faults.append((whole_row(), repeated()))
        yield StagedRow(
            batch=batch,
            number=row.number,
            values={} if row.faults else row.values,
            faults=[list(fault) for fault in row.faults],
            has_faults=bool(row.faults),
            fingerprint=row.fingerprint,
            is_duplicate=not row.faults and (repeats or row.fingerprint in known),
            is_left_out=row.is_left_out,
        )
        if row.fingerprint:
            in_file.add(row.fingerprint)
