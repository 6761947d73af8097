import uuid

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from audit.models import Event
from organisations.actions.rows import StaleEdit
from promises.actions import drafting
from promises.models import FindingAnswer, Promise, Revision
from promises.states import Status
from tests.factories.lagesbild import DialogueFactory, FindingFactory
from tests.factories.promises import PromiseFactory, RevisionFactory, SectionFactory


def create(municipality, by, **fields):
    values = {"title": "Medborgarlöfte Lekeberg 2027", "creation_key": uuid.uuid4(), **fields}
    return drafting.create_promise(municipality, by=by, **values)


# --- Starting -----------------------------------------------------------------------------------------


def test_a_promise_begins_as_a_draft_between_the_municipality_and_the_police(
    lekeberg, orebro_area, coordinator
):
    promise = create(lekeberg, coordinator, police_areas=[orebro_area], period_text="2027")

    revision = promise.revisions.get()
    assert revision.status == Status.DRAFT
    assert [party.organisation_id for party in revision.parties.all()] == [lekeberg.pk, orebro_area.pk]
    assert (revision.period_start.isoformat(), revision.period_end.isoformat()) == (
        "2027-01-01",
        "2027-12-31",
    )
    assert promise.owner_id == lekeberg.pk


def test_a_promise_that_the_police_begin_belongs_to_the_police_area(lekeberg, orebro_area, municipal_police):
    promise = create(lekeberg, municipal_police)

    assert promise.owner_id == orebro_area.pk


@pytest.mark.parametrize("who", ["reader", "executor", "chair", "outsider_coordinator", "nobody", "expired"])
def test_only_coordinators_and_municipal_police_begin_a_promise(lekeberg, member, who):
    with pytest.raises(PermissionDenied):
        create(lekeberg, member(who))


def test_the_same_form_twice_begins_one_promise(lekeberg, coordinator):
    key = uuid.uuid4()

    first = create(lekeberg, coordinator, creation_key=key)
    second = create(lekeberg, coordinator, creation_key=key)

    assert first == second
    assert Promise.objects.count() == 1


def test_an_address_taken_at_the_same_moment_is_not_taken_twice(lekeberg, coordinator, monkeypatch):
    PromiseFactory(slug="upptagen")
    answers = iter(["upptagen", "ledig"])
    monkeypatch.setattr(drafting, "free_slug", lambda *args: next(answers))

    assert create(lekeberg, coordinator).slug == "ledig"


def test_a_form_that_somebody_else_has_used_leads_nowhere(
    lekeberg, orebro_area, coordinator, municipal_police
):
    key = uuid.uuid4()
    create(lekeberg, coordinator, creation_key=key)

    with pytest.raises(PermissionDenied):
        create(lekeberg, municipal_police, creation_key=key)


def test_the_beginning_is_an_event(lekeberg, coordinator):
    promise = create(lekeberg, coordinator)

    event = Event.objects.for_object(promise).get()
    assert (event.action, event.actor_id) == ("promises.created", coordinator.pk)
    assert event.organisation_ids == [lekeberg.pk]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Medborgarlöfte Lekeberg 2027", "medborgarlofte-lekeberg-2027"),
        ("Trygghet på Örebro väg", "trygghet-pa-orebro-vag-lekeberg"),
        ("…", "medborgarlofte-lekeberg"),
    ],
)
def test_the_address_is_made_of_title_and_municipality(lekeberg, title, slug):
    assert drafting.free_slug(title, lekeberg) == slug


def test_two_promises_of_one_name_get_two_addresses(lekeberg):
    PromiseFactory(slug="trygghet-lekeberg")
    PromiseFactory(slug="trygghet-lekeberg-2")

    assert drafting.free_slug("Trygghet", lekeberg) == "trygghet-lekeberg-3"


def test_a_long_title_still_fits_in_the_address(lekeberg):
    slug = drafting.free_slug("mycket " * 40, lekeberg)

    assert len(slug) <= Promise._meta.get_field("slug").max_length - 4
    assert slug.endswith("-lekeberg")


# --- Basics -------------------------------------------------------------------------------------------


def test_the_address_follows_the_title_until_a_text_is_frozen(draft, coordinator):
    drafting.save_basics(draft, edit_number=1, values={"title": "Trygga kvällar i Lekeberg"}, by=coordinator)

    draft.promise.refresh_from_db()
    assert draft.promise.slug == "trygga-kvallar-i-lekeberg"


def test_the_address_of_an_amended_promise_stays(draft, coordinator):
    slug = draft.promise.slug
    Revision.objects.filter(pk=draft.pk).update(number=2)

    drafting.save_basics(draft, edit_number=1, values={"title": "Nytt namn"}, by=coordinator)

    draft.promise.refresh_from_db()
    assert draft.promise.slug == slug


def test_a_stale_save_is_refused_and_names_the_other(draft, coordinator, municipal_police):
    drafting.save_basics(draft, edit_number=1, values={"title": "Polisens"}, by=municipal_police)

    with pytest.raises(StaleEdit) as stale:
        drafting.save_basics(draft, edit_number=1, values={"title": "Kommunens"}, by=coordinator)

    assert stale.value.current.title == "Polisens"
    assert stale.value.current.edited_by == municipal_police


def test_the_same_save_twice_is_no_conflict(draft, coordinator):
    for _time in range(2):
        saved = drafting.save_basics(draft, edit_number=1, values={"title": "Nytt"}, by=coordinator)

    assert saved.title == "Nytt"


@pytest.mark.parametrize("status", [status for status in Status if status != Status.DRAFT])
def test_a_text_that_is_no_draft_is_not_changed(draft, coordinator, status):
    Revision.objects.filter(pk=draft.pk).update(status=status)

    with pytest.raises(PermissionDenied):
        drafting.save_basics(draft, edit_number=1, values={"title": "Nytt"}, by=coordinator)


def test_the_sentence_before_the_aims_is_refused_when_somebody_else_has_changed_it(draft, coordinator):
    drafting.save_aims_lead(draft, before="", text="Löftet ska", by=coordinator)

    with pytest.raises(StaleEdit):
        drafting.save_aims_lead(draft, before="", text="Vi vill", by=coordinator)

    draft.refresh_from_db()
    assert draft.aims_lead == "Löftet ska"


@pytest.mark.parametrize(
    ("text", "start", "end", "open_ended"),
    [
        ("2027", "2027-01-01", "2027-12-31", False),
        ("tills vidare", None, None, True),
        ("så länge det behövs", None, None, False),
        ("", None, None, False),
    ],
)
def test_a_period_is_read_as_far_as_its_words_go(text, start, end, open_ended):
    values = drafting.period_values(text)

    days = [day and day.isoformat() for day in (values["period_start"], values["period_end"])]
    assert (*days, values["period_open_ended"]) == (start, end, open_ended)
    assert values["period_text"] == text


# --- Removing a draft ----------------------------------------------------------------------------------


def test_a_draft_is_removed_with_all_that_is_in_it_and_an_event_remains(draft, coordinator):
    SectionFactory(revision=draft)

    gone = drafting.delete_draft(draft, by=coordinator)

    assert gone is True
    assert not Promise.objects.exists()
    assert Event.objects.newest_first().first().action == "promises.draft_deleted"


def test_removing_the_draft_of_a_new_version_leaves_the_one_in_force(draft, coordinator):
    in_force = RevisionFactory(promise=draft.promise, status=Status.PUBLISHED, number=1, attempt=2)
    Revision.objects.filter(pk=draft.pk).update(number=2)

    gone = drafting.delete_draft(draft, by=coordinator)

    assert gone is False
    assert list(draft.promise.revisions.all()) == [in_force]


@pytest.mark.parametrize("who", ["reader", "chair", "municipal_police", "outsider_coordinator", "superuser"])
def test_only_the_side_that_began_removes_the_draft(draft, member, who):
    person = member(who)

    if who == "superuser":
        assert drafting.delete_draft(draft, by=person)
    else:
        with pytest.raises(PermissionDenied):
            drafting.delete_draft(draft, by=person)


def test_a_text_under_review_is_not_removed(draft, coordinator):
    Revision.objects.filter(pk=draft.pk).update(status=Status.REVIEW)

    with pytest.raises(PermissionDenied):
        drafting.delete_draft(draft, by=coordinator)


@pytest.mark.parametrize("is_closed", [True, False], ids=["closed", "open"])
def test_a_draft_that_answers_what_was_said_in_a_closed_dialogue_is_kept(
    draft, lekeberg, coordinator, is_closed
):
    closed = {"closed_at": timezone.now(), "closed_by": coordinator} if is_closed else {}
    said = FindingFactory(dialogue=DialogueFactory(municipality=lekeberg, **closed))
    FindingAnswer.objects.create(
        finding=said, kind="promised", promise=draft.promise, answered_by=coordinator
    )

    if is_closed:
        with pytest.raises(PermissionDenied, match="avslutad dialog"):
            drafting.delete_draft(draft, by=coordinator)
    else:
        drafting.delete_draft(draft, by=coordinator)

    assert Promise.objects.exists() == is_closed
