"""Steps of an import taken in a process of its own, where others can meet it, and where it can be killed."""

from typing import Any


def insert(said: Any, batch: int, person: int, chunk: int) -> None:
    """Insert reports, ``chunk`` at a time; says how far it has come after each."""
    from lagesbild.actions import importing
    from lagesbild.actions.importing import rules
    from lagesbild.models import ImportBatch
    from organisations.models import User

    rules.CHUNK = chunk
    found, by = ImportBatch.objects.get(pk=batch), User.objects.get(pk=person)
    while found.state == ImportBatch.State.INSERTING:
        found = importing.step(found, by=by, seconds=0)
        said.send(found.created)
    said.send("done")


def report(ready: Any, said: Any, municipality: int, count: int) -> None:
    """Tell of events, one at a time, and say the longest that one had to wait."""
    from datetime import UTC, datetime
    from time import monotonic

    from django.db import transaction

    from lagesbild.models import IncidentReport

    ready.wait(timeout=60)
    longest = 0.0
    for _number in range(count):
        begun = monotonic()
        with transaction.atomic():
            IncidentReport.objects.create(
                municipality_id=municipality,
                owner_id=municipality,
                category="vandalism",
                happened_at=datetime(2026, 10, 2, tzinfo=UTC),
                address="Torget",
            )
        longest = max(longest, monotonic() - begun)
    said.send(longest)


def insert_together(ready: Any, said: Any, batch: int, person: int) -> None:
    ready.wait(timeout=60)
    insert(said, batch, person, 20)
