"""Four real processes append at once to one database."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connection

from audit.models import ChainHead, Event
from audit.verification import faults

ROOT = Path(__file__).resolve().parents[2]
WRITERS, APPENDS = 4, 25


def database_url():
    """The address of the test's own database, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def bench(*arguments):
    environment = os.environ | {
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DEMO": "true",
    }
    command = [
        sys.executable,
        "manage.py",
        "bench_audit",
        f"--writers={WRITERS}",
        f"--appends={APPENDS}",
        *arguments,
    ]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.django_db(transaction=True)
def test_four_processes_lose_nothing_and_leave_a_whole_chain():
    finished = bench("--yes")

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


@pytest.mark.django_db(transaction=True)
def test_the_benchmark_leaves_no_table_behind():
    bench("--yes")

    assert "audit_bench" not in connection.introspection.table_names()
