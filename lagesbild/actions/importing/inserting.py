"""Letting in all of a checked file: reports in pieces, hidden until the last is there; the rest at once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild.actions.events import note
from lagesbild.actions.importing import rules
from lagesbild.actions.importing.cleaning import clean_abandoned, give_up_forgotten
from lagesbild.actions.importing.existing import told
from lagesbild.actions.importing.finishing import FINISHERS
from lagesbild.models import ImportBatch, IncidentReport, StagedRow
from organisations.actions.rows import locked
from organisations.models import User

State = ImportBatch.State
ATTEMPTS = 3


def confirm(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Let the file in. Raises ValidationError when a row is wrong: all come in, or none.

    Files of reports begin to be inserted, which ``step`` goes on with; others are in when this returns.
    """
    rules.check_may(by, batch)
    give_up_forgotten(batch)
    if batch.kind == "reports" and not clean_abandoned(batch.municipality_id):
        raise ValidationError(_("En avbruten inläsning städas fortfarande bort. Försök igen om en stund."))
    try:
        with transaction.atomic():
            current = locked(batch)
            if current.state in (State.INSERTING, State.DONE):
                # Sent twice.
                return current
            current = rules.lock_in(batch, State.CHECKED)
            _check_whole(current)
            if current.kind == "reports":
                current.state = State.INSERTING
                current.touched_at = timezone.now()
                current.save()
            else:
                current.created = FINISHERS[current.kind](current, by)
                _done(current, by)
    except IntegrityError:
        raise ValidationError(
            _("En annan fil läses in för kommunen just nu. Vänta tills den är klar och försök igen.")
        ) from None
    return current


def _check_whole(batch: ImportBatch) -> None:
    if batch.faults:
        raise ValidationError(
            _("Filen har rader med fel. Rätta dem i filen och ladda upp den igen: allt läses in eller inget.")
        )
    if not batch.new_rows:
        raise ValidationError(_("Det finns inga nya rader att läsa in."))


def insert_some(batch: ImportBatch, *, by: User | None, goes_on: Callable[[], bool]) -> ImportBatch:
    """Insert reports while ``goes_on``, from where the last one stopped. When all are in, they are seen."""
    while batch.state == State.INSERTING:
        batch, is_ours = _insert(batch, by)
        if not is_ours or not goes_on():
            break
    return batch


def _insert(batch: ImportBatch, by: User | None) -> tuple[ImportBatch, bool]:
    waiting = StagedRow.objects.filter(
        batch=batch, number__gt=batch.inserted_to, is_duplicate=False, is_left_out=False
    ).order_by("number")[: rules.CHUNK]
    rows = list(waiting)
    reports = [_report(batch, row) for row in rows]
    for attempt in range(ATTEMPTS):
        new = _not_in(batch, reports)
        try:
            with transaction.atomic():
                return _insert_these(batch, rows, new, by)
        except IntegrityError:
            # Somebody told of the same event between our question and our answer. Asked again, it is there.
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def _not_in(batch: ImportBatch, reports: list[IncidentReport]) -> list[IncidentReport]:
    """Those that nobody has told yet. Asked before the transaction, so that others wait less; the database refuses
    what comes in between."""
    marks = [report.fingerprint for report in reports]
    known = told(IncidentReport.with_hidden.all(), batch.municipality_id, marks)
    return [report for report in reports if report.fingerprint not in known]


def _insert_these(
    batch: ImportBatch, rows: list[StagedRow], new: list[IncidentReport], by: User | None
) -> tuple[ImportBatch, bool]:
    current = locked(batch)
    if (current.state, current.inserted_to) != (State.INSERTING, batch.inserted_to):
        return current, False
    if not rows:
        _done(current, by)
        return current, True
    IncidentReport.with_hidden.bulk_create(new)
    current.created += len(new)
    current.duplicates += len(rows) - len(new)
    current.inserted_to = rows[-1].number
    current.touched_at = timezone.now()
    current.save()
    return current, True


def _report(batch: ImportBatch, row: StagedRow) -> IncidentReport:
    values: dict[str, Any] = row.values
    return IncidentReport(
        municipality_id=batch.municipality_id,
        owner_id=batch.organisation_id,
        category=values["category"],
        happened_at=datetime.fromisoformat(values["happened_at"]),
        hour_is_known=values["hour_is_known"],
        place_id=values["place"],
        address=values["address"],
        latitude=_degrees(values["latitude"]),
        longitude=_degrees(values["longitude"]),
        text=values["text"],
        source=batch.source,
        external_id=values["external_id"],
        fingerprint=row.fingerprint,
        batch_id=batch.pk,
        creation_key=uuid.uuid4(),
    )


def _degrees(written: str | None) -> Decimal | None:
    return Decimal(written) if written else None


def _done(batch: ImportBatch, by: User | None) -> None:
    """The swap: this one row changes, and all the rows of the file are seen."""
    batch.state = State.DONE
    batch.touched_at = timezone.now()
    batch.save()
    note(
        "file_imported",
        batch,
        municipality=batch.municipality,
        owner=batch.organisation,
        by=by,
        kind=str(rules.kind_of(batch).title),
        source=batch.source,
        created=batch.created,
        duplicates=batch.duplicates,
        sha256=batch.file_sha256,
    )
