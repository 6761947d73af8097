"""Where the reading of an activity's extent comes from, and that nothing is guessed."""

import pytest

from promises import extent, readings
from promises.activity_reading import read
from promises.models import Activity
from promises.readings import Choice

IN_TEXT = "Polisen finns på plats i centrum minst två timmar per vecka, även under lov."


def test_the_words_of_the_omfattning_are_read_by_themselves() -> None:
    found = readings.stored("Kontroller.", "minst 4 i månaden")

    assert found["extent"]["number"] == 4
    assert (found["extent_source"], found["extent_quote"]) == ("scope", "")


@pytest.mark.parametrize("scope", ["", "lite då och då", "ett par gånger"])
def test_what_cannot_be_read_stays_words(scope: str) -> None:
    assert readings.stored("Kontroller.", scope) == {"extent": None, "extent_source": "", "extent_quote": ""}


def test_a_reading_in_the_text_is_taken_only_when_somebody_says_so() -> None:
    assert readings.stored(IN_TEXT, "")["extent"] is None

    found = readings.stored(IN_TEXT, "", Choice.TEXT)

    assert found["extent"]["per"] == "week"
    assert (found["extent_source"], found["extent_quote"]) == ("text", "minst två timmar per vecka")


def test_a_reading_that_has_left_the_text_is_gone() -> None:
    assert readings.stored("Polisen finns på plats.", "", Choice.TEXT)["extent"] is None


def test_the_quote_stands_in_the_text_word_for_word() -> None:
    quote = readings.in_text(IN_TEXT)

    assert quote is not None
    assert quote.before + quote.words + quote.after == IN_TEXT


def test_a_correction_stands_whatever_the_words_say() -> None:
    manual = extent.Extent(kind=extent.Kind.ONGOING)

    found = readings.stored("Kontroller.", "minst 4 i månaden", Choice.MANUAL, manual)

    assert (found["extent"]["kind"], found["extent_source"]) == ("ongoing", "manual")


def test_a_reading_that_is_turned_down_stays_turned_down() -> None:
    found = readings.stored("Kontroller.", "minst 4 i månaden", Choice.NONE)

    assert found == {"extent": None, "extent_source": "manual", "extent_quote": ""}
    assert readings.choice_of(Activity(**found)) == Choice.NONE


@pytest.mark.parametrize("choice", [Choice.AUTO, Choice.TEXT, Choice.MANUAL, Choice.NONE])
def test_the_form_asks_for_what_was_chosen(choice: Choice) -> None:
    manual = extent.Extent(kind=extent.Kind.ONGOING) if choice == Choice.MANUAL else None

    activity = Activity(**readings.stored(IN_TEXT, "", choice, manual))

    assert readings.choice_of(activity) == choice


def test_a_reading_from_an_older_way_of_reading_is_no_error() -> None:
    assert readings.words_of(Activity(extent={"kind": "once upon a time"})) == ""
    assert readings.words_of(Activity()) == ""


def test_the_page_says_that_an_unread_omfattning_is_in_order() -> None:
    assert read({"text": "", "scope": "lite då och då"}).is_unread
    assert not read({"text": "", "scope": ""}).is_unread


def test_what_is_found_in_the_text_is_offered_while_the_omfattning_is_empty() -> None:
    offered = read({"text": IN_TEXT, "scope": ""})

    assert offered.quote is not None
    assert offered.quote_words == "Minst 2 timmar varje vecka"
    assert read({"text": IN_TEXT, "scope": "löpande"}).quote is None


def test_a_correction_that_does_not_fit_together_says_what_is_missing() -> None:
    values = {"text": "", "scope": "", "reading": "manual", "extent_kind": "count"}

    assert read(values).error == "Ange hur många."
    assert read(values | {"extent_kind": ""}).error == ""
    assert read(values | {"extent_number": "5", "extent_unit": "besök"}).words == "5 besök"


def test_a_huge_text_is_read_without_a_hurry() -> None:
    assert read({"text": "minst 2 " * 100_000, "scope": "x" * 100_000}).is_unread
