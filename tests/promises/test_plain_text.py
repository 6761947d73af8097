"""What may be stored of what somebody sends: nothing that lets a text be read otherwise than it is signed."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from promises.models import Activity, Comment, Section

RIGHT_TO_LEFT = "\u202e"


def send(client: Any, draft: Any, page: str, **values: str) -> Any:
    key = {"creation_key": str(uuid.uuid4())}
    return client.post(reverse(f"promises:{page}", args=[draft.promise_id]), {**key, **values})


def test_marks_of_direction_and_control_characters_are_left_out(as_coordinator: Any, draft: Any) -> None:
    body = f"Vi lovar{RIGHT_TO_LEFT} mer\x1b\x07 \u2067och\u2069 mer.\r\nVarje dag.\tAlltid."

    send(as_coordinator, draft, "section_add", heading=f"{RIGHT_TO_LEFT}Syfte", body=body, kind="purpose")

    section = Section.objects.get()
    assert (section.heading, section.body) == ("Syfte", "Vi lovar mer och mer.\nVarje dag.\tAlltid.")


@pytest.mark.parametrize("text", ["Cykla 👮🏽‍♀️ till skolan", "Hög- och lågstadiet – ”ja” (½ tim)", "نحن نعد"])
def test_what_is_seen_is_kept(as_coordinator: Any, draft: Any, text: str) -> None:
    send(as_coordinator, draft, "activity_add", text=text)

    assert Activity.objects.get().text == text


def test_an_activity_is_cleaned_too(as_coordinator: Any, draft: Any) -> None:
    send(as_coordinator, draft, "activity_add", text=f"Rond{RIGHT_TO_LEFT}", scope=f"{RIGHT_TO_LEFT}2 st")

    activity = Activity.objects.get()
    assert (activity.text, activity.scope) == ("Rond", "2 st")


@pytest.mark.parametrize("nothing", [RIGHT_TO_LEFT, f"{RIGHT_TO_LEFT} \u2066"])
def test_a_text_of_marks_alone_is_missing(as_coordinator: Any, draft: Any, nothing: str) -> None:
    send(as_coordinator, draft, "comment_add", anchor="basics", text=nothing)
    answer = send(as_coordinator, draft, "activity_add", text=nothing)

    assert not Comment.objects.exists()
    assert not Activity.objects.exists()
    assert "Rätta till 1 fel" in answer.content.decode()


def test_a_damaged_key_is_said_in_words_that_anybody_knows(as_coordinator: Any, draft: Any) -> None:
    answer = send(
        as_coordinator, draft, "activity_add", text="Rond.", creation_key="nonsens"
    ).content.decode()

    assert "Sidan är skadad. Ladda om den och försök igen." in answer
    assert "Creation key" not in answer


def test_rows_of_a_pasted_table_are_cleaned_too(as_coordinator: Any, draft: Any) -> None:
    rows = {"rad-TOTAL_FORMS": "1", "rad-INITIAL_FORMS": "1", "rad-0-keep": "on"}
    table = {"table": "Rond", "rows": "1", "form_key": str(uuid.uuid4())}

    send(as_coordinator, draft, "activity_paste", **table, **rows, **{"rad-0-text": f"{RIGHT_TO_LEFT}Rond"})

    assert Activity.objects.get().text == "Rond"
