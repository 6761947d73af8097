import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import Event
from audit.presenters import sentence as sentence_of
from followup.actions import concluding, renewing
from followup.actions.renewing import Decision
from followup.models import Carried
from lagesbild.models import Dialogue, Layer, Problem
from promises.actions import amending
from promises.models import ActivityAnswer, ActivityCause, ActivityProblem, Promise, PromiseFinding
from promises.states import Status
from tests.factories.lagesbild import CauseFactory, DialogueFactory, FindingFactory
from tests.factories.promises import ActivityFactory, PredecessorFactory
from tests.factories.published import publish
from tests.followup.results.conftest import read
from tests.followup.results.test_concluding import answer, give_all
from tests.promises.scene import a_draft


def renew(found, by, decisions=None, **more):
    chosen = {one.key: Decision("again") for one in found.activities} if decisions is None else decisions
    fields = {"title": "Tryggare kvällar 2028", "period_text": "2028", "creation_key": uuid.uuid4(), **more}
    return renewing.renew(found, decisions=chosen, by=by, **fields)


def judged(found, by, outcome="not_achieved"):
    give_all(found, by)
    concluding.give_verdict(
        found, found.activities[1], outcome=outcome, reason="Armaturen slut.", edit_number=1, by=by
    )


def test_no_renewal_without_a_verdict_for_each_activity(found, coordinator):
    with pytest.raises(ValidationError) as refused:
        renew(found, coordinator)

    assert len(refused.value.messages) == 2
    assert "saknar omdöme: Belysning på gården." in refused.value.messages[1]
    assert Promise.objects.count() == 1


def test_what_was_not_achieved_is_promised_again_only_with_what_is_different(found, coordinator):
    judged(found, coordinator)
    key = found.activities[1].key

    with pytest.raises(ValidationError, match="annorlunda"):
        renew(found, coordinator)
    again = {one.key: Decision("again") for one in found.activities}
    promise = renew(found, coordinator, again | {key: Decision("again", "Ny leverantör.")})

    assert Carried.objects.get(successor=promise, activity_key=key).reason == "Ny leverantör."


@pytest.mark.parametrize(
    ("decision", "sentence"),
    [(Decision("dropped"), "varför"), (None, "Välj"), (Decision("whatever"), "Välj")],
)
def test_every_activity_is_decided_and_dropped_only_for_a_reason(found, coordinator, decision, sentence):
    give_all(found, coordinator)
    first, second = (one.key for one in found.activities)
    decisions = {first: Decision("again")} | ({second: decision} if decision else {})

    with pytest.raises(ValidationError, match=sentence):
        renew(found, coordinator, decisions)


def test_the_draft_is_a_new_promise_that_names_the_one_before(found, in_force, coordinator):
    judged(found, coordinator)
    PredecessorFactory(revision=in_force, title="2026 års löfte", address="https://kommun.example/2026")
    first, second = (one.key for one in found.activities)
    decisions = {first: Decision("changed"), second: Decision("dropped", "Gården är riven.")}

    promise = renew(found, coordinator, decisions)

    draft = promise.revisions.get()
    assert promise != in_force.promise
    assert (draft.status, draft.number, draft.title) == (Status.DRAFT, 1, "Tryggare kvällar 2028")
    assert (draft.period_start.year, draft.period_text) == (2028, "2028")
    assert [one.promise for one in draft.predecessors.all()] == [in_force.promise]
    assert [one.key for one in draft.activities.all()] == [first]
    assert draft.indicators.get().key == in_force.indicators.get().key
    assert set(Carried.objects.values_list("activity_key", "choice", "successor_key")) == {
        (first, "changed", first),
        (second, "dropped", None),
    }


def test_what_belonged_to_the_earlier_period_stays_there(
    found, in_force, coordinator, landlord, landlord_executor
):
    ActivityAnswer.objects.create(
        activity=in_force.activities.get(text="Belysning på gården."),
        organisation=landlord,
        outcome="accepted",
        answered_by=landlord_executor,
    )
    give_all(found, coordinator)

    draft = renew(found, coordinator).revisions.get()

    assert not ActivityAnswer.objects.filter(activity__revision=draft).exists()
    assert not hasattr(draft, "dialogue")
    assert draft.follow_up.first_on is None


def test_the_same_form_twice_makes_one_draft(found, coordinator):
    give_all(found, coordinator)
    key = uuid.uuid4()

    one = renew(found, coordinator, creation_key=key)
    again = renew(found, coordinator, creation_key=key)

    assert one == again
    assert Carried.objects.count() == 2


def test_a_second_draft_for_the_same_period_is_refused(found, coordinator, municipal_police):
    give_all(found, coordinator)
    renew(found, coordinator)

    with pytest.raises(ValidationError, match="redan ett utkast"):
        renew(found, municipal_police)


def test_a_concluded_promise_is_renewed_too(found, in_force, coordinator):
    give_all(found, coordinator)
    answer(found, coordinator)
    concluding.conclude(found, reason="Slut.", by=coordinator)

    assert renew(read(in_force), coordinator).pk != in_force.promise_id


@pytest.mark.parametrize("person", ["landlord_executor", "reader", "police_chief"])
def test_others_do_not_begin_the_next_period(found, coordinator, request, person):
    give_all(found, coordinator)

    with pytest.raises(PermissionDenied):
        renew(found, request.getfixturevalue(person))


def test_the_page_shows_the_verdict_beside_and_makes_the_draft(client, found, coordinator):
    judged(found, coordinator)
    client.force_login(coordinator)
    url = reverse("followup:renew", args=[found.promise.pk])
    first, second = (one.key.hex for one in found.activities)
    data = {
        "creation_key": str(uuid.uuid4()),
        "title": "Tryggare kvällar 2028",
        "period_text": "2028",
        f"{first}-choice": "again",
        f"{second}-choice": "again",
    }

    shown = client.get(url).content.decode()
    refused = client.post(url, data).content.decode()
    made = client.post(url, {**data, f"{second}-reason": "Ny leverantör."}, follow=True).content.decode()

    assert "Armaturen slut." in shown
    assert "Skriv vad som blir annorlunda" in refused
    assert "Ny leverantör." in made
    draft = Promise.objects.latest("pk")
    activities = client.get(reverse("promises:activities", args=[draft.pk])).content.decode()
    assert reverse("followup:carried", args=[draft.pk]) in activities


def test_readers_follow_the_chain_both_ways(client, found, coordinator):
    give_all(found, coordinator)
    successor = renew(found, coordinator)
    publish(successor.revisions.get(), coordinator)

    earlier = client.get(f"/loften/{found.promise.slug}/").content.decode()
    later = client.get(f"/loften/{successor.slug}/").content.decode()

    assert f"/loften/{successor.slug}/" in earlier
    assert f"/loften/{found.promise.slug}/" in later


def test_the_pages_ask_the_same_however_many_activities(
    client, lekeberg, orebro_area, coordinator, django_assert_max_num_queries
):
    client.force_login(coordinator)
    counts = []
    for rows in (1, 3):
        revision = a_draft(lekeberg, orebro_area)
        ActivityFactory.create_batch(rows, revision=revision)
        publish(revision, coordinator)
        found = read(revision)
        give_all(found, coordinator)
        with django_assert_max_num_queries(20) as asked:
            client.get(reverse("followup:renew", args=[found.promise.pk]))
        renew(found, coordinator)
        with django_assert_max_num_queries(20) as shown:
            client.get(reverse("followup:renewed", args=[found.promise.pk]))
        counts.append((len(asked), len(shown)))

    assert counts[0] == counts[1]


def test_who_has_no_part_in_the_draft_does_not_learn_that_there_is_one(
    client, found, coordinator, landlord_executor
):
    judged(found, coordinator)
    kept, dropped = (one.key for one in found.activities)
    decisions = {kept: Decision("again"), dropped: Decision("dropped", "Kommunen gör det.")}
    draft = renew(found, coordinator, decisions)
    client.force_login(landlord_executor)

    assert client.get(reverse("followup:detail", args=[found.promise.pk])).status_code == 200
    assert client.get(reverse("followup:carried", args=[draft.pk])).status_code == 404


@pytest.fixture
def linked(found, in_force, lekeberg, coordinator):
    """Both activities answer a problem and act on its cause, and the promise builds on what was said."""
    cause = CauseFactory(problem__municipality=lekeberg)
    finding = FindingFactory(dialogue=DialogueFactory(municipality=lekeberg))
    of = {"promise": in_force.promise, "linked_by": coordinator}
    for one in found.activities:
        ActivityProblem.objects.create(activity_key=one.key, problem=cause.problem, **of)
        ActivityCause.objects.create(activity_key=one.key, cause=cause, **of)
    PromiseFinding.objects.create(finding=finding, **of)
    return cause


def test_the_draft_answers_the_same_problems_causes_and_findings(found, in_force, linked, coordinator):
    judged(found, coordinator)
    first, second = (one.key for one in found.activities)

    promise = renew(found, coordinator, {first: Decision("again"), second: Decision("dropped", "Riven.")})

    # What does not follow leaves its links behind, and the earlier promise keeps all of its own.
    assert [one.activity_key for one in ActivityProblem.objects.filter(promise=promise)] == [first]
    assert [one.cause for one in ActivityCause.objects.filter(promise=promise)] == [linked]
    assert PromiseFinding.objects.filter(promise=promise).count() == 1
    assert ActivityProblem.objects.filter(promise=in_force.promise).count() == 2
    event = Event.objects.get(action="promises.links_inherited")
    assert "samma problem och orsaker som det förra" in sentence_of(event)


def test_a_problem_that_is_over_or_that_one_party_keeps_is_not_inherited(found, linked, coordinator):
    judged(found, coordinator)
    first, second = (one.key for one in found.activities)
    decisions = {first: Decision("again"), second: Decision("dropped", "Riven.")}
    Problem.objects.update(is_active=False)
    Dialogue.objects.update(layer=Layer.OWN)

    promise = renew(found, coordinator, decisions)

    for model in (ActivityProblem, ActivityCause, PromiseFinding):
        assert not model.objects.filter(promise=promise).exists()


def test_a_new_version_keeps_its_links(found, in_force, linked, coordinator):
    draft = amending.amend(in_force, by=coordinator)

    keys = {one.key for one in draft.activities.all()}
    assert (
        set(ActivityCause.objects.filter(promise=draft.promise).values_list("activity_key", flat=True))
        == keys
    )
