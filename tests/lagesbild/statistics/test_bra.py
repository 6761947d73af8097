"""Brå's yearly file as Brå writes it, and what can be wrong with it."""

from decimal import Decimal

import pytest

from lagesbild.statistics.bra import COUNT, RATE, BraFileError, by_name, read, year_of

NAMES = by_name(
    [
        ("1814", "Lekeberg", "Lekebergs kommun"),
        ("2080", "Falun", "Falu kommun"),
        ("1880", "Örebro", "Örebro kommun"),
        ("1480", "Göteborg", "Göteborgs kommun"),
        ("0114", "Upplands Väsby", "Upplands Väsby kommun"),
        ("1780", "Karlstad", "Karlstads kommun"),
        ("0180", "Stockholm", "Stockholms kommun"),
    ]
)
HEAD = "Kommun;Antal;Per 100 000 inv."


def _file(*rows: str, head: str = HEAD) -> bytes:
    return "\r\n".join([head, *rows, ""]).encode("utf-8-sig")


def _faults(body: bytes) -> str:
    with pytest.raises(BraFileError) as refused:
        read(body, 2025, NAMES)
    return "\n".join(refused.value.sentences)


def test_the_file_is_read_as_bra_writes_it():
    found = read(_file("Lekeberg;412;4 712,5", "Örebro;21\N{NO-BREAK SPACE}004;13 251"), 2025, NAMES)

    assert [(one.code, one.year, one.value) for one in found[COUNT.key]] == [
        ("1814", 2025, Decimal(412)),
        ("1880", 2025, Decimal(21004)),
    ]
    assert [one.value for one in found[RATE.key]] == [Decimal("4712.5"), Decimal(13251)]


def test_two_dots_are_held_back_and_a_dash_is_zero():
    found = read(_file("Lekeberg;..;-"), 2025, NAMES)

    assert (found[COUNT.key][0].value, found[RATE.key][0].value) == (None, Decimal(0))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Falun", "2080"),
        ("Falu", "2080"),
        ("FALU KOMMUN", "2080"),
        ("Lekebergs", "1814"),
        ("Lekebergs kommun", "1814"),
        ("Upplands  väsby", "0114"),
        ("Upplands-Väsby", "0114"),
        ("Göteborgs", "1480"),
        ("Örebro kommun", "1880"),
        ("Karlstad", "1780"),
    ],
)
def test_municipalities_are_known_by_their_names_and_genitives(written, code):
    assert read(_file(f"{written};1;1"), 2025, NAMES)[COUNT.key][0].code == code


def test_what_two_could_be_called_is_nobodys_unless_it_is_a_name():
    names = by_name([("1", "Habo", "Habo kommun"), ("2", "Håbo", "Håbo kommun"), ("3", "Ås", "Ås kommun")])

    assert set(names.values()) == {"1", "2", "3"}


def test_rows_about_the_country_are_passed_over():
    found = read(_file("Hela landet;1 400 000;13 000", "Lekeberg;1;1", ";;"), 2025, NAMES)

    assert len(found[COUNT.key]) == 1


def test_every_fault_names_its_row_and_column():
    said = _faults(_file("Lekeberg;412;x", "Ankeborg;1;1", "Örebro;1;1", "Örebro;2;2", "Falun;3"))

    assert said.split("\n") == [
        "Rad 2: kolumnen Per 100 000 inv.: ”x” är inget tal.",
        "Rad 3: kolumnen Kommun: det finns ingen kommun som heter ”Ankeborg”.",
        "Rad 5: kolumnen Kommun: ”Örebro” står också på rad 4.",
        "Rad 6: kolumnen Per 100 000 inv. saknas. Raden kan vara avhuggen.",
    ]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "tom"),
        (_file(), "inga kommuner"),
        (_file("Lekeberg;1;1", head="Ort;Antal;Per 100 000 inv."), "kolumn som heter ”Kommun”"),
        (_file("Lekeberg,1,1", head="Kommun,Antal,Per 100 000 inv."), "kolumn som heter"),
        ("Kommun;Antal\r\nÖrebro;1".encode("latin-1"), "inte i UTF-8"),
        (b"PK\x03\x04\x00\x00", "inte är text"),
        (_file('Lekeberg;"1;1'), "CSV"),
        (b"x" * 2_000_001, "större än 2 MB"),
        (_file(*["Lekeberg;1;1"] * 2001), "fler än 2000 rader"),
        (_file("Lekeberg;NaN;1"), "inget tal"),
        (_file("Lekeberg;-5;1"), "inget tal"),
        (_file("Lekeberg;=1+1;1"), "inget tal"),
        (_file("Lekeberg;99999999999999999999;1"), "inget tal"),
        (_file("Lekeberg;1.5;1"), "inget tal"),
    ],
)
def test_another_file_is_refused_with_a_sentence(body, sentence):
    assert sentence in _faults(body)


def test_many_faults_are_not_all_told():
    said = _faults(_file(*[f"Ankeborg {n};1;1" for n in range(50)]))

    assert said.count("\n") == 20
    assert said.endswith("Och 30 fel till.")


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("Anmälda brott kommunerna 2025.csv", 2025),
        ("https://bra.se/download/18.3b6/1774625599791/Anm%C3%A4lda%20brott%20kommunerna%202024.csv", 2024),
        ("2019/kommuner.csv", None),
        ("brott.csv", None),
    ],
)
def test_the_year_is_in_the_name(name, year):
    assert year_of(name) == year
