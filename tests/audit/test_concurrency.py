"""Four real processes append at once to one database."""

import os
import subprocess
import sys

import pytest
from django.db import connection

from audit.models import ChainHead, Event
from audit.verification import faults
from tests.processes import ROOT, database_url

WRITERS, APPENDS = 4, 25


def bench():
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEMO": "true",
    }
    measure = ["bench_audit", "--yes", f"--writers={WRITERS}", f"--appends={APPENDS}"]
    return subprocess.run(
        [sys.executable, "manage.py", *measure],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.mark.django_db(transaction=True)
def test_four_processes_lose_nothing_and_leave_a_whole_chain_and_nothing_else():
    finished = bench()

    assert finished.returncode == 0, finished.stderr
    assert "åtgärder, logg med kedja" in finished.stdout
    events = list(Event.objects.in_order())
    # The benchmark appends in two rounds: as part of an action, and alone.
    assert [event.number for event in events] == list(range(1, 2 * WRITERS * APPENDS + 1))
    assert sorted((event.data["writer"], event.data["index"]) for event in events) == sorted(
        (writer, index) for writer in range(WRITERS) for index in range(APPENDS) for _ in range(2)
    )
    assert {event.data["writer"] for event in events[: WRITERS * APPENDS]} == set(range(WRITERS))
    assert ChainHead.objects.get().number == len(events)
    assert list(faults()) == []
    # The measurement's own table is gone.
    assert "audit_bench" not in connection.introspection.table_names()
