"""The pages of a focus area."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from promises.models import FocusArea
from tests.factories.promises import ActivityFactory, FocusAreaFactory, PlaceFactory

HTMX = {"HTTP_HX_REQUEST": "true"}
BOTH = pytest.mark.parametrize("extra", [{}, HTMX], ids=["page", "htmx"])


def url(name: str, *args: Any) -> str:
    return reverse(f"promises:{name}", args=args)


@pytest.fixture
def area(draft: Any) -> Any:
    return FocusAreaFactory(revision=draft, title="Trafik", position=1)


def test_a_focus_area_is_added_once_and_opens_for_its_first_activity(as_coordinator: Any, draft: Any) -> None:
    data = {
        "title": "Badplatser", "goal": "Färre olyckor", "background": "Förra sommaren", "purpose": "Trygghet",
        "problem": "Skräp", "theme": "public_places", "places": "Lanna\nLeken", "creation_key": str(uuid.uuid4()),
    }  # fmt: skip
    for _n in range(2):
        response = as_coordinator.post(url("focus_area_add", draft.promise_id), data)

    area = FocusArea.objects.get()
    assert response.url == f"{url('activities', draft.promise_id)}?ny={area.pk}#fokusomrade-{area.pk}"
    assert (area.goal, area.background, area.purpose) == ("Färre olyckor", "Förra sommaren", "Trygghet")
    assert (area.problem, area.theme) == ("Skräp", "public_places")
    assert [place.name for place in area.places.all()] == ["Lanna", "Leken"]


@BOTH
def test_a_focus_area_is_changed(as_coordinator: Any, draft: Any, area: Any, extra: dict[str, str]) -> None:
    PlaceFactory(revision=draft, focus_area=area, name="Lanna")
    address = url("focus_area_edit", draft.promise_id, area.pk)
    assert ">\nLanna</textarea>" in as_coordinator.get(address, **extra).content.decode()

    response = as_coordinator.post(address, {"title": "Trafiken", "edit_number": 1, "places": ""}, **extra)

    area.refresh_from_db()
    assert (area.title, area.places.count()) == ("Trafiken", 0)
    if extra:
        assert f'id="fokusomrade-{area.pk}"' in response.content.decode()
    else:
        assert response.url.endswith(f"#fokusomrade-{area.pk}")


@BOTH
def test_a_stale_save_shows_both_versions(
    as_coordinator: Any, draft: Any, area: Any, extra: dict[str, str]
) -> None:
    address = url("focus_area_edit", draft.promise_id, area.pk)
    as_coordinator.post(address, {"title": "Först", "edit_number": 1, "places": "Lanna"})

    response = as_coordinator.post(address, {"title": "Sist", "edit_number": 1}, **extra)

    page = response.content.decode()
    assert response.status_code == (200 if extra else 409)
    for words in ("Först", "Sist", "Lanna"):
        assert words in page, words
    if extra:
        assert page.strip().startswith('<div class="row row--open stale">')


@BOTH
def test_what_was_typed_about_a_removed_one_is_shown(
    as_coordinator: Any, draft: Any, area: Any, extra: dict[str, str]
) -> None:
    address = url("focus_area_edit", draft.promise_id, area.pk)
    area.delete()

    page = as_coordinator.post(
        address, {"title": "Det jag skrev", "edit_number": 1}, **extra
    ).content.decode()

    assert "Det jag skrev" in page
    assert url("focus_area_add", draft.promise_id) in page


def test_what_is_wrong_is_said(as_coordinator: Any, draft: Any) -> None:
    address = url("focus_area_add", draft.promise_id)

    many = "\n".join(f"Plats {n}" for n in range(31))
    page = as_coordinator.post(
        address, {"title": "", "goal": "Ring 070-123 45 67", "places": many}
    ).content.decode()
    assert "Texten innehåller ett telefonnummer" in page
    assert "Skriv högst 30 platser. Nu är de 31." in page

    page = as_coordinator.post(address, {"title": "x", "places": "y" * 151}).content.decode()
    assert "En plats får ha högst 150 tecken" in page
    assert not FocusArea.objects.exists()


@BOTH
def test_focus_areas_change_places(as_coordinator: Any, draft: Any, area: Any, extra: dict[str, str]) -> None:
    second = FocusAreaFactory(revision=draft, position=2)

    response = as_coordinator.post(
        url("focus_area_move", draft.promise_id, second.pk), {"direction": "up"}, **extra
    )

    assert list(draft.focus_areas.all()) == [second, area]
    if extra:
        assert f'["omrade-{second.pk}", "omrade-{area.pk}", "omrade-0"]' in response["HX-Trigger"]


@pytest.mark.parametrize(("choice", "left"), [("keep", 1), ("remove", 0), ("", 1)])
def test_its_activities_stay_or_go_as_is_said(
    as_coordinator: Any, draft: Any, area: Any, choice: str, left: int
) -> None:
    ActivityFactory(revision=draft, focus_area=area)
    address = url("focus_area_remove", draft.promise_id, area.pk)
    assert "Det finns 1 aktivitet i fokusområdet." in as_coordinator.get(address).content.decode()

    as_coordinator.post(address, {"edit_number": 1, "count": 1, "activities": choice})

    assert not FocusArea.objects.exists()
    assert draft.activities.count() == left


@pytest.mark.parametrize(
    "data", [{"edit_number": 9, "count": 0}, {"edit_number": 1, "count": 0, "activities": "remove"}]
)
def test_one_that_somebody_has_changed_is_not_removed(
    as_coordinator: Any, draft: Any, area: Any, data: dict[str, Any]
) -> None:
    ActivityFactory(revision=draft, focus_area=area)

    page = as_coordinator.post(url("focus_area_remove", draft.promise_id, area.pk), data, follow=True)

    assert "Någon annan hann ändra i fokusområdet" in page.content.decode()
    assert FocusArea.objects.exists()


@BOTH
@pytest.mark.parametrize("name", ["focus_area_move", "focus_area_remove"])
def test_one_that_is_gone_is_said_to_be(
    as_coordinator: Any, draft: Any, area: Any, name: str, extra: dict[str, str]
) -> None:
    number = area.pk
    area.delete()

    page = as_coordinator.post(url(name, draft.promise_id, number), follow=True, **extra).content.decode()

    assert "Den är redan borttagen." in page


@pytest.mark.parametrize("who", ["reader", "executor"])
@pytest.mark.parametrize(
    "name", ["focus_area_add", "focus_area_edit", "focus_area_move", "focus_area_remove"]
)
def test_whoever_may_only_read_is_told_so(
    client: Any, draft: Any, area: Any, member: Any, who: str, name: str
) -> None:
    ActivityFactory(revision=draft)
    client.force_login(member(who))
    args = [draft.promise_id] if name == "focus_area_add" else [draft.promise_id, area.pk]

    assert client.post(url(name, *args)).status_code == 403
