"""The short form for a new activity, in place and page by page."""

import re
import uuid
from typing import Any

import pytest
from django.urls import reverse

from organisations.models import ParkedPost
from promises.models import Activity
from tests.factories.promises import FocusAreaFactory

HTMX = {"HTTP_HX_REQUEST": "true"}
BOTH = pytest.mark.parametrize("extra", [{}, HTMX], ids=["page", "htmx"])


def url(name: str, *args: Any) -> str:
    return reverse(f"promises:{name}", args=args)


def short(**fields: Any) -> dict[str, Any]:
    return {"text": "Vi kontrollerar farten.", "creation_key": str(uuid.uuid4()), **fields}


def actors(activity: Any) -> list[tuple[str, int | None, str]]:
    rows = activity.actors.order_by("part", "position")
    return [(row.part, row.organisation_id, row.role_text) for row in rows]


@BOTH
def test_a_row_is_added(as_coordinator: Any, draft: Any, lekeberg: Any, extra: dict[str, str]) -> None:
    data = short(scope="minst 4 gånger i månaden", executors=[lekeberg.pk], responsible=[lekeberg.pk])

    response = as_coordinator.post(url("activity_add", draft.promise_id), data, **extra)

    row = Activity.objects.get()
    assert row.extent
    assert (row.extent["kind"], row.extent_source) == ("rate", "scope")
    assert actors(row) == [("executor", lekeberg.pk, ""), ("responsible", lekeberg.pk, "")]
    if extra:
        page = response.content.decode()
        assert f'id="aktivitet-{row.pk}"' in page
        assert 'id="aktivitet-ny-0"' in page
        assert "Aktiviteten är tillagd." in page
    else:
        assert response.url == f"{url('activities', draft.promise_id)}?ny=0#aktivitet-ny-0"


@BOTH
def test_the_same_form_twice_adds_one(as_coordinator: Any, draft: Any, extra: dict[str, str]) -> None:
    data = short()
    for _n in range(2):
        assert as_coordinator.post(url("activity_add", draft.promise_id), data, **extra).status_code < 400

    assert Activity.objects.count() == 1


def test_a_row_is_added_in_its_focus_area(as_coordinator: Any, draft: Any) -> None:
    area = FocusAreaFactory(revision=draft)
    address = f"{url('activity_add', draft.promise_id)}?omrade={area.pk}"
    opened = as_coordinator.get(address, **HTMX).content.decode()
    assert f'name="focus_area" value="{area.pk}"' in opened

    response = as_coordinator.post(address, short(focus_area=area.pk))

    assert Activity.objects.get().focus_area == area
    assert response.url.endswith(f"?ny={area.pk}#aktivitet-ny-{area.pk}")


def test_a_focus_area_removed_meanwhile_takes_no_text_with_it(as_coordinator: Any, draft: Any) -> None:
    area = FocusAreaFactory(revision=draft)
    number = area.pk
    area.delete()

    address = f"{url('activity_add', draft.promise_id)}?omrade={number}"
    as_coordinator.post(address, short(focus_area=number))

    assert Activity.objects.get().focus_area is None


@pytest.mark.parametrize(
    ("words", "ticked", "wanted", "kept"),
    [
        ("Polis/kommun", [], ["police", "municipality"], "Polis/kommun"),
        ("Folkhälsostrateg", ["municipality"], ["municipality: Folkhälsostrateg"], ""),
        ("Folkhälsostrateg", [], [], "Folkhälsostrateg"),
        ("Folkhälsostrateg", ["municipality", "police"], ["municipality", "police"], "Folkhälsostrateg"),
        ("Kommunen", ["municipality"], ["municipality"], "Kommunen"),
        ("", ["police"], ["police"], ""),
    ],
)
def test_words_beside_the_boxes_are_a_role_or_the_texts_own(
    as_coordinator: Any,
    draft: Any,
    lekeberg: Any,
    orebro_area: Any,
    words: str,
    ticked: list[str],
    wanted: list[str],
    kept: str,
) -> None:
    known = {"municipality": lekeberg.pk, "police": orebro_area.pk}
    data = short(executor_wording=words, executors=[known[name] for name in ticked])

    as_coordinator.post(url("activity_add", draft.promise_id), data)

    row = Activity.objects.get()
    names = {number: name for name, number in known.items()}
    found = [
        f"{names[number]}: {role}" if role else names[number] for _part, number, role in actors(row) if number
    ]
    assert (found, row.executor_wording) == (wanted, kept)


@BOTH
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    as_coordinator: Any, draft: Any, extra: dict[str, str]
) -> None:
    data = short(text="Ring Kalle på 0701234567 vid bråk.", scope="x" * 301)

    response = as_coordinator.post(url("activity_add", draft.promise_id), data, **extra)

    page = response.content.decode()
    assert "Texten innehåller ett telefonnummer" in page
    assert "Ring Kalle på 0701234567 vid bråk." in page
    assert "x" * 301 in page
    assert not Activity.objects.exists()


def test_a_huge_text_is_refused_with_a_sentence(as_coordinator: Any, draft: Any) -> None:
    response = as_coordinator.post(url("activity_add", draft.promise_id), short(text="a " * 200_000))

    assert "Texten är för lång: 399999 tecken. Skriv högst 20000." in response.content.decode()
    assert not Activity.objects.exists()


def test_an_organisation_that_is_not_offered_cannot_be_ticked(
    as_coordinator: Any, draft: Any, landlord: Any
) -> None:
    response = as_coordinator.post(url("activity_add", draft.promise_id), short(executors=[landlord.pk, "x"]))

    assert response.status_code == 200
    assert not Activity.objects.exists()


def test_the_next_row_starts_with_the_same_ones_ticked(
    as_coordinator: Any, draft: Any, lekeberg: Any, orebro_area: Any
) -> None:
    data = short(executors=[lekeberg.pk], responsible=[orebro_area.pk])

    page = as_coordinator.post(url("activity_add", draft.promise_id), data, **HTMX).content.decode()

    ticked = [box for box in re.findall(r"<input[^>]+>", page) if "checked" in box]
    assert [re.search(r'name="(\w+)" value="(\d+)"', box).groups() for box in ticked] == [
        ("executors", str(lekeberg.pk)),
        ("responsible", str(orebro_area.pk)),
    ]


@BOTH
def test_a_row_can_be_opened_at_once_to_fill_in_more(
    as_coordinator: Any, draft: Any, extra: dict[str, str]
) -> None:
    response = as_coordinator.post(url("activity_add", draft.promise_id), short(more="1"), **extra)

    row = Activity.objects.get()
    if extra:
        assert f'id="id_aktivitet-{row.pk}_purpose"' in response.content.decode()
    else:
        assert response.url == url("activity_edit", draft.promise_id, row.pk)


def test_the_omfattning_is_read_on_request_without_javascript(as_coordinator: Any, draft: Any) -> None:
    data = short(scope="varannan onsdag", las="1")

    page = as_coordinator.post(url("activity_add", draft.promise_id), data).content.decode()

    assert "Vi läser: <strong>Varannan onsdag</strong>" in page
    assert 'value="varannan onsdag"' in page
    assert not Activity.objects.exists()


def test_the_reading_in_the_text_is_used_when_it_is_ticked(as_coordinator: Any, draft: Any) -> None:
    for n, ticked in enumerate(({}, {"use_text": "1"})):
        data = short(text="Polisen är där minst två timmar per vecka.", **ticked)
        as_coordinator.post(url("activity_add", draft.promise_id), data)
        assert (Activity.objects.order_by("pk")[n].extent is not None) is bool(ticked)


def test_the_form_closes_in_place(as_coordinator: Any, draft: Any) -> None:
    page = as_coordinator.get(
        f"{url('activity_add', draft.promise_id)}?omrade=0&stang=1", **HTMX
    ).content.decode()

    assert "<textarea" not in page
    assert "Lägg till aktivitet" in page


def test_a_text_written_while_the_login_ran_out_comes_back(client: Any, coordinator: Any, draft: Any) -> None:
    client.force_login(coordinator)
    address = f"{url('activities', draft.promise_id)}?ny=0"
    page = client.get(address).content.decode()
    token = re.search(r'name="_typist" value="([^"]+)"', page).group(1)
    client.logout()

    client.post(url("activity_add", draft.promise_id), short(text="En lång text.", _typist=token))
    client.force_login(coordinator)
    kept = ParkedPost.objects.get()
    page = client.get(f"{address}&sparad={kept.key}").content.decode()

    assert ">\nEn lång text.</textarea>" in page
