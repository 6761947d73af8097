"""Survey results into a dialogue, and the municipality's own figures."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from lagesbild.actions import importing
from lagesbild.models import Breakdown, Figure, Finding, ImportBatch, IncidentReport, Series
from organisations.themes import Theme
from tests.factories.lagesbild import DialogueFactory, FindingFactory, LagesbildPlaceFactory
from tests.lagesbild.importing import checked, faults, received, taken_in, written

State = ImportBatch.State
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_november")]


@pytest.fixture
def dialogue(lekeberg):
    return DialogueFactory(municipality=lekeberg, reached=None)


# --- Findings -----------------------------------------------------------------------------------------

FOUND = ["Ämne", "Svar", "Antal", "Plats"]


def test_counted_results_become_findings_after_those_that_are_there(lekeberg, coordinator, dialogue):
    place = LagesbildPlaceFactory(municipality=lekeberg, name="Lanna badgruva")
    FindingFactory(dialogue=dialogue, position=4)
    rows = [
        ["Trafik", "Bilar kör för fort.", "112", ""],
        ["Droger", "Handel vid vattnet.", "", "lanna badgruva"],
    ]

    batch = taken_in(lekeberg, coordinator, written(rows, FOUND), "findings", dialogue=dialogue)

    first, second = Finding.objects.filter(position__gt=4)
    assert (batch.state, batch.created) == (State.DONE, 2)
    assert (first.theme, first.count, first.position, first.is_public) == (Theme.TRAFFIC, 112, 5, False)
    assert (second.theme, second.count, second.place, second.edited_by) == (
        Theme.DRUGS,
        None,
        place,
        coordinator,
    )


def test_what_the_dialogue_has_already_is_not_said_twice(lekeberg, coordinator, dialogue):
    rows = [["Trafik", "Bilar kör för fort.", "112", ""]]
    taken_in(lekeberg, coordinator, written(rows, FOUND), "findings", dialogue=dialogue)
    batch = checked(lekeberg, coordinator, written(rows, FOUND), "findings", dialogue=dialogue)

    assert (batch.duplicates, batch.new_rows) == (1, 0)


def test_one_faulty_result_keeps_all_out(lekeberg, coordinator, dialogue):
    rows = [
        ["Trafik", "Bilar kör för fort.", "112", ""],
        ["Trafik", "Ring 070-123 45 67", "många", "Okänd plats"],
    ]
    batch = checked(lekeberg, coordinator, written(rows, FOUND), "findings", dialogue=dialogue)

    assert [(row, column) for row, column, _sentence in faults(batch)] == [
        (3, "Svar (B)"),
        (3, "Antal (C)"),
        (3, "Plats (D)"),
    ]
    with pytest.raises(ValidationError):
        importing.confirm(batch, by=coordinator)
    assert not Finding.objects.exists()


def test_nothing_comes_into_a_dialogue_that_is_closed(lekeberg, coordinator, dialogue):
    batch = checked(
        lekeberg,
        coordinator,
        written([["Trafik", "För fort.", "1", ""]], FOUND),
        "findings",
        dialogue=dialogue,
    )
    type(dialogue).objects.update(closed_at=timezone.now(), closed_by=coordinator)
    dialogue.refresh_from_db()

    with pytest.raises(ValidationError, match="avslutad"):
        importing.confirm(batch, by=coordinator)
    with pytest.raises(ValidationError, match="avslutad"):
        received(lekeberg, coordinator, written([["a", "b", "1", ""]], FOUND), "findings", dialogue=dialogue)
    assert not Finding.objects.exists()


# --- Breakdown ----------------------------------------------------------------------------------------

GROUPS = ["Kön", "Ålder", "Antal"]


def test_groups_are_counted_and_counted_anew(lekeberg, coordinator, dialogue):
    rows = [["Kvinnor", "16-19", "84"], ["Män", "16–19 år", "61"], ["Vill inte svara", "", "3"]]
    taken_in(lekeberg, coordinator, written(rows, GROUPS), "breakdown", dialogue=dialogue)
    taken_in(
        lekeberg, coordinator, written([["Kvinna", "16–19", "85"]], GROUPS), "breakdown", dialogue=dialogue
    )

    assert set(Breakdown.objects.values_list("sex", "age", "count")) == {
        ("women", "16–19", 85),
        ("men", "16–19", 61),
        ("other", "", 3),
    }


def test_a_group_that_stands_twice_in_the_file_is_a_fault(lekeberg, coordinator, dialogue):
    rows = [["Kvinnor", "16–19", "84"], ["kvinna", "16-19", "85"]]
    batch = checked(lekeberg, coordinator, written(rows, GROUPS), "breakdown", dialogue=dialogue)

    assert faults(batch) == [(3, "hela raden", "En tidigare rad i filen säger samma sak. Ta bort den ena.")]


# --- Answers ------------------------------------------------------------------------------------------

ANSWERED = ["Vad är viktigast", "Kön", "Hur gammal är du"]
ANSWERS = [
    ["Fler poliser ute;Bättre belysning", "Kvinna", "34"],
    ["Fler poliser ute", "Man", "17"],
    ["fler poliser ute; Fler poliser ute", "Kvinna", "31 år"],
    ["", "Vill ej uppge", ""],
    ["Gratis glass", "", "95"],
]


def counted(lekeberg, coordinator, dialogue):
    batch = received(lekeberg, coordinator, written(ANSWERS, ANSWERED), "answers", dialogue=dialogue)
    batch = importing.choose_columns(batch, chosen={"answer": 0, "sex": 1, "age": 2}, by=coordinator)
    assert {word for word, _count in batch.columns["asked"]["answer"]} == {
        "Fler poliser ute",
        "Bättre belysning",
        "Gratis glass",
    }
    said = {"fler poliser ute": "presence", "battre belysning": "public_places", "gratis glass": "-"}
    batch = importing.choose_words(batch, words={"answer": said}, by=coordinator)
    batch = importing.step(batch, by=coordinator)
    return importing.confirm(batch, by=coordinator)


def test_answers_are_counted_together_and_no_single_one_is_kept(lekeberg, coordinator, dialogue):
    batch = counted(lekeberg, coordinator, dialogue)
    importing.step(batch, by=coordinator)

    assert set(Finding.objects.values_list("text", "theme", "count")) == {
        ("Fler poliser ute", Theme.PRESENCE, 3),
        ("Bättre belysning", Theme.PUBLIC_PLACES, 1),
    }
    assert set(Breakdown.objects.values_list("sex", "age", "count")) == {
        ("women", "30–44", 2),
        ("men", "16–19", 1),
        ("other", "", 1),
        ("", "80 och äldre", 1),
    }
    dialogue.refresh_from_db()
    assert (dialogue.reached, dialogue.edit_number) == (5, 2)
    assert not batch.staged.exists()


def test_the_same_answers_are_not_counted_twice(lekeberg, coordinator, dialogue):
    counted(lekeberg, coordinator, dialogue)

    with pytest.raises(ValidationError, match="redan räknade"):
        counted(lekeberg, coordinator, dialogue)
    assert Finding.objects.get(theme=Theme.PRESENCE).count == 3


# --- Figures ------------------------------------------------------------------------------------------

SERIES = ["Serie", "År", "Månad", "Kön", "Värde", "Enhet"]


def test_figures_make_their_series_and_change_what_is_said_anew(lekeberg, coordinator):
    rows = [
        ["Skadegörelse på skolor", "2024", "", "", "1 041,5", "kr"],
        ["Skadegörelse på skolor", "2025", "", "", "..", ""],
        ["Trygga i skolan", "2025", "mars", "Flickor", "78 %", "procent"],
    ]
    taken_in(lekeberg, coordinator, written(rows, SERIES), "series", source="Skolan")
    more = [["skadegörelse på  skolor", "2025", "", "totalt", "39", ""]]
    batch = taken_in(lekeberg, coordinator, written(more, SERIES), "series", source="Skolan")

    assert batch.created == 1
    assert set(Series.objects.values_list("title", "unit", "source", "municipality", "origin")) == {
        ("Skadegörelse på skolor", "kr", "own", lekeberg.pk, "Skolan"),
        ("Trygga i skolan", "procent", "own", lekeberg.pk, "Skolan"),
    }
    assert set(Figure.objects.values_list("year", "month", "sex", "value")) == {
        (2024, None, "T", Decimal("1041.5")),
        (2025, None, "T", Decimal(39)),
        (2025, 3, "K", Decimal(78)),
    }


@pytest.mark.parametrize(
    ("row", "column", "word"),
    [
        (["Serie A", "2027", "", "", "1", ""], "År (B)", "utanför"),
        (["Serie A", "2026", "december", "", "1", ""], "Månad (C)", "inte varit än"),
        (["Serie A", "2025", "", "", "många", ""], "Värde (E)", "inget tal"),
        (
            ["Serie A", "2025", "", "", "ca 40", ""],
            "Värde (E)",
            "”ca 40” är inget tal. Skriv bara talet: 40.",
        ),
        (["Serie A", "2025", "", "", "1,23456", ""], "Värde (E)", "fyra decimaler"),
        (["", "2025", "", "", "1", ""], "Serie (A)", "tom"),
        (["Serie A", "2025", "", "", "", ""], "Värde (E)", "tom"),
    ],
)
def test_a_figure_that_cannot_be_is_said_by_row_and_column(lekeberg, coordinator, row, column, word):
    batch = checked(lekeberg, coordinator, written([row], SERIES), "series")

    ((number, named, sentence),) = faults(batch)
    assert (number, named) == (2, column)
    assert word in sentence


def test_long_titles_that_begin_alike_are_two_series(lekeberg, coordinator):
    rows = [
        [f"{'Andel trygga i årskurs nio ' * 4}{end}", "2025", "", "", "1", ""]
        for end in ("i norr", "i söder")
    ]
    taken_in(lekeberg, coordinator, written(rows, SERIES), "series")

    assert Series.objects.count() == 2
    assert not IncidentReport.objects.exists()


# --- A column for each year -----------------------------------------------------------------------------

ACROSS = ["Nyckeltal", "Kön", "2023", "2024", "2025", "Enhet"]


def test_a_column_for_each_year_is_read_as_a_row_for_each_value(lekeberg, coordinator):
    rows = [
        ["Anmälda brott", "", "9 120", "8 977,5", "..", "per 100 000"],
        ["Trygga ute", "Kvinnor", "61", "", "64", "procent"],
    ]

    batch = taken_in(lekeberg, coordinator, written(rows, ACROSS), "series")

    assert (batch.created, batch.rows) == (5, 5)
    assert set(Figure.objects.values_list("series__title", "year", "sex", "value")) == {
        ("Anmälda brott", 2023, "T", Decimal(9120)),
        ("Anmälda brott", 2024, "T", Decimal("8977.5")),
        ("Anmälda brott", 2025, "T", None),
        ("Trygga ute", 2023, "K", Decimal(61)),
        ("Trygga ute", 2025, "K", Decimal(64)),
    }
    assert set(Series.objects.values_list("title", "unit")) == {
        ("Anmälda brott", "per 100 000"),
        ("Trygga ute", "procent"),
    }


def test_what_is_wrong_in_such_a_file_is_said_by_its_own_row_and_year(client, lekeberg, coordinator):
    rows = [["Anmälda brott", "", "9120", "ca 40", "1", ""]]
    batch = checked(lekeberg, coordinator, written(rows, ACROSS), "series")
    client.force_login(coordinator)

    page = client.get(reverse("lagesbild:import", args=[lekeberg.slug, batch.pk])).content.decode()
    listed = client.get(reverse("lagesbild:import_faults", args=[lekeberg.slug, batch.pk])).content.decode()

    assert '<td data-label="Rad">2</td><td data-label="Kolumn">2024 (D)</td>' in page
    assert "2;2024 (D);" in listed


def test_a_row_that_is_cut_short_in_such_a_file_is_refused_by_its_number(lekeberg, coordinator):
    with pytest.raises(ValidationError, match="Rad 2 har 3 celler men rubrikraden 6"):
        received(lekeberg, coordinator, written([["Anmälda brott", "", "1"]], ACROSS), "series")


def test_years_beside_a_column_of_years_are_left_as_they_are(lekeberg, coordinator):
    batch = received(
        lekeberg, coordinator, written([["A", "2025", "1", "2"]], ["Serie", "År", "2024", "2025"]), "series"
    )

    assert batch.headings == ["Serie", "År", "2024", "2025"]
