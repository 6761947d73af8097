"""A file of reports from upload to all of its rows being seen, or none."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from audit.models import Event
from lagesbild.actions import importing
from lagesbild.actions.importing.existing import told
from lagesbild.models import Category, ColumnMapping, ImportBatch, IncidentReport, StagedRow
from tests.factories.lagesbild import LagesbildPlaceFactory
from tests.lagesbild.importing import ROWS, checked, faults, received, taken_in, written

State = ImportBatch.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


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


def test_what_is_in_already_is_found_in_its_index(lekeberg):
    """A piece of a file once went through all that the municipality had."""
    marks = [f"{number:064x}" for number in range(200)]

    with CaptureQueriesContext(connection) as asked:
        told(IncidentReport.with_hidden.all(), lekeberg.pk, marks)

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        prefix = connection.ops.explain_query_prefix()
        cursor.execute(f"{prefix} {asked[0]['sql']}")
        plan = str(cursor.fetchall())
    assert "report_told_once" in plan


@pytest.mark.parametrize(
    "when", ["9999-12-31 23:59+00:00", "2026-10-02 10:00+99:99", "2026-10-02 10:00+2400"]
)
def test_a_moment_that_no_clock_shows_is_a_fault_of_its_row_and_stops_nothing_else(
    lekeberg, coordinator, when
):
    batch = checked(lekeberg, coordinator, written([["Skadegörelse", when, "Torget", "", ""], ROWS[1]]))

    assert batch.state == ImportBatch.State.CHECKED
    assert [(number, column) for number, column, _said in faults(batch)] == [(2, "Datum (B)")]
