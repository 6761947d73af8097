"""The rows of a file are seen all at once, or never."""

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from audit.models import Event
from lagesbild.actions import importing
from lagesbild.actions.importing import rules
from lagesbild.models import ImportBatch, IncidentReport, StagedRow
from tests.factories.lagesbild import IncidentReportFactory, LagesbildPlaceFactory
from tests.lagesbild.importing import ROWS, checked, received, taken_in, written

State = ImportBatch.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


@pytest.fixture
def _small_chunks(monkeypatch):
    monkeypatch.setattr(rules, "CHUNK", 2)


def now_and_no_longer():
    return {"seconds": 0}


@pytest.mark.usefixtures("_small_chunks")
def test_nobody_sees_a_row_before_the_last_is_in(lekeberg, coordinator):
    place = LagesbildPlaceFactory(municipality=lekeberg, name="Torget")
    batch = importing.confirm(checked(lekeberg, coordinator), by=coordinator)

    seen = []
    while batch.state == State.INSERTING:
        batch = importing.step(batch, by=coordinator, **now_and_no_longer())
        through_place = place.incident_reports.count()
        seen.append((IncidentReport.with_hidden.count(), IncidentReport.objects.count(), through_place))

    assert seen == [(2, 0, 0), (3, 0, 0), (3, 3, 1)]


@pytest.mark.usefixtures("_small_chunks")
def test_an_insertion_given_up_leaves_nothing(lekeberg, coordinator):
    IncidentReportFactory(municipality=lekeberg)
    batch = importing.confirm(checked(lekeberg, coordinator), by=coordinator)
    batch = importing.step(batch, by=coordinator, **now_and_no_longer())
    assert IncidentReport.with_hidden.count() == 3

    importing.abandon(batch, by=coordinator)

    assert (IncidentReport.with_hidden.count(), StagedRow.objects.count()) == (1, 0)
    assert Event.objects.filter(action="lagesbild.import_abandoned").count() == 1
    assert importing.step(batch, by=coordinator).state != State.DONE
    assert taken_in(lekeberg, coordinator).created == 3


@pytest.mark.usefixtures("_small_chunks")
def test_one_file_is_inserted_at_a_time_and_the_other_is_told(lekeberg, coordinator):
    first = importing.confirm(checked(lekeberg, coordinator), by=coordinator)
    second = checked(lekeberg, coordinator, written([ROWS[0]]), source="Skolan")

    with pytest.raises(ValidationError, match="En annan fil läses in"):
        importing.confirm(second, by=coordinator)
    while first.state == State.INSERTING:
        first = importing.step(first, by=coordinator)
    assert importing.confirm(second, by=coordinator).state == State.INSERTING


@pytest.mark.usefixtures("_small_chunks")
def test_an_insertion_that_is_forgotten_keeps_nobody_out(
    lekeberg, orebro_area, coordinator, municipal_police
):
    first = checked(lekeberg, municipal_police, organisation=orebro_area)
    first = importing.step(importing.confirm(first, by=municipal_police), by=municipal_police, seconds=0)
    with time_machine.travel("2026-11-01 13:30:00+01:00"):
        assert taken_in(lekeberg, coordinator).created == 3

    first.refresh_from_db()
    assert first.state == State.ABANDONED
    assert IncidentReport.with_hidden.count() == 3


@pytest.mark.usefixtures("_small_chunks")
def test_a_step_taken_from_an_old_page_does_nothing_twice(lekeberg, coordinator):
    batch = received(lekeberg, coordinator)
    old = importing.choose_columns(batch, chosen={"category": 0, "day": 1, "address": 2}, by=coordinator)
    importing.step(old, by=coordinator, **now_and_no_longer())
    new = importing.step(old, by=coordinator)
    while new.state == State.CHECKING:
        new = importing.step(new, by=coordinator)

    assert (new.checked, new.staged.count()) == (3, 3)
    inserting = importing.confirm(new, by=coordinator)
    importing.step(inserting, by=coordinator, **now_and_no_longer())
    importing.step(inserting, by=coordinator, **now_and_no_longer())
    importing.step(ImportBatch.objects.get(), by=coordinator)
    assert IncidentReport.objects.count() == 3


def test_what_somebody_tells_meanwhile_is_found_before_it_is_told_twice(lekeberg, coordinator):
    batch = importing.confirm(checked(lekeberg, coordinator), by=coordinator)
    mark = batch.staged.first().fingerprint
    IncidentReportFactory(municipality=lekeberg, fingerprint=mark)

    batch = importing.step(batch, by=coordinator)

    assert (batch.state, batch.created, batch.duplicates) == (State.DONE, 2, 1)


def test_what_nobody_goes_on_with_is_given_up_and_cleaned(lekeberg, coordinator):
    old = checked(lekeberg, coordinator)
    with time_machine.travel("2026-11-05 12:00:00+01:00"):
        new = received(lekeberg, coordinator, written(ROWS[:1]))
    with time_machine.travel("2026-11-09 12:00:00+01:00"):
        assert importing.clean_old() == (1, 1)
        assert importing.clean_old() == (0, 0)

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == (State.ABANDONED, State.UPLOADED)
    assert not StagedRow.objects.exists()
    assert default_storage.exists(new.stored)


def test_rows_that_are_gone_from_the_store_are_said_to_be(lekeberg, coordinator):
    batch = received(lekeberg, coordinator)
    batch = importing.choose_columns(batch, chosen={"category": 0, "day": 1, "address": 2}, by=coordinator)
    default_storage.delete(batch.stored)

    with pytest.raises(ValidationError, match="Ladda upp filen igen"):
        importing.step(batch, by=coordinator)
