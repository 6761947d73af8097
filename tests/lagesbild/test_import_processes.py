"""An import in one process, others in theirs: on a database file and on PostgreSQL."""

import os
import signal

import pytest
import time_machine

from audit.models import Event
from lagesbild.actions import importing
from lagesbild.models import ImportBatch, IncidentReport
from tests.lagesbild.importing import checked, written
from tests.lagesbild.importing_process import insert, insert_together, report
from tests.processes import process, processes

State = ImportBatch.State
COUNT = 300
OTHERS = 20
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def inserting(lekeberg, coordinator):
    """A file that is checked and about to be inserted."""
    rows = [
        ["Klotter", f"2026-10-02 {n // 60 % 24:02}:{n % 60:02}", "Torget", "", f"A-{n}"] for n in range(COUNT)
    ]
    with time_machine.travel("2026-11-01 12:00:00+01:00"):
        return importing.confirm(checked(lekeberg, coordinator, written(rows)), by=coordinator)


def test_killed_in_the_middle_nothing_is_seen_and_the_rest_comes_later(inserting, coordinator):
    heard, said = processes().Pipe(duplex=False)
    one = process(insert, said, inserting.pk, coordinator.pk, 20)
    assert heard.poll(timeout=60)
    os.kill(one.pid, signal.SIGKILL)
    one.join(timeout=60)

    half = ImportBatch.objects.get()
    assert half.state == State.INSERTING
    assert 0 < IncidentReport.with_hidden.count() == half.created < COUNT
    assert not IncidentReport.objects.exists()
    while half.state == State.INSERTING:
        half = importing.step(half, by=coordinator)
    assert (half.created, IncidentReport.objects.count()) == (COUNT, COUNT)


def test_two_who_go_on_with_the_same_file_insert_each_row_once(inserting, coordinator):
    ready = processes().Barrier(2)
    pipes = [processes().Pipe(duplex=False) for _one in range(2)]
    begun = [process(insert_together, ready, said, inserting.pk, coordinator.pk) for _heard, said in pipes]
    for one in begun:
        one.join(timeout=60)

    assert [one.exitcode for one in begun] == [0, 0]
    assert (ImportBatch.objects.get().created, IncidentReport.objects.count()) == (COUNT, COUNT)
    assert Event.objects.filter(action="lagesbild.file_imported").count() == 1


def test_others_write_while_a_file_comes_in(inserting, lekeberg, coordinator):
    ready = processes().Barrier(2)
    heard, said = processes().Pipe(duplex=False)
    pipe, told = processes().Pipe(duplex=False)
    both = [
        process(insert_together, ready, said, inserting.pk, coordinator.pk),
        process(report, ready, told, lekeberg.pk, OTHERS),
    ]
    longest = pipe.recv() if pipe.poll(timeout=60) else None
    while heard.recv() != "done":
        pass
    for one in both:
        one.join(timeout=60)

    # A writer waits for one chunk of ours at the most, not for the file.
    assert longest is not None
    assert longest < 5
    assert IncidentReport.objects.count() == COUNT + OTHERS
