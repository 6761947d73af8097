"""A table pasted from Word or Excel becomes activities, once and whole."""

import re
from typing import Any

import pytest
from django.urls import reverse

from promises import paste
from promises.models import Activity
from tests.factories.promises import FocusAreaFactory

HEADED = (
    "Aktivitet\tUtförare\tAnsvarig\tOmfattning\tUppföljning\n"
    "Farthinder på Storgatan\tPolis/kommun\tkommunen\tminst 4 kontroller i månaden\tKommun\n"
    "Cykelkurs\tskolan på höjden\tRektor\tibland\t"
)
KEY = "7e7f1f8e-5a1e-4a53-8f5e-2f0d2f6b9a10"


@pytest.fixture
def address(draft: Any) -> str:
    return reverse("promises:activity_paste", args=[draft.promise_id])


def rows(*texts: str, **more: Any) -> dict[str, Any]:
    """What the page with the rows sends back."""
    data = {
        "table": "x",
        "form_key": KEY,
        "rows": "1",
        "rad-TOTAL_FORMS": len(texts),
        "rad-INITIAL_FORMS": len(texts),
    }
    for n, text in enumerate(texts):
        data |= {f"rad-{n}-text": text, f"rad-{n}-keep": "on"}
    return {name: value for name, value in (data | more).items() if value is not None}


def test_the_rows_are_shown_before_anything_is_saved(as_coordinator: Any, address: str) -> None:
    page = as_coordinator.post(address, {"table": HEADED, "form_key": KEY}).content.decode()

    assert "Stämmer raderna?" in page
    for value in (
        "Farthinder på Storgatan",
        "Polis/kommun",
        "minst 4 kontroller i månaden",
        "skolan på höjden",
    ):
        assert value in page, value
    assert "Uppföljning av" in page
    assert "Utvärdering av" not in page
    assert not Activity.objects.exists()


def test_the_rows_become_activities_with_what_is_certain(
    as_coordinator: Any, address: str, draft: Any, lekeberg: Any, orebro_area: Any
) -> None:
    area = FocusAreaFactory(revision=draft)
    page = as_coordinator.post(
        address, {"table": HEADED, "form_key": KEY, "focus_area": area.pk}
    ).content.decode()
    sent = dict(re.findall(r'<input[^>]*name="([\w-]+)"[^>]*value="([^"]*)"', page))
    sent |= dict(re.findall(r'<textarea name="([\w-]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL))
    sent |= {"rad-0-keep": "on", "rad-1-keep": "on"}

    response = as_coordinator.post(address, sent)

    first, second = Activity.objects.order_by("pk")
    assert response.url.endswith(f"#aktivitet-{first.pk}")
    assert {row.organisation_id for row in first.actors.filter(part="executor")} == {
        lekeberg.pk,
        orebro_area.pk,
    }
    assert first.extent
    assert (first.executor_wording, first.follow_up_wording, first.extent["per"]) == (
        "Polis/kommun", "Kommun", "month",
    )  # fmt: skip
    assert (first.focus_area, second.focus_area) == (area, area)
    assert (second.executor_wording, second.scope, second.extent) == ("skolan på höjden", "ibland", None)
    assert not second.actors.exists()


def test_the_same_rows_twice_come_once_also_when_one_is_dropped(as_coordinator: Any, address: str) -> None:
    as_coordinator.post(address, rows("ett", "två", "tre"))
    as_coordinator.post(address, rows("ett", "två", "tre", **{"rad-0-keep": None}))

    assert list(Activity.objects.order_by("pk").values_list("text", flat=True)) == ["ett", "två", "tre"]


def test_rows_that_are_dropped_do_not_come_and_may_say_anything(as_coordinator: Any, address: str) -> None:
    data = rows("ett", "ring 070-123 45 67", **{"rad-1-keep": None, "rad-1-scope": "x" * 999})

    response = as_coordinator.post(address, data, follow=True)

    assert "1 aktivitet är tillagd." in response.content.decode()
    assert Activity.objects.get().text == "ett"


def test_one_wrong_row_stops_them_all_and_nothing_typed_is_lost(as_coordinator: Any, address: str) -> None:
    data = rows("ett", "ring 070-123 45 67", "", **{"rad-0-executor": "y" * 201, "rad-2-scope": "löpande"})

    page = as_coordinator.post(address, data).content.decode()

    assert "Rätta till 3 fel" in page
    assert "Skriv vad som ska göras, eller ta inte med raden." in page
    assert "ring 070-123 45 67" in page
    assert not Activity.objects.exists()


def test_no_rows_at_all_is_said(as_coordinator: Any, address: str) -> None:
    response = as_coordinator.post(address, rows("ett", **{"rad-0-keep": None}), follow=True)

    assert "Ingen rad var vald" in response.content.decode()


def test_headings_in_the_table_become_focus_areas(as_coordinator: Any, address: str, draft: Any) -> None:
    table = (
        "Aktivitet\tOmfattning\n\nTrafik\t\nKontroller\tlöpande\n\nBadplatser\t\nVandring\t2 st under 2027"
    )
    page = as_coordinator.post(address, {"table": table, "form_key": KEY}).content.decode()
    assert "Fokusområde: Trafik" in page

    data = rows("Kontroller", "Vandring", **{"rad-0-heading": "Trafik", "rad-1-heading": "Badplatser"})
    as_coordinator.post(address, data)

    assert list(draft.focus_areas.values_list("title", flat=True)) == ["Trafik", "Badplatser"]


def test_columns_that_do_not_say_what_they_are_are_asked_about(as_coordinator: Any, address: str) -> None:
    table = "Insats här\tmånadsvis\tPolis\nVandringar\tlöpande\tkommun"
    page = as_coordinator.post(address, {"table": table, "form_key": KEY}).content.decode()
    assert "Vad står i kolumnerna?" in page
    assert "månadsvis" in page

    data = {"table": table, "form_key": KEY, "columns": "1", "column_0": "text", "column_1": "scope"}
    page = as_coordinator.post(address, data | {"column_2": "scope"}).content.decode()
    assert "Två kolumner kan inte vara samma sak" in page
    page = as_coordinator.post(address, data | {"column_0": "", "column_2": ""}).content.decode()
    assert "Välj vilken kolumn som säger vad som ska göras." in page

    page = as_coordinator.post(
        address, data | {"column_2": "executor", "first_is_heading": "on"}
    ).content.decode()
    assert "Stämmer raderna?" in page
    assert "Vandringar" in page
    assert 'value="månadsvis"' not in page


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ("", "Kopiera tabellen i Word eller Excel"),
        (" \n\t\n", "Det finns ingen tabell att läsa."),
        ("a\tb\tc\td\n" * (paste.MAX_ROWS + 1), f"Klistra in högst {paste.MAX_ROWS} rader i taget."),
        ("\t".join("a" * (paste.MAX_COLUMNS + 1)), "för många kolumner"),
        ("x" * (paste.MAX_LENGTH + 1), "Texten är för lång för att läsas som en tabell"),
        ("Aktivitet\tOmfattning", "rubriker men inga rader"),
    ],
)
def test_a_table_that_cannot_be_read_is_explained(
    as_coordinator: Any, address: str, table: str, sentence: str
) -> None:
    page = as_coordinator.post(address, {"table": table, "form_key": KEY}).content.decode()

    assert sentence in page
    assert "Läs tabellen" in page


def test_too_many_rows_in_the_form_are_refused(as_coordinator: Any, address: str) -> None:
    data = rows("ett", **{"rad-TOTAL_FORMS": "100000"})

    response = as_coordinator.post(address, data)

    assert response.status_code == 200
    assert not Activity.objects.exists()


def test_a_form_that_has_been_tampered_with_is_shown_again(as_coordinator: Any, address: str) -> None:
    for data in (rows("ett", **{"rad-TOTAL_FORMS": "x"}), rows("ett", form_key="x"), {"rows": "1"}):
        assert as_coordinator.post(address, data).status_code == 200
    assert not Activity.objects.exists()


def test_a_large_table_is_added_whole(as_coordinator: Any, address: str) -> None:
    as_coordinator.post(address, rows(*(f"rad {n}" for n in range(paste.MAX_ROWS))))

    assert Activity.objects.count() == paste.MAX_ROWS


def test_a_column_that_is_unknown_does_not_hide_what_the_headings_say_of_the_others(
    as_coordinator: Any, address: str
) -> None:
    table = "Nr\tÅtgärd\tVem\tHur ofta\tBudget\n1\tMöten\tSkola\tvarje vardag\t10 tkr"

    form = as_coordinator.post(address, {"table": table, "form_key": KEY}).context["columns"]

    assert form["first_is_heading"].value() is True
    chosen = [form[f"column_{n}"].value() for n in range(5)]
    assert chosen == ["", "text", "executor", "scope", ""]


def test_without_headings_the_first_column_is_the_text(as_coordinator: Any, address: str) -> None:
    form = as_coordinator.post(address, {"table": "Möten\tSkola\tPolis", "form_key": KEY}).context["columns"]

    assert form["first_is_heading"].value() is False
    assert [form[f"column_{n}"].value() for n in range(3)] == ["text", "", ""]
