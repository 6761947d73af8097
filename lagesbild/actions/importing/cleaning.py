"""Giving up a file, and removing what is left of one that is in or given up, a little at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lagesbild.actions.events import note
from lagesbild.actions.importing import rules
from lagesbild.imports import stored
from lagesbild.models import ImportBatch, IncidentReport, StagedRow
from organisations.actions.rows import locked
from organisations.models import User

State = ImportBatch.State
PIECE = 2000
# A file that nobody has gone on with for so long is given up.
KEPT_DAYS = 7
SECONDS = 8.0
FORGOTTEN = timedelta(hours=1)


def abandon(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Give the file up: nothing of it comes in. Also in the middle of the insertion, of which nothing has been seen."""
    rules.check_may(by, batch)
    current = _given_up(batch, by)
    clean(current, goes_on=within(SECONDS))
    return current


@transaction.atomic
def _given_up(batch: ImportBatch, by: User | None) -> ImportBatch:
    current = locked(batch)
    if current.state == State.ABANDONED:
        return current
    current = rules.lock_in(batch, *ImportBatch.UNFINISHED)
    current.state = State.ABANDONED
    current.touched_at = timezone.now()
    current.save()
    note(
        "import_abandoned",
        current,
        municipality=current.municipality,
        owner=current.organisation,
        by=by,
    )
    return current


def within(seconds: float) -> Callable[[], bool]:
    """Says yes for so long."""
    until = monotonic() + seconds
    return lambda: monotonic() < until


def clean(batch: ImportBatch, *, goes_on: Callable[[], bool]) -> bool:
    """Remove what is left of a file that is in or given up. Says whether all of it is gone."""
    if batch.is_cleaned or batch.is_unfinished:
        return batch.is_cleaned
    stored.forget(batch.stored)
    pieces: list[QuerySet[Any]] = [StagedRow.objects.filter(batch=batch)]
    if batch.state == State.ABANDONED:
        # Terminal: what is hidden now will never be seen.
        pieces.append(IncidentReport.with_hidden.filter(batch=batch))
    for rows in pieces:
        while _remove_piece(rows):
            if not goes_on():
                return False
    ImportBatch.objects.filter(pk=batch.pk).update(is_cleaned=True, stored="", columns={})
    return True


def remove_staged(batch: ImportBatch) -> None:
    """Remove the rows of a check that is to be done anew."""
    while _remove_piece(StagedRow.objects.filter(batch=batch)):
        pass


def _remove_piece(rows: QuerySet[Any]) -> int:
    """Remove some of the rows, whichever the database comes upon first, in a transaction of its own; how many."""
    keys = list(rows.order_by().values_list("pk", flat=True)[:PIECE])
    return rows.filter(pk__in=keys).delete()[0] if keys else 0


def give_up_forgotten(batch: ImportBatch) -> None:
    """Give up an insertion that nobody has gone on with for an hour: it keeps others' files out."""
    limit = timezone.now() - FORGOTTEN
    inserting = ImportBatch.objects.filter(
        municipality=batch.municipality_id, state=State.INSERTING, touched_at__lt=limit
    )
    for other in inserting.exclude(pk=batch.pk):
        _given_up(other, None)


def clean_abandoned(municipality: int) -> bool:
    """Remove what is left of the municipality's given-up files. Says whether all of it is gone."""
    goes_on = within(SECONDS)
    left = ImportBatch.objects.filter(municipality=municipality, state=State.ABANDONED, is_cleaned=False)
    return all(clean(batch, goes_on=goes_on) for batch in left)


def clean_old(*, days: int = KEPT_DAYS) -> tuple[int, int]:
    """Give up what nobody has gone on with, and clean everything that is over: how many of each. For a command."""
    limit = timezone.now() - timedelta(days=days)
    old = list(ImportBatch.objects.filter(state__in=ImportBatch.UNFINISHED, touched_at__lt=limit))
    for batch in old:
        _given_up(batch, None)
    over = list(ImportBatch.objects.exclude(state__in=ImportBatch.UNFINISHED).filter(is_cleaned=False))
    for batch in over:
        clean(batch, goes_on=lambda: True)
    return len(old), len(over)
