"""What is shown beside an activity while it is being written."""

from typing import Any

import pytest
from django.urls import reverse

from promises.models import Activity

HTMX = {"HTTP_HX_REQUEST": "true"}


def url(name: str, *args: Any) -> str:
    return reverse(f"promises:{name}", args=args)


def test_the_reading_follows_the_typing_and_saves_nothing(as_coordinator: Any, draft: Any) -> None:
    address = url("activity_reading", draft.promise_id)

    def words(**data: str) -> str:
        return as_coordinator.post(
            address, data, HTTP_HX_TARGET="ord-id_aktivitet-1", **HTMX
        ).content.decode()

    assert "Vi läser: <strong>Minst 4 kontroller varje månad</strong>" in words(
        scope="minst 4 kontroller i månaden"
    )
    assert "Vi läser inte ut något tal ur det här. Det är okej." in words(scope="ett par gånger")
    assert "<mark>minst två timmar per vecka</mark>" in words(text="Där minst två timmar per vecka.")
    assert "checked" in words(text="Där minst två timmar per vecka.", use_text="1")
    assert words().strip() == ""
    assert not Activity.objects.exists()


def test_choosing_to_correct_starts_from_what_the_words_say_now(as_coordinator: Any, draft: Any) -> None:
    data = {
        "scope": "minst 4 gånger i månaden",
        "reading": "manual",
        "extent_kind": "count",
        "extent_number": "9",
    }

    page = as_coordinator.post(
        url("activity_reading", draft.promise_id),
        data,
        HTTP_HX_TARGET="tolkning-id_aktivitet-1",
        HTTP_HX_TRIGGER_NAME="reading",
        **HTMX,
    ).content.decode()

    assert 'id="tolkning-id_aktivitet-1"' in page
    assert 'name="extent_number" value="4"' in page
    assert '<option value="month" selected>' in page


def test_choosing_another_kind_keeps_what_was_set(as_coordinator: Any, draft: Any) -> None:
    data = {"scope": "löpande", "reading": "manual", "extent_kind": "count", "extent_number": "9"}

    page = as_coordinator.post(
        url("activity_reading", draft.promise_id), data,
        HTTP_HX_TARGET="tolkning-id_aktivitet-1", HTTP_HX_TRIGGER_NAME="extent_kind", **HTMX,
    ).content.decode()  # fmt: skip

    assert 'name="extent_number" value="9"' in page


def test_a_strange_target_makes_no_markup(as_coordinator: Any, draft: Any) -> None:
    page = as_coordinator.post(
        url("activity_reading", draft.promise_id), {"scope": "löpande"},
        HTTP_HX_TARGET='tolkning-"><b>', **HTMX,
    ).content.decode()  # fmt: skip

    assert "<b>" not in page


@pytest.mark.parametrize("name", ["activity_reading", "activity_hints"])
def test_help_is_for_those_who_see_the_draft(
    as_coordinator: Any, others_draft: Any, draft: Any, name: str
) -> None:
    assert as_coordinator.post(url(name, others_draft.promise_id), **HTMX).status_code == 404
    assert as_coordinator.post(url(name, draft.promise_id), {"text": "x"}, **HTMX).status_code == 200
    assert as_coordinator.get(url(name, draft.promise_id)).status_code == 405
