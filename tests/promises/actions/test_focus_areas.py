"""Writing the focus areas of a draft."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from organisations.actions.rows import StaleEdit
from promises.actions import focus_areas
from promises.models import Activity, FocusArea
from tests.factories.promises import ActivityFactory, FocusAreaFactory


def add(draft: Any, by: Any, title: str = "Trafik", **more: Any) -> FocusArea:
    return focus_areas.add_focus_area(
        draft, values={"title": title}, creation_key=more.get("key") or uuid.uuid4(), by=by, places=["Lanna"]
    )


def test_a_focus_area_is_added_last_and_once(draft: Any, coordinator: Any) -> None:
    key = uuid.uuid4()
    add(draft, coordinator, "Badplatser")

    first, second = add(draft, coordinator, key=key), add(draft, coordinator, key=key)

    assert first == second
    assert (first.position, [place.name for place in first.places.all()]) == (2, ["Lanna"])


def test_a_stale_save_is_refused_and_one_sent_twice_is_not(draft: Any, coordinator: Any) -> None:
    area = add(draft, coordinator)

    def save(title: str, places: list[str]) -> FocusArea:
        return focus_areas.change_focus_area(
            area, edit_number=1, values={"title": title}, places=places, by=coordinator
        )

    assert save("Ny", ["Lanna"]).edit_number == 2
    assert save("Ny", ["Lanna"]).edit_number == 2
    for title, places in (("En annan", ["Lanna"]), ("Ny", [])):
        with pytest.raises(StaleEdit):
            save(title, places)


def test_focus_areas_change_places(draft: Any, coordinator: Any) -> None:
    first, second = add(draft, coordinator, "ett"), add(draft, coordinator, "två")

    focus_areas.reorder_focus_area(second, up=True, by=coordinator)

    assert list(draft.focus_areas.all()) == [second, first]


def test_the_activities_of_a_removed_focus_area_stay(draft: Any, coordinator: Any) -> None:
    area = FocusAreaFactory(revision=draft)
    ActivityFactory(revision=draft, text="utanför", position=5)
    for n, text in enumerate(("ett", "två"), start=1):
        ActivityFactory(revision=draft, text=text, focus_area=area, position=n)

    focus_areas.remove_focus_area(area, edit_number=1, by=coordinator)

    rows = Activity.objects.filter(focus_area__isnull=True).order_by("position")
    assert list(rows.values_list("text", flat=True)) == ["utanför", "ett", "två"]


def test_they_go_with_it_when_that_is_said(draft: Any, coordinator: Any) -> None:
    area = FocusAreaFactory(revision=draft)
    ActivityFactory(revision=draft, focus_area=area)

    focus_areas.remove_focus_area(area, edit_number=1, with_activities=1, by=coordinator)

    assert not Activity.objects.exists()


def test_an_activity_that_nobody_has_seen_is_not_removed_with_it(draft: Any, coordinator: Any) -> None:
    area = FocusAreaFactory(revision=draft)
    for _n in range(2):
        ActivityFactory(revision=draft, focus_area=area)

    with pytest.raises(StaleEdit):
        focus_areas.remove_focus_area(area, edit_number=1, with_activities=1, by=coordinator)
    with pytest.raises(StaleEdit):
        focus_areas.remove_focus_area(area, edit_number=9, by=coordinator)

    assert Activity.objects.filter(focus_area=area).count() == 2


@pytest.mark.parametrize("who", ["reader", "chair", "executor", "outsider_coordinator"])
def test_only_those_who_draft_may_write(draft: Any, member: Any, who: str) -> None:
    area, by = FocusAreaFactory(revision=draft), member(who)

    for attempt in (
        lambda: add(draft, by),
        lambda: focus_areas.change_focus_area(area, edit_number=1, values={"title": "x"}, places=[], by=by),
        lambda: focus_areas.reorder_focus_area(area, up=True, by=by),
        lambda: focus_areas.remove_focus_area(area, edit_number=1, by=by),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
