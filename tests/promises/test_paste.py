"""Tables as people paste them from Word and Excel."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promises.paste import FIELDS, MAX_ROWS, paste_table, read_rows


def filled(row):
    return {key: value for key, value in row.items() if value}


# Five columns without utförare, hyphenated headings, cells with line breaks: Trollhättan's table as Excel copies it.
WITHOUT_EXECUTOR = (
    'Aktiviteter 2018\t"Om-\nfattning"\tAnsvarig\t"Upp-\nföljning"\t"Ut-\nvärdering"\r\n'
    'Utryckningspolisen lägger tid på narkotikabrott\tLöpande\t"Grupp-\nchef"\t"Lokalpolisområde\nÖstra Fyrbodal"'
    "\tKommunpolis\r\n"
    "Polisen syns mer på utpekade platser\tLöpande\tKommunpolis\tLokalpolisområde Östra Fyrbodal"
    "\tLokalpolisområde Östra Fyrbodal\r\n"
    'Ronder i Kronogården och Lextorp\t"2 st\nunder 2018"\tFolkhälsohandläggare\tTrollhättans Stad'
    '\t"Trollhättans Stad\nTrygghetsgruppen"\r\n'
    'Gruppen arbetar vidare mot sexuellt våld\t"Under\n\n2018"\tFolkhälsostrateg\tTrollhättans stad'
    '\t"Trollhättans stad\nTrygghetsgruppen"\r\n'
)

# A title where "aktivitet" might stand, titles of their own after an empty line: Lekeberg's five tables in one paste.
WITH_TITLES = """ANDT\tUTFÖRARE\tANSVARIG
Riktade insatser mot narkotika i kommunen.\tPolis\tPolis
Uppsökande arbete bland grupper i riskzon.\tKommun\tKommun

Badplatser\tUTFÖRARE\tANSVARIG
Kommunen samordnar arbetet runt badet.\tKommun\tKommun

Samverkan\t\t
Polisen är löpande med i samverkan med skolan.\tPolis/kommun\tPolis/Kommun

Tillgänglighet\t\t
Polisen finns på plats minst två timmar per vecka.\tPolis\tPolis
"""


def test_reads_a_table_without_utforare_whatever_its_headings_look_like():
    rows = read_rows(WITHOUT_EXECUTOR)

    assert [filled(row) for row in rows] == [
        {
            "text": "Utryckningspolisen lägger tid på narkotikabrott",
            "scope": "Löpande",
            "responsible": "Gruppchef",
            "follow_up_by": "Lokalpolisområde Östra Fyrbodal",
            "evaluation_by": "Kommunpolis",
        },
        {
            "text": "Polisen syns mer på utpekade platser",
            "scope": "Löpande",
            "responsible": "Kommunpolis",
            "follow_up_by": "Lokalpolisområde Östra Fyrbodal",
            "evaluation_by": "Lokalpolisområde Östra Fyrbodal",
        },
        {
            "text": "Ronder i Kronogården och Lextorp",
            "scope": "2 st under 2018",
            "responsible": "Folkhälsohandläggare",
            "follow_up_by": "Trollhättans Stad",
            "evaluation_by": "Trollhättans Stad Trygghetsgruppen",
        },
        {
            "text": "Gruppen arbetar vidare mot sexuellt våld",
            "scope": "Under 2018",
            "responsible": "Folkhälsostrateg",
            "follow_up_by": "Trollhättans stad",
            "evaluation_by": "Trollhättans stad Trygghetsgruppen",
        },
    ]


def test_the_same_table_from_word_where_line_breaks_stand_without_quotation_marks():
    from_word = WITHOUT_EXECUTOR.replace("Stad\nTrygg", "Stad Trygg").replace("stad\nTrygg", "stad Trygg")

    assert read_rows(from_word.replace('"', "").replace("\n\n", "\n")) == read_rows(WITHOUT_EXECUTOR)


def test_a_title_may_stand_right_above_a_row_of_headings():
    rows = read_rows("Aktivitet\tUtförare\nBesök\tPolis\nTrafik\nAktivitet\tUtförare\nKontroller\tPolis")

    assert [(row["heading"], row["text"]) for row in rows] == [("", "Besök"), ("Trafik", "Kontroller")]


def test_reads_several_tables_with_a_title_each():
    rows = read_rows(WITH_TITLES)

    assert [(row["heading"], row["text"], row["executor"], row["responsible"]) for row in rows] == [
        ("ANDT", "Riktade insatser mot narkotika i kommunen.", "Polis", "Polis"),
        ("ANDT", "Uppsökande arbete bland grupper i riskzon.", "Kommun", "Kommun"),
        ("Badplatser", "Kommunen samordnar arbetet runt badet.", "Kommun", "Kommun"),
        ("Samverkan", "Polisen är löpande med i samverkan med skolan.", "Polis/kommun", "Polis/Kommun"),
        ("Tillgänglighet", "Polisen finns på plats minst två timmar per vecka.", "Polis", "Polis"),
    ]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        ("Vad\tVem\tAnsvar\tHur ofta", ["text", "executor", "responsible", "scope"]),
        ("ÅTGÄRD\tOMFATTNING\tUTFÖRS AV", ["text", "scope", "executor"]),
        ("Utförare\tAktiviteter 2026", ["executor", "text"]),
        ("Insats\tUpp-\nföljning\tUt- värdering", ["text", "follow_up_by", "evaluation_by"]),
        ("Vad ska göras?\tAnsvarig (funktion)", ["text", "responsible"]),
    ],
)
def test_headings_are_known_in_any_order_case_and_dress(headings, fields):
    cells = [f"cell {number}" for number in range(len(fields))]

    (row,) = read_rows(f"{headings}\n" + "\t".join(cells))

    assert filled(row) == dict(zip(fields, cells, strict=True))


def test_a_column_with_an_unknown_heading_is_kept_for_a_person_to_place():
    (row,) = read_rows("Aktivitet\tKostnad\tUtförare\nNattvandring\t0 kr\tPolis\textra")

    assert row["executor"] == "Polis"
    assert row["unplaced"] == ["0 kr", "extra"]


def test_four_columns_without_headings_are_the_fields_own_order():
    (row,) = read_rows("Nattvandring\tPolis\tKommun\t2 st")

    assert [row[field] for field in FIELDS] == ["Nattvandring", "Polis", "Kommun", "2 st", "", ""]


@pytest.mark.parametrize("cells", [["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d", "e"]])
def test_any_other_number_of_columns_without_headings_is_not_guessed_at(cells):
    (row,) = read_rows("\t".join(cells))

    assert filled(row) == {"text": "a", "unplaced": cells[1:]}


def test_lines_without_tabs_are_activities_and_lose_their_list_marks():
    assert [row["text"] for row in read_rows("• Nattvandring\n- Kontroller\n3. Besök\n2 möten")] == [
        "Nattvandring",
        "Kontroller",
        "Besök",
        "2 möten",
    ]


def test_a_column_of_order_numbers_is_left_out_since_order_says_it():
    assert filled(read_rows("Nr\tAktivitet\n1\tNattvandring")[0]) == {"text": "Nattvandring"}
    assert filled(read_rows("1.\tNattvandring\tPolis\tPolis\t2 st\n2.\tBesök\t\t\t")[1]) == {"text": "Besök"}


def test_the_first_activity_is_not_taken_for_a_title():
    rows = read_rows("Aktivitet\tUtförare\nNattvandring\t\nBesök\tPolis")

    assert [(row["heading"], row["text"]) for row in rows] == [("", "Nattvandring"), ("", "Besök")]


def test_quotation_marks_of_the_text_itself_stay():
    assert paste_table('"Hot spots" kartläggs\tPolis\n"Ett ""rött"" kort\ti rutan\nnu"\tKommun\n"slut') == [
        ['"Hot spots" kartläggs', "Polis"],
        ['Ett "rött" kort i rutan\nnu', "Kommun"],
        ['"slut'],
    ]


def test_a_text_of_several_paragraphs_keeps_them():
    assert read_rows('Aktivitet\tUtförare\n"Första.\n\nAndra."\tPolis')[0]["text"] == "Första.\n\nAndra."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "ingen tabell"),
        (" \t \n\n", "ingen tabell"),
        ("Aktivitet\tUtförare\n", "inga rader"),
        ("Utförare\tAnsvarig\nPolis\tPolis", "Aktivitet"),
        ("Aktivitet\tUtförare\nBesök\tPolis\n\tPolis", "Rad 2 saknar text"),
        ("a\n" * (MAX_ROWS + 1), "201 rader"),
        ("Aktivitet\n" + "a\n" * (MAX_ROWS + 1), "201 rader"),
        ("\t".join("a" * 21), "för många kolumner"),
        ("a" * 200_001, "för lång"),
    ],
)
def test_says_in_swedish_what_to_change(text, message):
    with pytest.raises(ValueError, match=message):
        read_rows(text)


def test_two_hundred_rows_are_read_and_their_headings_count_as_none():
    assert len(read_rows("Besök\tPolis\n" * MAX_ROWS)) == MAX_ROWS
    assert len(read_rows("Aktivitet\tUtförare\n" + "Besök\tPolis\n" * MAX_ROWS)) == MAX_ROWS


@pytest.mark.parametrize(
    "piece", ['"', '""', '"\t', '"a\t', '"""x\t', '"\n', "\n", "\t\n", "a-\n", "-\n b", " \t"]
)
def test_a_hundred_kilobytes_are_read_or_refused(piece):
    with contextlib.suppress(ValueError):
        paste_table(piece * (100_000 // len(piece)))


cells = st.text(alphabet='abå 2-"\n\t,', max_size=12)


def _excel(cell):
    quoted = "\n" in cell or "\t" in cell or '"' in cell
    return '"' + cell.replace('"', '""') + '"' if quoted else cell


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_letter_of_a_table_from_excel_is_lost_and_no_cell_moves(table):
    def letters(cell):
        return [c for c in cell if c in "abå2"]

    pasted = "\n".join("\t".join(map(_excel, row)) for row in table) + "\n"
    expected = [row for row in table if any(cell.strip() for cell in row)]

    try:
        read = paste_table(pasted)
    except ValueError:
        read = []

    assert [[letters(cell) for cell in row] for row in read] == [
        [letters(cell) for cell in row] for row in expected
    ]
