"""The same file again, or one that has grown: nothing comes in twice."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

from lagesbild.actions import importing
from lagesbild.models import ImportBatch, IncidentReport
from tests.lagesbild.importing import ROWS, checked, received, taken_in, written

State = ImportBatch.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


def test_the_same_file_again_has_nothing_new_and_no_faults(lekeberg, coordinator):
    taken_in(lekeberg, coordinator)
    batch = checked(lekeberg, coordinator)

    assert (batch.faults, batch.duplicates, batch.new_rows) == (0, 3, 0)
    with pytest.raises(ValidationError, match="inga nya rader"):
        importing.confirm(batch, by=coordinator)
    assert IncidentReport.objects.count() == 3


def test_a_file_that_has_grown_gives_only_what_is_new(lekeberg, coordinator):
    taken_in(lekeberg, coordinator)
    batch = taken_in(
        lekeberg, coordinator, written([*ROWS, ["Klotter", "2026-10-09", "Torget", "", "A-4"], ROWS[0]])
    )

    assert (batch.created, batch.duplicates, IncidentReport.objects.count()) == (1, 4, 4)


def test_two_things_of_one_day_without_hour_and_number_are_two_when_they_read_differently(
    lekeberg, coordinator
):
    rows = [["Klotter", "2026-10-02", "Torget", text, ""] for text in ("Rött.", "Svart.", "Rött.")]

    assert taken_in(lekeberg, coordinator, written(rows)).created == 2


def test_the_same_from_another_source_or_in_another_municipality_is_something_else(
    lekeberg, coordinator, kungsor, outsider_coordinator
):
    taken_in(lekeberg, coordinator)

    assert taken_in(lekeberg, coordinator, source="Skolan").created == 3
    assert taken_in(kungsor, outsider_coordinator).created == 3


def test_a_file_that_waits_already_is_gone_on_with(lekeberg, coordinator):
    first = received(lekeberg, coordinator)
    key = first.creation_key

    assert received(lekeberg, coordinator) == first
    assert received(lekeberg, coordinator, written(ROWS[:1]), creation_key=key) == first
    assert len(default_storage.listdir("imports")[1]) >= 1
