"""One step taken in a process of its own: waits until all are ready, takes the step, says how it went."""

from datetime import date
from typing import Any
from uuid import UUID


def take(ready: Any, said: Any, moment: str, step: str, *arguments: Any) -> None:
    """``ready`` is what all processes wait at, with the database open; ``said`` is where the answer goes."""
    import time_machine
    from django.core.exceptions import ValidationError
    from django.db import connection

    connection.ensure_connection()
    with time_machine.travel(moment):
        ready.wait(timeout=60)
        try:
            said.send(["done", main(step, *arguments)])
        except ValidationError:
            said.send(["refused"])


def main(step: str, promise: int, person: int, *arguments: Any) -> int:
    from followup.followed import followed
    from organisations.models import User
    from promises.models import Promise

    found, by = followed(Promise.objects.get(pk=promise)), User.objects.get(pk=person)
    return {"close": close, "report": report}[step](found, by, *arguments)


def close(found: Any, by: Any, comment: str) -> int:
    from followup.actions import rounds

    said = {found.activities[0].key: comment}
    return rounds.close(found, number=1, comment=comment, comments=said, by=by).pk


def report(found: Any, by: Any, organisation: int, activity: UUID, key: UUID) -> int:
    from followup.actions import reporting
    from organisations.models import Organisation

    return reporting.report(
        found,
        found.activity(activity),
        organisation=Organisation.objects.get(pk=organisation),
        values={"happened_on": date(2027, 3, 1), "status": "done"},
        creation_key=key,
        by=by,
    ).pk
