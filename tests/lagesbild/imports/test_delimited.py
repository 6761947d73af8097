"""Text files, however they are written."""

from io import BytesIO

import pytest

from lagesbild.imports import limits
from lagesbild.imports.files import open_table
from lagesbild.imports.tables import Unreadable

TEXT = "Vad;När;Var\r\nSkadegörelse;2026-10-02;Åsgatan\r\nKlotter;2026-10-03;Älvtorget\r\n"


def table(content: bytes | str, **choices):
    return open_table(BytesIO(content.encode() if isinstance(content, str) else content), **choices)


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 med BOM"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_each_way_to_write_swedish_letters_is_recognised(encoding, named):
    found = table(TEXT.encode(encoding))

    assert found.headings == ["Vad", "När", "Var"]
    assert next(iter(found.rows)) == (2, ["Skadegörelse", "2026-10-02", "Åsgatan"])
    assert found.reading["encoding"] == named


@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_the_delimiter_is_guessed_and_told(sign):
    found = table(TEXT.replace(";", sign))

    assert found.headings == ["Vad", "När", "Var"]
    assert found.reading["delimiter"] == sign


def test_commas_in_text_do_not_make_the_guess_wrong():
    found = table("Vad;Text\nKlotter;rött, svart, blått\nBuller;högt, länge\n")

    assert found.headings == ["Vad", "Text"]


def test_excels_own_line_about_the_delimiter_is_no_heading():
    found = table("sep=;\r\n" + TEXT)

    assert found.headings == ["Vad", "När", "Var"]
    assert [number for number, _cells in found.rows] == [3, 4]


def test_what_somebody_chooses_goes_before_the_guess():
    found = table("a,b;c\n1,2;3\n", delimiter=",", encoding="cp1252")

    assert found.headings == ["a", "b;c"]


def test_line_breaks_inside_quotes_and_blank_rows_keep_the_numbers_right():
    found = table('Vad;Text\nKlotter;"två\nrader"\n;\nBuller;en\n')

    assert list(found.rows) == [(2, ["Klotter", "två\nrader"]), (4, ["Buller", "en"])]


def test_headings_are_told_apart():
    found = table("Datum;;Datum\n1;2;3\n")

    assert found.headings == ["Datum", "Kolumn B", "Datum (2)"]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "tom"),
        (b"   \r\n", "tom"),
        (b"\r\n\r\n;;\r\n", "tom"),
        (b"Vad\nKlotter\n", "en kolumn"),
        (b"%PDF-1.4 ...", "ingen tabell"),
        (b"\x89PNG\r\n\x1a\n....", "ingen tabell"),
        (b"<html><body>", "ingen tabell"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "äldre Excelformat"),
        (b"Vad;Text\nKlotter;\x81\x8d\xff\n", "inte att läsa som text"),
        ("Vad;Var\nå;ä".encode("utf-16")[:-1], "inte att läsa som text"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, word):
    with pytest.raises(Unreadable, match=word):
        list(table(content).rows)


def test_a_file_that_ends_within_quotes_names_the_row():
    found = table('Vad;Text\nKlotter;hel\nBuller;"halv ra')

    with pytest.raises(Unreadable, match="slutar mitt i rad 3"):
        list(found.rows)


def test_a_quotation_mark_in_the_wrong_place_names_the_row():
    with pytest.raises(Unreadable, match="Rad 2"):
        list(table('Vad;Text\nKlotter;"ett"två\n').rows)


def test_a_cell_without_end_is_refused():
    content = "Vad;Text\nKlotter;" + "x" * (limits.MAX_CELL + 1) + "\n"

    with pytest.raises(Unreadable, match="Rad 2 har en cell"):
        list(table(content).rows)
    with pytest.raises(Unreadable, match="Rad 2 har en cell"):
        list(table("Vad;Text\nKlotter;" + "x" * 100_000 + "\n").rows)


def test_a_row_of_a_thousand_columns_is_refused():
    with pytest.raises(Unreadable, match="fler än 60 kolumner"):
        list(table("Vad;Text\n" + "x;" * 1000 + "\n").rows)


def test_reading_stops_when_there_is_no_time_for_more():
    content = "Vad;Text\n" + "Klotter;text\n" * 1200

    with pytest.raises(Unreadable, match="för lång tid"):
        list(table(content, seconds=0).rows)


def test_the_file_is_open_afterwards():
    file = BytesIO(TEXT.encode())

    list(open_table(file).rows)

    assert not file.closed
