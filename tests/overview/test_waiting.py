"""What waits for whom, as a promise goes its way between the cast's Lekeberg and its police area."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from followup.desk import desk_of
from organisations.models import Mandate
from overview.waiting import waiting_for as waiting_at
from overview.waiting.promising import in_promises
from promises.actions import registering, review
from promises.models import Promise, Revision
from promises.states import Status
from tests.factories.followup import OccasionFactory
from tests.factories.promises import ActivityActorFactory, SignatoryFactory
from tests.factories.published import publish
from tests.followup.conftest import following
from tests.promises.scene import a_draft, scene

__all__ = ["following", "scene"]


def waiting_for(user):
    return waiting_at(desk_of(user))


def _urls(user):
    return [task.url for task in waiting_for(user)]


def _page(name, scene):
    return reverse(f"promises:{name}", args=[scene.revision.promise_id])


def test_nothing_waits_for_anybody_while_a_draft_is_written(scene):
    for person in (scene.coordinator, scene.officer, scene.chair, scene.chief):
        assert waiting_for(person) == []


def test_a_review_waits_for_every_party_that_has_not_answered(scene):
    scene.advance(Status.REVIEW)
    assert _urls(scene.coordinator) == [_page("review", scene)]
    assert _urls(scene.officer) == [_page("review", scene)]

    review.approve(scene.revision, organisation=scene.municipality, by=scene.coordinator)

    assert _urls(scene.coordinator) == []
    assert _urls(scene.officer) == [_page("review", scene)]


def test_a_signature_waits_for_whoever_has_the_mandate_until_it_is_given(scene):
    scene.advance(Status.FOR_SIGNATURE)
    assert _urls(scene.chair) == [_page("sign", scene)]
    assert waiting_for(scene.coordinator) == []

    scene.sign(scene.chair)

    assert _urls(scene.chair) == []
    assert _urls(scene.chief) == [_page("sign", scene)]


def test_a_signatory_without_a_valid_mandate_is_asked_nothing(scene):
    scene.advance(Status.FOR_SIGNATURE)
    Mandate.objects.filter(user=scene.chair).update(valid_from="2020-01-01", valid_to="2020-12-31")

    assert waiting_for(scene.chair) == []


def test_many_texts_to_sign_cost_no_more_than_one(scene, django_assert_num_queries):
    def one_more():
        text = a_draft(scene.municipality, scene.police)
        SignatoryFactory(revision=text, organisation=scene.municipality, title="Kommunstyrelsens ordförande")
        publish(text, scene.coordinator, status=Status.FOR_SIGNATURE)

    one_more()
    assert len(list(in_promises(scene.chair))) == 1
    with CaptureQueriesContext(connection) as for_one:
        list(in_promises(scene.chair))
    for _more in range(3):
        one_more()

    with django_assert_num_queries(len(for_one)):
        assert len(list(in_promises(scene.chair))) == 4


@pytest.mark.parametrize("kind", ["to review", "to confirm"])
def test_many_texts_to_answer_cost_no_more_than_one(scene, kind, django_assert_num_queries):
    def one_more():
        text = a_draft(scene.municipality, scene.police)
        if kind == "to review":
            Revision.objects.filter(pk=text.pk).update(status=Status.REVIEW)
        else:
            Promise.objects.filter(pk=text.promise_id).update(registered_afterwards=True)
            publish(text, scene.coordinator)

    one_more()
    assert len(list(in_promises(scene.officer))) == 1
    with CaptureQueriesContext(connection) as for_one:
        list(in_promises(scene.officer))
    for _more in range(3):
        one_more()

    with django_assert_num_queries(len(for_one)):
        assert len(list(in_promises(scene.officer))) == 4


def test_a_signed_text_waits_to_be_published(scene):
    scene.advance(Status.SIGNED)
    assert _urls(scene.coordinator) == [_page("publish", scene)]
    assert waiting_for(scene.chair) == []

    scene.advance(Status.PUBLISHED)

    assert waiting_for(scene.coordinator) == []


def test_an_executor_is_asked_about_its_activity(scene, landlord_executor, landlord):
    activity = scene.revision.activities.get()
    ActivityActorFactory(activity=activity, organisation=landlord)

    tasks = waiting_for(landlord_executor)

    assert [task.note for task in tasks] == ["Svara om ni utför 1 aktivitet."]
    assert waiting_for(scene.outsider) == []


def test_a_registered_promise_waits_for_the_other_party(scene):
    Promise.objects.update(registered_afterwards=True, original_url="https://kommun.example/lofte.pdf")
    scene.revision.refresh_from_db()
    registering.register(scene.revision, by=scene.coordinator)
    assert _urls(scene.officer) == [_page("confirm", scene)]
    assert waiting_for(scene.coordinator) == []

    registering.confirm(scene.version, organisation=scene.police, by=scene.officer)

    assert waiting_for(scene.officer) == []


@pytest.mark.parametrize(
    "name", ["outsider_coordinator", "outsider_police", "expired", "nobody", "superuser"]
)
@pytest.mark.parametrize("status", [Status.REVIEW, Status.FOR_SIGNATURE, Status.SIGNED])
def test_nothing_waits_for_whoever_speaks_for_no_party(scene, member, name, status):
    scene.advance(status)

    assert waiting_for(member(name)) == []


def test_what_one_can_only_see_costs_no_queries(scene, reader, django_assert_max_num_queries):
    scene.advance(Status.REVIEW)
    with django_assert_max_num_queries(7):
        waiting_for(reader)


@time_machine.travel("2027-03-15 12:00 +0100", tick=False)
def test_of_one_activity_the_oldest_and_the_latest_report_are_listed_and_the_rest_counted(
    following, landlord, landlord_executor
):
    for day in range(1, 9):
        OccasionFactory(
            promise=following.promise,
            activity_key=following.landlords.key,
            organisation=landlord,
            starts_on=date(2027, 2, day),
        )

    tasks = waiting_for(landlord_executor)

    assert [task.day for task in tasks] == [date(2027, 2, 1), date(2027, 2, 8), date(2027, 2, 8)]
    assert (tasks[-1].note, tasks[-1].url) == ("6 till väntar på rapport.", reverse("followup:my_reports"))
