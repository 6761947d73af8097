"""One step taken in a process of its own: started by the tests of simultaneous steps, never imported by them.

Says "ready" when everything is loaded and the database is open, waits for a line, takes the step, says how it went.
Arguments: the moment it is, the step, the promise, the person, and what the step needs.
"""

import sys
from uuid import UUID

import django
import time_machine


def main(step: str, promise: str, person: str, *arguments: str) -> str:
    from followup.actions import rounds
    from followup.followed import followed
    from organisations.models import User
    from promises.models import Promise

    found, by = followed(Promise.objects.get(pk=promise)), User.objects.get(pk=person)
    assert found is not None
    if step == "report":
        return str(_report(found, by, *arguments))
    number, comment = arguments
    said = {found.activities[0].key: comment}
    return str(rounds.close(found, number=int(number), comment=comment, comments=said, by=by).pk)


def _report(found: object, by: object, organisation: str, activity: str, key: str, day: str) -> int:
    from datetime import date

    from followup.actions import reporting
    from organisations.models import Organisation

    return reporting.report(
        found,
        found.activity(UUID(activity)),
        organisation=Organisation.objects.get(pk=organisation),
        values={"happened_on": date.fromisoformat(day), "status": "done"},
        creation_key=UUID(key),
        by=by,
    ).pk


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    from django.core.exceptions import ValidationError
    from django.db import connection

    connection.ensure_connection()
    say("ready")
    sys.stdin.readline()
    moment, *step = sys.argv[1:]
    with time_machine.travel(moment):
        try:
            say("done", main(*step))
        except ValidationError as refusal:
            say("refused", type(refusal).__name__)
