"""The page about focus areas and activities, and what is done there to one activity."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from promises.models import Activity
from promises.states import Status
from tests.factories.promises import (
    ActivityActorFactory,
    ActivityAnswerFactory,
    ActivityFactory,
    CommentFactory,
    FocusAreaFactory,
    PlaceFactory,
)

HTMX = {"HTTP_HX_REQUEST": "true"}
IN_TEXT = "Polisen finns på plats minst två timmar per vecka."
PAGES = ["activities", "activity_add", "activity_new", "activity_paste", "focus_area_add"]
ONE = ["activity_edit", "activity_remove", "activity_comments", "activity_show"]
POSTS = ["activity_copy", "activity_move", "activity_take_reading"]
AREA = ["focus_area_edit", "focus_area_remove", "focus_area_show"]


def url(name: str, *args: Any) -> str:
    return reverse(f"promises:{name}", args=args)


def texts(revision: Any) -> list[str]:
    return list(revision.activities.order_by("position", "pk").values_list("text", flat=True))


@pytest.fixture
def activity(draft: Any, lekeberg: Any, school: Any) -> Any:
    row = ActivityFactory(revision=draft, text="Trafikkontroller.", position=1)
    ActivityActorFactory(activity=row, organisation=lekeberg)
    ActivityActorFactory(activity=row, organisation=school, part="responsible", role_text="Rektor")
    return row


def test_an_empty_draft_shows_a_short_form_and_what_to_do(as_coordinator: Any, draft: Any) -> None:
    page = as_coordinator.get(url("activities", draft.promise_id)).content.decode()

    assert "Lägg till och fyll i mer" in page
    assert "klistra in tabellen" in page


def test_all_that_is_written_is_shown(as_coordinator: Any, draft: Any, school: Any) -> None:
    area = FocusAreaFactory(revision=draft, title="Trafik", goal="Färre olyckor", theme="traffic")
    PlaceFactory(revision=draft, focus_area=area, name="Väg 204")
    row = ActivityFactory(
        revision=draft,
        focus_area=area,
        text="Vi mäter farten.",
        purpose="Lugnare trafik",
        target_group="Pendlare",
        period_text="hösten 2027",
        outside_period_reason="Börjar tidigt",
        executor_wording="Skola",
        responsible_wording="Någon annan",
    )
    PlaceFactory(revision=draft, activity=row, name="Fjugesta")
    ActivityActorFactory(activity=row, organisation=school)

    page = as_coordinator.get(url("activities", draft.promise_id)).content.decode()

    for words in (
        "Färre olyckor", "Väg 204", "Vi mäter farten.", "Lugnare trafik", "Pendlare", "hösten 2027",
        "Börjar tidigt", "Skola", "Skolan i Lekeberg", "Fjugesta", "Välj vilken organisation det är.",
    ):  # fmt: skip
        assert words in page, words


def test_the_page_costs_the_same_queries_whatever_it_holds(
    as_coordinator: Any, draft: Any, lekeberg: Any, school: Any, coordinator: Any
) -> None:
    costs = {}
    for count in (1, 3, 60):
        while draft.activities.count() < count:
            n = draft.activities.count()
            area = FocusAreaFactory(revision=draft, position=n) if n < 3 else None
            row = ActivityFactory(revision=draft, focus_area=area, position=n, text=IN_TEXT, scope="")
            ActivityActorFactory(activity=row, organisation=lekeberg)
            ActivityActorFactory(activity=row, organisation=school, part="responsible")
            ActivityAnswerFactory(activity=row, organisation=school, answered_by=coordinator)
            PlaceFactory(revision=draft, activity=row)
            CommentFactory(revision=draft, anchor=f"activity:{row.key}", author=coordinator)
        with CaptureQueriesContext(connection) as queries:
            response = as_coordinator.get(f"{url('activities', draft.promise_id)}?ny=0")
        assert response.content.decode().count(f"{IN_TEXT}</p>") == count
        costs[count] = len(queries)

    assert costs[1] == costs[3] == costs[60] <= 30


def test_the_reader_sees_the_rows_and_no_button(client: Any, reader: Any, draft: Any, activity: Any) -> None:
    client.force_login(reader)

    page = client.get(url("activities", draft.promise_id)).content.decode()

    assert "Trafikkontroller." in page
    assert "radknappar" not in page
    assert "<textarea" not in page


def test_a_frozen_text_is_shown_without_buttons(as_coordinator: Any, draft: Any, activity: Any) -> None:
    type(draft).objects.filter(pk=draft.pk).update(status=Status.FOR_SIGNATURE)

    page = as_coordinator.get(url("activities", draft.promise_id)).content.decode()

    assert "Trafikkontroller." in page
    assert "radknappar" not in page


@pytest.mark.parametrize("name", [*PAGES, *ONE, *POSTS, *AREA])
def test_a_stranger_finds_nothing(as_coordinator: Any, others_draft: Any, name: str) -> None:
    row = ActivityFactory(revision=others_draft) if name in (*ONE, *POSTS) else None
    area = FocusAreaFactory(revision=others_draft) if name in AREA else None
    args = [others_draft.promise_id, *(one.pk for one in (row, area) if one)]

    method = as_coordinator.post if name in POSTS else as_coordinator.get

    assert method(url(name, *args)).status_code == 404


@pytest.mark.parametrize("name", [*ONE, *POSTS, *AREA, "focus_area_move"])
def test_a_row_of_another_promise_is_not_found(
    as_coordinator: Any, draft: Any, others_draft: Any, name: str
) -> None:
    kind = FocusAreaFactory if name.startswith("focus") else ActivityFactory
    row = kind(revision=others_draft)
    method = as_coordinator.post if name in (*POSTS, "focus_area_move") else as_coordinator.get

    assert method(url(name, draft.promise_id, row.pk)).status_code == 404


def test_a_focus_area_of_another_promise_is_not_found(
    as_coordinator: Any, draft: Any, others_draft: Any
) -> None:
    area = FocusAreaFactory(revision=others_draft)

    response = as_coordinator.get(f"{url('activity_add', draft.promise_id)}?omrade={area.pk}")

    assert response.status_code == 404


@pytest.mark.parametrize("who", ["reader", "chair", "executor"])
@pytest.mark.parametrize(
    "name", ["activity_add", "activity_new", "activity_paste", "activity_edit", "activity_copy"]
)
def test_whoever_may_only_read_is_told_so(
    client: Any, draft: Any, activity: Any, member: Any, who: str, name: str
) -> None:
    client.force_login(member(who))
    args = (
        [draft.promise_id, activity.pk] if name in ("activity_edit", "activity_copy") else [draft.promise_id]
    )

    assert client.post(url(name, *args)).status_code == 403
    assert Activity.objects.count() == 1


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_a_copy_comes_once_however_often_the_button_is_sent(
    as_coordinator: Any, draft: Any, activity: Any, extra: dict[str, str]
) -> None:
    data = {"creation_key": str(uuid.uuid4())}
    for _n in range(2):
        response = as_coordinator.post(url("activity_copy", draft.promise_id, activity.pk), data, **extra)

    assert texts(draft) == ["Trafikkontroller.", "Trafikkontroller."]
    assert response.status_code == (200 if extra else 302)
    if extra:
        assert response["HX-Reswap"] == "afterend"


def test_a_move_answers_in_place_with_the_new_order(as_coordinator: Any, draft: Any, activity: Any) -> None:
    second = ActivityFactory(revision=draft, text="Två.", position=2)

    response = as_coordinator.post(
        url("activity_move", draft.promise_id, second.pk), {"direction": "up"}, **HTMX
    )

    assert response.status_code == 204
    assert f'"order": ["aktivitet-{second.pk}", "aktivitet-{activity.pk}"]' in response["HX-Trigger"]


def test_a_move_without_javascript_leads_back_to_the_row(
    as_coordinator: Any, draft: Any, activity: Any
) -> None:
    second = ActivityFactory(revision=draft, text="Två.", position=2)

    response = as_coordinator.post(url("activity_move", draft.promise_id, activity.pk), {"direction": "down"})

    assert response.url.endswith(f"#aktivitet-{activity.pk}")
    assert texts(draft) == [second.text, activity.text]


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_a_reading_in_the_text_is_taken_with_a_button(
    as_coordinator: Any, draft: Any, extra: dict[str, str]
) -> None:
    row = ActivityFactory(revision=draft, text=IN_TEXT, scope="")
    page = as_coordinator.get(url("activities", draft.promise_id)).content.decode()
    assert "<mark>minst två timmar per vecka</mark>" in page

    as_coordinator.post(url("activity_take_reading", draft.promise_id, row.pk), **extra)

    row.refresh_from_db()
    assert (row.extent_source, row.extent_quote) == ("text", "minst två timmar per vecka")


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_an_activity_is_removed_when_asked_once_more(
    as_coordinator: Any, draft: Any, activity: Any, extra: dict[str, str]
) -> None:
    address = url("activity_remove", draft.promise_id, activity.pk)
    assert "Ta bort aktiviteten?" in as_coordinator.get(address, **extra).content.decode()
    assert Activity.objects.exists()

    as_coordinator.post(address, {"edit_number": 1}, **extra)
    again = as_coordinator.post(address, {"edit_number": 1}, **extra)

    assert not Activity.objects.exists()
    assert again.status_code == (200 if extra else 302)


@pytest.mark.parametrize("number", ["7", "", "-1", "x" * 500, "٣"])
@pytest.mark.parametrize("extra", [{}, HTMX])
def test_an_activity_that_has_changed_is_not_removed(
    as_coordinator: Any, draft: Any, activity: Any, number: str, extra: dict[str, str]
) -> None:
    response = as_coordinator.post(
        url("activity_remove", draft.promise_id, activity.pk), {"edit_number": number}, follow=True, **extra
    )

    assert "Någon annan hann ändra aktiviteten" in response.content.decode()
    assert Activity.objects.exists()


def test_what_an_executor_answered_is_seen_by_those_who_draft(
    as_coordinator: Any, draft: Any, activity: Any, school: Any, executor: Any
) -> None:
    address = url("activities", draft.promise_id)
    assert "Inget svar än" in as_coordinator.get(address).content.decode()

    ActivityAnswerFactory(
        activity=activity, organisation=school, answered_by=executor, outcome="declined",
        reason="Vi hinner inte.", answered_text=activity.text, answered_scope=activity.scope,
    )  # fmt: skip

    assert "Vi hinner inte." in as_coordinator.get(address).content.decode()


@pytest.mark.parametrize("extra", [{}, HTMX])
def test_comments_on_an_activity_open_beside_it(
    as_coordinator: Any, draft: Any, activity: Any, extra: dict[str, str]
) -> None:
    page = as_coordinator.get(
        url("activity_comments", draft.promise_id, activity.pk), **extra
    ).content.decode()

    assert f'value="activity:{activity.key}"' in page


def test_the_row_comes_back_in_place(as_coordinator: Any, draft: Any, activity: Any) -> None:
    address = url("activity_show", draft.promise_id, activity.pk)

    assert f'id="aktivitet-{activity.pk}"' in as_coordinator.get(address, **HTMX).content.decode()
    assert as_coordinator.get(address).url.endswith(f"#aktivitet-{activity.pk}")
