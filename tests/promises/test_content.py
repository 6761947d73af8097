import uuid

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from organisations.actions.rows import StaleEdit
from promises.actions import content
from promises.models import Aim, DialogueBasis, Party, Place, Revision, Section
from promises.states import Status
from tests.factories.promises import AimFactory, FocusAreaFactory, PlaceFactory, SectionFactory


def add_aim(draft, by, text="Färre olyckor", key=None):
    return content.add_row(draft, Aim, creation_key=key or uuid.uuid4(), values={"text": text}, by=by)


def test_a_row_comes_last(draft, coordinator):
    add_aim(draft, coordinator, "ett")
    add_aim(draft, coordinator, "två")

    assert [aim.text for aim in draft.aims.all()] == ["ett", "två"]


def test_the_same_form_twice_adds_one_row_and_one_event(draft, coordinator):
    key = uuid.uuid4()

    assert add_aim(draft, coordinator, key=key) == add_aim(draft, coordinator, key=key)

    assert draft.aims.count() == 1
    assert Event.objects.filter(action="promises.aim_added").count() == 1


def test_a_form_of_another_promise_does_not_lead_to_its_row(draft, others_draft, coordinator):
    aim = AimFactory(revision=others_draft)

    with pytest.raises(PermissionDenied):
        add_aim(draft, coordinator, key=aim.creation_key)


@pytest.mark.parametrize("who", ["reader", "chair", "executor", "outsider_coordinator", "nobody"])
def test_only_those_who_write_add_change_move_and_remove(draft, member, who):
    aim, person = AimFactory(revision=draft), member(who)

    for act in (
        lambda: add_aim(draft, person),
        lambda: content.change_row(aim, edit_number=1, values={"text": "x"}, by=person),
        lambda: content.reorder_row(aim, up=True, by=person),
        lambda: content.remove_row(aim, edit_number=1, by=person),
    ):
        with pytest.raises(PermissionDenied):
            act()

    assert list(draft.aims.values_list("text", flat=True)) == [aim.text]


def test_nothing_is_added_to_a_text_that_is_being_signed(draft, coordinator):
    Revision.objects.filter(pk=draft.pk).update(status=Status.FOR_SIGNATURE)

    with pytest.raises(PermissionDenied):
        add_aim(draft, coordinator)


def test_a_stale_change_is_refused(draft, coordinator, municipal_police):
    aim = AimFactory(revision=draft)
    content.change_row(aim, edit_number=1, values={"text": "polisens"}, by=municipal_police)

    with pytest.raises(StaleEdit) as stale:
        content.change_row(aim, edit_number=1, values={"text": "kommunens"}, by=coordinator)

    assert stale.value.current.text == "polisens"


def test_a_row_that_has_changed_since_it_was_shown_is_not_removed(draft, coordinator):
    aim = AimFactory(revision=draft)
    content.change_row(aim, edit_number=1, values={"text": "nytt"}, by=coordinator)

    with pytest.raises(StaleEdit):
        content.remove_row(aim, edit_number=1, by=coordinator)

    assert draft.aims.exists()


def test_a_change_to_a_removed_row_says_that_it_is_gone(draft, coordinator):
    aim = AimFactory(revision=draft)
    content.remove_row(Aim.objects.get(pk=aim.pk), edit_number=1, by=coordinator)

    with pytest.raises(StaleEdit) as stale:
        content.change_row(aim, edit_number=1, values={"text": "nytt"}, by=coordinator)

    assert stale.value.current is None


def test_rows_change_places_and_stay_within_the_list(draft, coordinator):
    rows = [AimFactory(revision=draft, text=text, position=n) for n, text in enumerate("abc", start=1)]

    content.reorder_row(rows[0], up=True, by=coordinator)
    content.reorder_row(rows[0], up=False, by=coordinator)
    content.reorder_row(rows[2], up=False, by=coordinator)

    assert [aim.text for aim in draft.aims.all()] == ["b", "a", "c"]


def test_moving_does_not_make_another_persons_edit_stale(draft, coordinator):
    first, second = AimFactory(revision=draft, position=1), AimFactory(revision=draft, position=2)

    content.reorder_row(first, up=False, by=coordinator)

    assert content.change_row(second, edit_number=1, values={"text": "nytt"}, by=coordinator).text == "nytt"


def test_sections_are_ordered_apart_before_and_after_the_activities(draft):
    before, after = SectionFactory(revision=draft), SectionFactory(revision=draft, after_activities=True)

    assert list(content.siblings(before)) == [before]
    assert list(content.siblings(after)) == [after]


def test_places_of_a_focus_area_are_not_among_those_of_the_promise(draft, coordinator):
    area = FocusAreaFactory(revision=draft)
    PlaceFactory(revision=draft, focus_area=area, position=7)

    place = content.add_row(
        draft, Place, creation_key=uuid.uuid4(), values={"name": "Torget", "kind": "place"}, by=coordinator
    )

    assert (place.position, list(content.siblings(place))) == (1, [place])


def test_an_organisation_becomes_a_party_once(draft, landlord, coordinator):
    first = content.add_party(draft, landlord, by=coordinator)
    second = content.add_party(draft, landlord, by=coordinator)

    assert first == second
    assert [party.position for party in Party.objects.filter(revision=draft)] == [1, 2, 3]


def test_every_change_is_in_the_log_of_all_parties(draft, lekeberg, orebro_area, coordinator):
    section = content.add_row(
        draft,
        Section,
        creation_key=uuid.uuid4(),
        values={"kind": "purpose", "heading": "Syfte", "body": "x"},
        by=coordinator,
    )
    content.change_row(section, edit_number=1, values={"body": "y"}, by=coordinator)
    content.reorder_row(section, up=True, by=coordinator)
    content.remove_row(Section.objects.get(pk=section.pk), edit_number=2, by=coordinator)

    events = Event.objects.for_object(draft.promise).in_order()
    assert [event.action.partition(".")[2] for event in events] == [
        "section_added",
        "section_changed",
        "section_moved",
        "section_removed",
    ]
    assert all(event.organisation_ids == sorted([lekeberg.pk, orebro_area.pk]) for event in events)
    assert {event.data["what"] for event in events} == {"Syfte"}


# --- What a revision has one of -------------------------------------------------------------------------


def save_dialogue(draft, by, *, number=0, key=None, summary="Vi frågade"):
    return content.save_single(
        draft,
        DialogueBasis,
        edit_number=number,
        creation_key=key or uuid.uuid4(),
        values={"summary": summary},
        by=by,
    )


def test_the_first_save_makes_the_row_and_later_ones_change_it(draft, coordinator):
    save_dialogue(draft, coordinator)

    saved = save_dialogue(draft, coordinator, number=1, summary="Vi frågade igen")

    assert DialogueBasis.objects.get(revision=draft) == saved
    assert saved.summary == "Vi frågade igen"


def test_two_who_both_write_the_first_version_meet(draft, coordinator, municipal_police):
    save_dialogue(draft, municipal_police, summary="Polisens")

    with pytest.raises(StaleEdit) as stale:
        save_dialogue(draft, coordinator, summary="Kommunens")

    assert stale.value.current.summary == "Polisens"


def test_the_same_first_save_twice_is_no_conflict(draft, coordinator):
    key = uuid.uuid4()

    assert save_dialogue(draft, coordinator, key=key) == save_dialogue(draft, coordinator, key=key)
