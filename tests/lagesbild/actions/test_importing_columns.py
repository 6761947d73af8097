"""Which column is what, and which of their words is which of ours: asked once, and remembered."""

import pytest
from django.core.exceptions import ValidationError

from lagesbild.actions import importing
from lagesbild.imports.kinds import LEAVE_OUT
from lagesbild.models import ColumnMapping, ImportBatch
from tests.lagesbild.importing import ROWS, checked, faults, received, written

State = ImportBatch.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


def test_their_words_are_asked_about_and_remembered_with_the_columns(lekeberg, coordinator):
    rows = [["Förstört", "2026-10-02", "Torget", "", "1"], ["FÖRSTÖRT ", "2026-10-03", "Torget", "", "2"],
            ["Trafik", "2026-10-03", "Torget", "", "3"]]  # fmt: skip
    batch = received(lekeberg, coordinator, written(rows, ["Sort", "Dag då det hände", "Plats", "B", "C"]))
    chosen = {"category": 0, "day": 1, "address": 2}
    batch = importing.choose_columns(batch, chosen=chosen, by=coordinator)

    assert batch.state == State.UPLOADED
    assert batch.columns["asked"] == {"category": [["Förstört", 2], ["Trafik", 1]]}
    said = {"category": {"forstort": "vandalism", "trafik": LEAVE_OUT}}
    batch = importing.step(importing.choose_words(batch, words=said, by=coordinator), by=coordinator)
    assert (batch.state, batch.new_rows, batch.left_out) == (State.CHECKED, 2, 1)

    headings = ["Dag då det hände", "Sort", "Ny", "B", "Plats"]
    more = checked(lekeberg, coordinator, written([["2026-10-04", "Förstört", "", "", "Skolan"]], headings))

    assert more.columns["fields"] == {"category": 1, "day": 0, "address": 4}
    assert (more.state, more.new_rows) == (State.CHECKED, 1)
    assert ColumnMapping.objects.count() == 1


def test_a_word_must_become_one_of_ours(lekeberg, coordinator):
    batch = received(lekeberg, coordinator, written([["Xyz", "2026-10-02", "Torget", "", ""]]))
    batch = importing.choose_columns(batch, chosen={"category": 0, "day": 1, "address": 2}, by=coordinator)

    for said in ({}, {"category": {"xyz": "murder"}}):
        with pytest.raises(ValidationError, match="Välj vad varje ord betyder"):
            importing.choose_words(batch, words=said, by=coordinator)


def test_columns_must_be_there_and_once_each(lekeberg, coordinator):
    batch = received(lekeberg, coordinator)

    with pytest.raises(ValidationError) as missing:
        importing.choose_columns(batch, chosen={"address": 2}, by=coordinator)
    assert set(missing.value.message_dict) == {"category", "day"}
    with pytest.raises(ValidationError, match="två gånger"):
        importing.choose_columns(batch, chosen={"category": 0, "day": 0}, by=coordinator)
    with pytest.raises(ValidationError, match="finns inte i filen"):
        importing.choose_columns(batch, chosen={"category": 0, "day": 99}, by=coordinator)


def test_a_column_of_text_is_no_column_of_categories(lekeberg, coordinator):
    rows = [[f"ord nummer {n}", "2026-10-02", "Torget", "", ""] for n in range(60)]
    batch = received(lekeberg, coordinator, written(rows))

    with pytest.raises(ValidationError, match="fler än 40 olika ord"):
        importing.choose_columns(batch, chosen={"category": 0, "day": 1}, by=coordinator)


def test_other_columns_mean_another_check_from_the_beginning(lekeberg, coordinator):
    batch = checked(
        lekeberg, coordinator, written([ROWS[0], ["Klotter", "igår", "Torget", "2026-10-02", ""]])
    )
    assert batch.faults == 1
    batch = importing.choose_columns(batch, chosen={"category": 0, "day": 1}, by=coordinator)

    assert (batch.checked, batch.faults, batch.staged.count()) == (0, 0, 0)
    batch = importing.step(batch, by=coordinator)
    assert {column for _row, column, _sentence in faults(batch)} == {"Datum (B)", "Plats med ord"}
