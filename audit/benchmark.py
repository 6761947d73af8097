"""Simultaneous writers in processes of their own, to see what the chain costs."""

import multiprocessing
import secrets
import statistics
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps.registry import Apps
from django.db import connection, connections, models, transaction

from audit.actions import record
from audit.models import Event

# What a small action writes besides its event: a row of its own, a few child rows, a message in the outbox.
ROWS_PER_ACTION = 5
PATIENCE_SECONDS = 120

Write = Callable[[int, int], None]


@dataclass(frozen=True)
class Result:
    """per_second: finished transactions a second, all writers together. p95 and longest: seconds for one."""

    per_second: float
    p95: float
    longest: float


def _unchained() -> type[models.Model]:
    fields: dict[str, Any] = {field.name: field.clone() for field in Event._meta.local_concrete_fields}
    fields["number"] = models.BigIntegerField()
    indexes = [
        models.Index(fields=index.fields, name=f"bench_{position}")
        for position, index in enumerate(Event._meta.indexes)
    ]
    # A registry of its own, so that migrations never hear of it.
    options = {"app_label": "audit", "db_table": "audit_bench", "apps": Apps(), "indexes": indexes}
    meta = type("Meta", (), options)
    return type("Unchained", (models.Model,), {**fields, "__module__": __name__, "Meta": meta})


# An event's columns and indexes, without chain and triggers.
Unchained = _unchained()


@contextmanager
def unchained_table() -> Iterator[None]:
    """Have the table of `Unchained` in the database for a while."""
    with connection.schema_editor() as editor:
        editor.create_model(Unchained)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Unchained)


def append(writer: int, index: int) -> None:
    """Append an event and do nothing else."""
    with transaction.atomic():
        record("audit.benchmarked", by=None, data={"writer": writer, "index": index})


def act(writer: int, index: int) -> None:
    """An action as the application does them: some rows, then the event."""
    with transaction.atomic():
        _write_rows(writer, ROWS_PER_ACTION)
        record("audit.benchmarked", by=None, data={"writer": writer, "index": index})


def act_unchained(writer: int, index: int) -> None:
    """The same action with a log that has nothing to wait for: no head, no hash."""
    with transaction.atomic():
        _write_rows(writer, ROWS_PER_ACTION + 1)


def measure(write: Write, *, writers: int, times: int) -> Result:
    """Let `writers` processes call `write(writer, index)` `times` times each, all at once.

    Raises what a writer raised.
    """
    # A connection cannot be shared between processes.
    connections.close_all()
    context = multiprocessing.get_context("fork")
    barrier = context.Barrier(writers)
    with ProcessPoolExecutor(writers, context, initializer=_wait_for_all, initargs=(barrier,)) as pool:
        futures = [pool.submit(_write_all, write, writer, times) for writer in range(writers)]
        reports = [future.result() for future in futures]
    durations = [end - begin for report in reports for begin, end in report]
    seconds = max(report[-1][1] for report in reports) - min(report[0][0] for report in reports)
    p95 = statistics.quantiles(durations, n=20)[-1] if len(durations) > 1 else durations[0]
    return Result(per_second=len(durations) / seconds, p95=p95, longest=max(durations))


def _wait_for_all(barrier: Any) -> None:
    connection.ensure_connection()
    barrier.wait(PATIENCE_SECONDS)


def _write_all(write: Write, writer: int, times: int) -> list[tuple[float, float]]:
    """When each write began and ended, in seconds on a clock that all processes share."""
    spans = []
    for index in range(times):
        begin = time.monotonic()
        write(writer, index)
        spans.append((begin, time.monotonic()))
    connection.close()
    return spans


def _write_rows(writer: int, count: int) -> None:
    for number in range(count):
        Unchained._default_manager.create(
            number=number,
            at="2026-01-01T00:00:00.000000Z",
            actor_label="Systemet",
            action="audit.benchmarked",
            organisation_ids=[],
            data={"writer": writer},
            previous_hash=secrets.token_hex(32),
            hash=secrets.token_hex(32),
        )
