"""A file of reports from upload to all of its rows being seen, or none."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from openpyxl import Workbook

from audit.models import Event
from lagesbild.actions import importing
from lagesbild.actions.importing import rules
from lagesbild.imports.kinds import LEAVE_OUT
from lagesbild.models import Category, ColumnMapping, ImportBatch, IncidentReport, StagedRow
from tests.factories.lagesbild import IncidentReportFactory, LagesbildPlaceFactory
from tests.lagesbild.importing import ROWS, checked, faults, received, taken_in, written

State = ImportBatch.State
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-01 12:00:00+01:00"):
        yield


def test_a_file_comes_in_row_by_row_as_it_was_read(lekeberg, coordinator):
    place = LagesbildPlaceFactory(municipality=lekeberg, name="Torget")

    batch = taken_in(lekeberg, coordinator)

    assert (batch.state, batch.rows, batch.created, batch.duplicates) == (State.DONE, 3, 3, 0)
    found = {one.external_id: one for one in IncidentReport.objects.all()}
    first, second, third = found["A-1"], found["A-2"], found["A-3"]
    assert (first.category, first.place, first.address) == (Category.VANDALISM, place, "Torget")
    assert first.happened_at == datetime(2026, 10, 2, 18, 30, tzinfo=UTC)
    assert (second.category, second.hour_is_known, first.hour_is_known) == (Category.VANDALISM, False, True)
    assert (third.category, third.happened_at) == (
        Category.DISORDER,
        datetime(2026, 10, 4, 21, 15, tzinfo=UTC),
    )
    assert {one.source for one in found.values()} == {"Hyresvärden"}
    assert {one.owner_id for one in found.values()} == {lekeberg.pk}
    assert {one.reporter_id for one in found.values()} == {None}


def test_it_is_told_in_the_log_with_numbers_and_without_the_files_name(lekeberg, coordinator):
    taken_in(lekeberg, coordinator)

    event = Event.objects.get(action="lagesbild.file_imported")
    assert (event.data["created"], event.data["duplicates"]) == (3, 0)
    assert "fil.csv" not in str(event.data) + event.object_label


def test_nothing_waits_when_it_is_in(lekeberg, coordinator):
    batch = taken_in(lekeberg, coordinator)

    assert ImportBatch.objects.get().is_cleaned
    assert not StagedRow.objects.exists()
    assert not default_storage.exists(batch.stored)


def test_one_faulty_row_keeps_all_of_them_out(lekeberg, coordinator):
    batch = checked(lekeberg, coordinator, written([*ROWS, ["Klotter", "2026-02-30", "Torget", "", ""]]))

    assert faults(batch) == [
        (5, "Datum (B)", "Datumet ”2026-02-30” finns inte. Skriv år, månad och dag som 2026-10-02.")
    ]
    with pytest.raises(ValidationError, match="allt läses in eller inget"):
        importing.confirm(batch, by=coordinator)
    assert not IncidentReport.with_hidden.exists()


@pytest.mark.parametrize(
    ("cells", "column", "word"),
    [
        (["Klotter", "2027-01-01 10:00", "Torget", "", ""], "Datum (B)", "har inte varit än"),
        (["Klotter", "2026-11-02", "Torget", "", ""], "Datum (B)", "har inte varit än"),
        (["Klotter", "1926-10-02", "Torget", "", ""], "Datum (B)", "Året 1926"),
        (["Klotter", "", "Torget", "", ""], "Datum (B)", "tom"),
        (["", "2026-10-02", "Torget", "", ""], "Typ (A)", "tom"),
        (["Klotter", "2026-10-02", "", "", ""], "Plats (C)", "inte var det hände"),
        (["Klotter", "2026-10-02", "x" * 201, "", ""], "Plats (C)", "201 tecken"),
        (["Klotter", "2026-10-02", "Torget", "Ring 070-123 45 67", ""], "Beskrivning (D)", "telefonnummer"),
        (["Klotter", "2026-10-02", "Bil ABC 123", "", ""], "Plats (C)", "registreringsnummer"),
        (["Klotter", "2026-10-02", "Torget", "", "811218-9876"], "Ärende (E)", "personnummer"),
        (
            ["Klotter", "2026-10-02", "Torget", "anna(at)kommun.example", ""],
            "Beskrivning (D)",
            "e-postadress",
        ),
        (["Klotter", "2026-10-02", "Torget"], "hela raden", "3 celler men rubrikraden 5"),
        (["Klotter", "2026-10-02", "Torget", "a", "b", "c"], "hela raden", "6 celler men rubrikraden 5"),
    ],
)
def test_what_is_wrong_is_said_by_row_and_column(lekeberg, coordinator, cells, column, word):
    batch = checked(lekeberg, coordinator, written([ROWS[0], cells]))

    ((row, named, sentence),) = faults(batch)
    assert (row, named) == (3, column)
    assert word in sentence


@pytest.mark.parametrize("column", range(5))
def test_a_personnummer_is_not_kept_in_whatever_column_it_stands(lekeberg, coordinator, column):
    row = ["Klotter", "2026-10-02", "Torget", "", ""]
    row[column] = "811218-9876"
    batch = checked(lekeberg, coordinator, written([row]))

    assert "personnummer (811218-XXXX)" in faults(batch)[0][2]
    kept = [*batch.staged.values("values", "faults"), batch.columns, *ColumnMapping.objects.values("columns")]
    assert "9876" not in str(kept)


POSITIONED = ["Typ", "Datum", "Lat", "Long"]


@pytest.mark.parametrize(
    ("latitude", "longitude", "word"),
    [
        ("48,85", "14,9", "utanför Sverige"),
        ("59,18", "2,35", "utanför Sverige"),
        ("59,33", "18,06", "ligger inte i Lekeberg"),
        ("6571234", "512345", "ligger inte i Lekeberg"),
        ("6571234", "1445678", "ser ut som RT 90"),
        ("6571234", "140123", "Är det en lokal zon?"),
        ("6571234", "14,9", "båda i grader"),
        ("6571234", "", "både latitud och longitud"),
        ("6571234", "6571235", "båda i SWEREF 99 TM"),
        ("59,18", "", "både latitud och longitud"),
        ("norr", "14,9", "inget tal"),
    ],
)
def test_a_position_outside_sweden_or_the_municipality_is_refused(
    lekeberg, coordinator, latitude, longitude, word
):
    batch = checked(
        lekeberg, coordinator, written([["Klotter", "2026-10-02", latitude, longitude]], POSITIONED)
    )

    assert word in faults(batch)[0][2]


def test_a_position_alone_says_where(lekeberg, coordinator):
    taken_in(lekeberg, coordinator, written([["Klotter", "2026-10-02", "59,18022", "14,86411"]], POSITIONED))

    assert IncidentReport.objects.get().latitude == Decimal("59.18022")


@pytest.mark.parametrize("headings", [("N", "E"), ("Y", "X"), ("X", "Y"), ("Lat", "Long")])
def test_metres_in_sweref_are_made_degrees_whatever_the_columns_are_called(lekeberg, coordinator, headings):
    # The northing may stand under X: which is which is told by the numbers.
    rows = [["Klotter", "2026-10-02", "6560021,4", "492246"]]
    batch = checked(lekeberg, coordinator, written(rows, ["Typ", "Datum", *headings]))

    assert faults(batch) == []
    values = batch.staged.get().values
    assert (values["latitude"], values["longitude"], values["in_metres"]) == ("59.17926", "14.86433", True)


def test_a_row_of_another_municipality_is_refused(lekeberg, coordinator):
    rows = [
        ["Klotter", "2026-10-02", "Torget", code] for code in ("1814", "Lekeberg", "Lekebergs kommun", "1880")
    ]
    batch = checked(lekeberg, coordinator, written(rows, ["Typ", "Datum", "Plats", "Kommun"]))

    ((row, _column, sentence),) = faults(batch)
    assert row == 5
    assert "1880" in sentence
    assert "Lekeberg" in sentence


def test_what_looks_like_a_formula_stays_text(lekeberg, coordinator):
    taken_in(lekeberg, coordinator, written([["Klotter", "2026-10-02", "=1+1", "@SUM(A1)", "+46"]]))

    report = IncidentReport.objects.get()
    assert (report.address, report.text, report.external_id) == ("=1+1", "@SUM(A1)", "+46")


def test_a_formula_in_excel_is_refused_by_row_and_column(lekeberg, coordinator):
    book = Workbook()
    for row in (["Typ", "Datum", "Plats"], ["Klotter", "2026-10-02", "Torget"], ["Klotter", "=NOW()", "=A2"]):
        book.active.append(row)
    stored = BytesIO()
    book.save(stored)
    batch = checked(lekeberg, coordinator, stored)

    assert [(row, column) for row, column, _sentence in faults(batch)] == [(3, "Datum (B)"), (3, "Plats (C)")]
    assert "klistra in den som värden" in faults(batch)[0][2]


# --- Words and columns --------------------------------------------------------------------------------


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


# --- The same again -----------------------------------------------------------------------------------


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


# --- Seen at once, or never ---------------------------------------------------------------------------


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


# --- Who ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "person", ["reader", "reporter", "chair", "outsider_coordinator", "municipal_police"]
)
def test_only_who_writes_for_the_organisation_lets_a_file_in(
    lekeberg, orebro_area, coordinator, member, person
):
    batch = checked(lekeberg, coordinator)

    with pytest.raises(PermissionDenied):
        received(lekeberg, member(person))
    for step in (importing.confirm, importing.step, importing.abandon):
        with pytest.raises(PermissionDenied):
            step(batch, by=member(person))


def test_the_police_let_theirs_in_for_themselves(lekeberg, orebro_area, municipal_police):
    batch = taken_in(lekeberg, municipal_police, organisation=orebro_area)

    assert {one.owner_id for one in IncidentReport.objects.all()} == {orebro_area.pk}
    assert batch.created == 3


def test_a_file_with_a_persons_number_for_a_name_is_called_something_else(lekeberg, coordinator):
    batch = received(lekeberg, coordinator, file_name="811218-9876.csv")

    assert "9876" not in batch.file_name


def test_more_rows_than_a_page_takes_are_refused_and_not_stored(lekeberg, coordinator):
    before = len(default_storage.listdir("imports")[1]) if default_storage.exists("imports") else 0

    with pytest.raises(ValidationError, match="fler än 2 rader"):
        received(lekeberg, coordinator, most=2)

    assert (len(default_storage.listdir("imports")[1]) if default_storage.exists("imports") else 0) == before


def test_a_broken_file_leaves_nothing(lekeberg, coordinator):
    with pytest.raises(ValidationError, match="slutar mitt i rad 2"):
        received(lekeberg, coordinator, BytesIO(b'Typ;Datum;Plats\nKlotter;2026-10-02;"Tor'))

    assert not ImportBatch.objects.exists()
