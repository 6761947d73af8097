"""Writing the activities of a draft."""

import uuid
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from organisations.actions.rows import StaleEdit
from promises.actions import activities
from promises.actions.activities import Written
from promises.actions.pasting import add_table
from promises.actors import Actor
from promises.models import Activity, ActivityActor, FocusArea
from promises.states import Status
from tests.factories.promises import (
    ActivityActorFactory,
    ActivityAnswerFactory,
    ActivityFactory,
    FocusAreaFactory,
    PlaceFactory,
)


def written(text: str = "Vi gör kontroller.", **values: Any) -> Written:
    return Written({"text": text, "scope": "minst 4 i månaden", **values})


def actors_of(activity: Activity) -> list[tuple[str, int | None, str]]:
    rows = activity.actors.order_by("part", "position")
    return [(row.part, row.organisation_id, row.role_text) for row in rows]


def texts(revision: Any, area: FocusArea | None = None) -> list[str]:
    rows = activities.siblings(revision, area.pk if area else None).order_by("position", "pk")
    return list(rows.values_list("text", flat=True))


def test_an_activity_is_added_last_with_its_actors_places_and_reading(
    draft: Any, coordinator: Any, lekeberg: Any, school: Any
) -> None:
    ActivityFactory(revision=draft, position=1)
    row = Written(
        {"text": "Nya kontroller.", "scope": "minst 4 i månaden"},
        [
            Actor("responsible", lekeberg.pk, "Folkhälsostrateg"),
            Actor("executor", school.pk),
            Actor("executor", None, "Rektor"),
        ],
        ["Fjugesta", "Mullhyttan"],
    )

    activity = activities.add_activity(draft, row, creation_key=uuid.uuid4(), by=coordinator)

    assert activity.position == 2
    assert activity.extent
    assert activity.extent["per"] == "month"
    assert actors_of(activity) == [
        ("executor", school.pk, ""),
        ("executor", None, "Rektor"),
        ("responsible", lekeberg.pk, "Folkhälsostrateg"),
    ]
    assert [place.name for place in activity.places.all()] == ["Fjugesta", "Mullhyttan"]
    assert Event.objects.last().action == "promises.activity_added"


def test_the_same_form_twice_gives_one_activity(draft: Any, coordinator: Any, lekeberg: Any) -> None:
    key = uuid.uuid4()
    row = Written({"text": "En gång."}, [Actor("executor", lekeberg.pk)], ["Fjugesta"])

    first = activities.add_activity(draft, row, creation_key=key, by=coordinator)
    second = activities.add_activity(draft, row, creation_key=key, by=coordinator)

    assert first == second
    assert Activity.objects.count() == ActivityActor.objects.count() == 1
    assert Event.objects.filter(action="promises.activity_added").count() == 1


def test_a_key_from_another_promise_is_refused(
    draft: Any, others_draft: Any, coordinator: Any, superuser: Any
) -> None:
    key = uuid.uuid4()
    activities.add_activity(others_draft, written(), creation_key=key, by=superuser)

    with pytest.raises(PermissionDenied):
        activities.add_activity(draft, written(), creation_key=key, by=coordinator)


def test_a_focus_area_that_is_gone_or_anothers_means_none(
    draft: Any, others_draft: Any, coordinator: Any
) -> None:
    foreign = FocusAreaFactory(revision=others_draft)
    removed = FocusAreaFactory(revision=draft)
    FocusArea.objects.filter(pk=removed.pk).delete()

    for area in (foreign, removed):
        row = written(focus_area=area)
        activity = activities.add_activity(draft, row, creation_key=uuid.uuid4(), by=coordinator)
        assert activity.focus_area is None


@pytest.mark.parametrize("who", ["reader", "chair", "executor", "outsider_coordinator", "expired", "nobody"])
def test_only_those_who_draft_may_write(draft: Any, member: Any, who: str) -> None:
    activity = ActivityFactory(revision=draft)
    by = member(who)

    attempts = [
        lambda: activities.add_activity(draft, written(), creation_key=uuid.uuid4(), by=by),
        lambda: activities.add_activities(draft, [], by=by),
        lambda: activities.change_activity(activity, written(), edit_number=1, by=by),
        lambda: activities.copy_activity(activity, creation_key=uuid.uuid4(), by=by),
        lambda: activities.take_reading(activity, by=by),
        lambda: activities.reorder_activity(activity, up=True, by=by),
        lambda: activities.remove_activity(activity, edit_number=1, by=by),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()

    assert list(Activity.objects.values_list("text", "edit_number")) == [(activity.text, 1)]


def test_nothing_is_written_in_a_text_under_review(draft: Any, coordinator: Any) -> None:
    activity = ActivityFactory(revision=draft)
    type(draft).objects.filter(pk=draft.pk).update(status=Status.REVIEW)

    with pytest.raises(PermissionDenied):
        activities.change_activity(activity, written(), edit_number=1, by=coordinator)


def test_a_save_replaces_actors_and_places(draft: Any, coordinator: Any, lekeberg: Any, school: Any) -> None:
    activity = ActivityFactory(revision=draft)
    ActivityActorFactory(activity=activity, organisation=school)
    PlaceFactory(revision=draft, activity=activity, name="Fjugesta", kind="district")
    row = Written({"text": "Ny text.", "scope": ""}, [Actor("executor", lekeberg.pk)], ["Lanna", "Fjugesta"])

    saved = activities.change_activity(activity, row, edit_number=1, by=coordinator)

    assert (saved.text, saved.extent, saved.edit_number, saved.edited_by) == (
        "Ny text.",
        None,
        2,
        coordinator,
    )
    assert actors_of(saved) == [("executor", lekeberg.pk, "")]
    assert [(p.name, p.kind) for p in saved.places.all()] == [("Lanna", "place"), ("Fjugesta", "district")]


def test_a_stale_save_is_refused_and_says_how_it_reads_now(draft: Any, coordinator: Any) -> None:
    activity = ActivityFactory(revision=draft)
    activities.change_activity(activity, written("Först."), edit_number=1, by=coordinator)

    with pytest.raises(StaleEdit) as refused:
        activities.change_activity(activity, written("Sedan."), edit_number=1, by=coordinator)

    assert str(refused.value.current) == "Först."


def test_a_save_that_only_changes_actors_is_stale_too(
    draft: Any, coordinator: Any, lekeberg: Any, school: Any
) -> None:
    activity = ActivityFactory(revision=draft)
    values = {"text": activity.text, "scope": activity.scope}
    first = Written(values, [Actor("executor", lekeberg.pk)])
    activities.change_activity(activity, first, edit_number=1, by=coordinator)

    with pytest.raises(StaleEdit):
        activities.change_activity(
            activity, Written(values, [Actor("executor", school.pk)]), edit_number=1, by=coordinator
        )

    assert actors_of(activity) == [("executor", lekeberg.pk, "")]


def test_a_save_sent_twice_is_no_conflict(draft: Any, coordinator: Any, lekeberg: Any) -> None:
    activity = ActivityFactory(revision=draft)
    row = Written({"text": "Ny.", "scope": ""}, [Actor("executor", lekeberg.pk)], ["Lanna"])

    activities.change_activity(activity, row, edit_number=1, by=coordinator)
    again = activities.change_activity(activity, row, edit_number=1, by=coordinator)

    assert again.edit_number == 2
    assert Event.objects.filter(action="promises.activity_changed").count() == 1


def test_a_removed_activity_cannot_be_saved(draft: Any, coordinator: Any) -> None:
    activity = ActivityFactory(revision=draft)
    activities.remove_activity(activity, edit_number=1, by=coordinator)

    with pytest.raises(StaleEdit) as refused:
        activities.change_activity(activity, written(), edit_number=1, by=coordinator)

    assert refused.value.current is None


def test_a_copy_stands_right_after_with_a_key_of_its_own_and_no_answers(
    draft: Any, coordinator: Any, school: Any
) -> None:
    # Rows loaded together may share a position.
    rows = [ActivityFactory(revision=draft, text=text, position=0) for text in ("ett", "två", "tre")]
    ActivityActorFactory(activity=rows[1], organisation=school)
    PlaceFactory(revision=draft, activity=rows[1])
    ActivityAnswerFactory(activity=rows[1], organisation=school, answered_by=coordinator)
    key = uuid.uuid4()

    copy = activities.copy_activity(rows[1], creation_key=key, by=coordinator)
    again = activities.copy_activity(rows[1], creation_key=key, by=coordinator)

    assert copy == again
    assert texts(draft) == ["ett", "två", "två", "tre"]
    assert (
        list(activities.siblings(draft, None).order_by("position").values_list("pk", flat=True))[2] == copy.pk
    )
    assert copy.key != rows[1].key
    assert actors_of(copy) == [("executor", school.pk, "")]
    assert copy.places.count() == 1
    assert not copy.answers.exists()


def test_an_activity_moves_among_its_own_focus_area_only(draft: Any, coordinator: Any) -> None:
    area = FocusAreaFactory(revision=draft)
    outside = ActivityFactory(revision=draft, text="utanför", position=1)
    first = ActivityFactory(revision=draft, text="ett", focus_area=area, position=1)
    second = ActivityFactory(revision=draft, text="två", focus_area=area, position=2)

    activities.reorder_activity(second, up=True, by=coordinator)
    assert texts(draft, area) == ["två", "ett"]
    activities.reorder_activity(second, up=True, by=coordinator)
    assert texts(draft, area) == ["två", "ett"]
    activities.reorder_activity(second, up=False, by=coordinator)

    assert texts(draft, area) == [first.text, second.text]
    assert texts(draft) == [outside.text]


def test_an_activity_given_another_focus_area_comes_last_there(draft: Any, coordinator: Any) -> None:
    area = FocusAreaFactory(revision=draft)
    ActivityFactory(revision=draft, text="där", focus_area=area, position=7)
    activity = ActivityFactory(revision=draft, text="här")

    activities.change_activity(activity, written("här", focus_area=area), edit_number=1, by=coordinator)

    assert texts(draft, area) == ["där", "här"]


def test_an_activity_changed_since_it_was_shown_is_not_removed(draft: Any, coordinator: Any) -> None:
    activity = ActivityFactory(revision=draft)
    activities.change_activity(activity, written(), edit_number=1, by=coordinator)

    with pytest.raises(StaleEdit):
        activities.remove_activity(activity, edit_number=1, by=coordinator)

    activities.remove_activity(activity, edit_number=2, by=coordinator)
    assert not Activity.objects.exists()


def test_the_reading_in_the_text_is_taken_on_request(draft: Any, coordinator: Any) -> None:
    activity = ActivityFactory(revision=draft, text="Polisen är där minst två timmar per vecka.", scope="")

    saved = activities.take_reading(activity, by=coordinator)
    again = activities.take_reading(activity, by=coordinator)

    assert (saved.extent_source, saved.extent_quote) == ("text", "minst två timmar per vecka")
    assert again.edit_number == saved.edit_number == 2


def test_a_table_comes_whole_and_once(draft: Any, coordinator: Any, lekeberg: Any) -> None:
    key = uuid.uuid4()
    FocusAreaFactory(revision=draft, title="trafik")
    rows = [
        (0, "Trafik", Written({"text": "ett"}, [Actor("executor", lekeberg.pk)])),
        (2, "Badplatser", Written({"text": "två"})),
        (3, "", Written({"text": "tre"})),
    ]

    add_table(draft, rows, form_key=key, by=coordinator)
    add_table(draft, rows, form_key=key, by=coordinator)

    assert list(draft.focus_areas.values_list("title", flat=True)) == ["trafik", "Badplatser"]
    assert list(Activity.objects.order_by("pk").values_list("text", "focus_area__title")) == [
        ("ett", "trafik"),
        ("två", "Badplatser"),
        ("tre", None),
    ]
    assert Event.objects.filter(action="promises.activities_added").count() == 1


def test_a_table_with_a_fault_leaves_nothing(draft: Any, coordinator: Any) -> None:
    rows = [(0, "Ny rubrik", Written({"text": "ett"})), (1, "", Written({"text": None, "scope": None}))]

    with pytest.raises(Exception, match=r".*"):
        add_table(draft, rows, form_key=uuid.uuid4(), by=coordinator)

    assert not Activity.objects.exists()
    assert not FocusArea.objects.exists()
