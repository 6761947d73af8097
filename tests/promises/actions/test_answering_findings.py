"""The answer to what was said: one for each finding, of three kinds."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from audit.models import Event
from audit.presenters import sentence
from lagesbild import answers
from lagesbild.models import Layer
from organisations.actions.rows import StaleEdit
from promises.actions.answering_findings import answer_finding
from promises.models import FindingAnswer, Revision
from promises.states import Status
from tests.factories.lagesbild import DialogueFactory, FindingFactory
from tests.factories.promises import ActivityFactory, PartyFactory, RevisionFactory


@pytest.fixture
def finding(lekeberg):
    return FindingFactory(dialogue=DialogueFactory(municipality=lekeberg))


@pytest.fixture
def activity(lekeberg, orebro_area):
    revision = RevisionFactory(promise__owner=lekeberg, title="Tryggare Lekeberg")
    PartyFactory(revision=revision, organisation=lekeberg)
    PartyFactory(revision=revision, organisation=orebro_area)
    return ActivityFactory(revision=revision)


def promised(activity):
    return {"kind": "promised", "promise": activity.revision.promise, "activity_key": activity.key}


NO = {"kind": "not_promised", "reason": "Det är regionens uppgift."}
ON = {"kind": "passed_on", "channel": "Bostadsbolaget"}


def test_each_kind_is_told_to_the_lagesbild_in_words(finding, activity, coordinator):
    assert answers.unanswered([finding]) == [finding]
    told = []
    for number, values in enumerate([promised(activity), NO, ON]):
        answer_finding(finding, **values, edit_number=number, by=coordinator)
        told.append(answers.answers_to([finding])[finding.pk][0])

    assert [one.kind for one in told] == [
        "Vi har lovat något",
        "Vi lovar inte det",
        "Vi har lämnat det vidare",
    ]
    assert told[0].text == "Lovat i Tryggare Lekeberg: Trafikkontroller på Storgatan."
    assert [one.text for one in told[1:]] == [
        "Inte lovat: Det är regionens uppgift.",
        "Lämnat vidare till: Bostadsbolaget",
    ]
    assert answers.unanswered([finding]) == []


def test_a_changed_mind_leaves_nothing_behind(finding, activity, coordinator):
    answer_finding(finding, **promised(activity), edit_number=0, by=coordinator)
    answer = answer_finding(
        finding, **NO, channel="x", promise=activity.revision.promise, edit_number=1, by=coordinator
    )

    assert (answer.promise, answer.activity_key, answer.channel) == (None, None, "")


def test_the_same_answer_twice_is_one_and_a_late_one_is_refused(finding, coordinator, municipal_police):
    for _ in range(2):
        answer_finding(finding, **NO, edit_number=0, by=coordinator)

    with pytest.raises(StaleEdit) as met:
        answer_finding(finding, **ON, edit_number=0, by=municipal_police)

    assert (met.value.current.kind, FindingAnswer.objects.count()) == ("not_promised", 1)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    "values", [{"kind": "promised"}, {"kind": "not_promised"}, {"kind": "passed_on", "channel": " "}]
)
def test_an_answer_says_what_its_kind_asks_for(finding, coordinator, values):
    with pytest.raises(ValidationError):
        answer_finding(finding, **values, edit_number=0, by=coordinator)


@pytest.mark.parametrize("person", ["reader", "chair", "executor", "outsider_coordinator", "nobody"])
def test_only_who_writes_the_lagesbild_answers(finding, member, person):
    with pytest.raises(PermissionDenied):
        answer_finding(finding, **NO, edit_number=0, by=member(person))


def test_what_one_party_alone_reads_is_answered_but_not_with_a_promise(finding, activity, coordinator):
    type(finding.dialogue).objects.update(layer=Layer.OWN)

    with pytest.raises(ValidationError):
        answer_finding(finding, **promised(activity), edit_number=0, by=coordinator)
    assert answer_finding(finding, **NO, edit_number=0, by=coordinator).kind == "not_promised"


def test_the_promise_is_one_of_the_municipality_and_the_activity_one_of_the_promise(
    finding, activity, kungsor, coordinator
):
    elsewhere = RevisionFactory(promise__owner=kungsor)
    PartyFactory(revision=elsewhere, organisation=kungsor)
    strange = ActivityFactory(revision=elsewhere)

    for promise, key in ((elsewhere.promise, None), (activity.revision.promise, strange.key)):
        with pytest.raises(ValidationError):
            answer_finding(
                finding, kind="promised", promise=promise, activity_key=key, edit_number=0, by=coordinator
            )


def test_a_draft_that_is_removed_leaves_the_finding_unanswered(finding, activity, coordinator):
    answer_finding(finding, **promised(activity), edit_number=0, by=coordinator)
    activity.revision.promise.delete()

    assert answers.unanswered([finding]) == [finding]


def test_an_activity_that_is_gone_is_told_of(finding, activity, coordinator):
    answer_finding(finding, **promised(activity), edit_number=0, by=coordinator)
    activity.delete()

    (told,) = answers.answers_to([finding])[finding.pk]
    assert told.text == "Lovat i Tryggare Lekeberg, men aktiviteten finns inte längre."
    assert (told.kind, told.holds) == ("Svaret gäller inte längre", False)
    assert answers.unanswered([finding]) == [finding]


def test_an_activity_left_out_of_the_version_in_force_is_no_answer(finding, activity, coordinator):
    answer_finding(finding, **promised(activity), edit_number=0, by=coordinator)
    first = activity.revision
    Revision.objects.filter(pk=first.pk).update(status=Status.PUBLISHED)
    second = RevisionFactory(promise=first.promise, number=2, title="Tryggare Lekeberg")
    assert answers.unanswered([finding]) == []

    # The new version comes into force without it.
    Revision.objects.filter(pk=first.pk).update(status=Status.SUPERSEDED)
    Revision.objects.filter(pk=second.pk).update(status=Status.PUBLISHED)
    assert answers.unanswered([finding]) == [finding]


def test_an_activity_of_a_promise_that_is_over_still_answers(finding, activity, coordinator):
    answer_finding(finding, **promised(activity), edit_number=0, by=coordinator)
    Revision.objects.filter(pk=activity.revision_id).update(status=Status.ENDED)

    assert answers.unanswered([finding]) == []


def test_it_is_noted_at_the_dialogue_and_at_the_promise(finding, activity, coordinator):
    answer_finding(finding, **promised(activity), edit_number=0, by=coordinator)

    assert {sentence(event) for event in Event.objects.all()} == {
        "Samordnare svarade med ett löfte på något som sagts i ”Enkät om trygghet”.",
        "Samordnare angav löftet som svar på något som sagts i ”Enkät om trygghet”.",
    }


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "promised"},
        {"kind": "not_promised"},
        {"kind": "passed_on", "reason": "Nej."},
        {"kind": "not_promised", "reason": "Nej.", "channel": "Bolaget"},
    ],
)
def test_the_database_refuses_half_an_answer(finding, coordinator, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        FindingAnswer.objects.create(finding=finding, answered_by=coordinator, **values)
