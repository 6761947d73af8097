"""Saying what a promise answers and builds on: who may, what can be linked to, and what is remembered of it."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from audit.models import Event
from lagesbild.models import Layer
from organisations.actions.rows import StaleEdit
from promises.actions import linking
from promises.actions.linking import Change
from promises.models import (
    ActivityCause,
    ActivityProblem,
    FocusAreaProblem,
    MeasureActivity,
    PromiseBasis,
    PromiseFinding,
)
from promises.states import Status
from tests.factories.lagesbild import (
    AdoptedLagesbildFactory,
    CauseFactory,
    CooperationAgreementFactory,
    DialogueFactory,
    FindingFactory,
    LagesbildFactory,
    MeasureFactory,
    ProblemFactory,
)
from tests.factories.promises import ActivityFactory, FocusAreaFactory, PartyFactory, RevisionFactory


@pytest.fixture
def draft(lekeberg, orebro_area):
    revision = RevisionFactory(promise__owner=lekeberg)
    PartyFactory(revision=revision, organisation=lekeberg, position=1)
    PartyFactory(revision=revision, organisation=orebro_area, position=2)
    return revision


@pytest.fixture
def activity(draft):
    return ActivityFactory(revision=draft)


@pytest.fixture
def problem(lekeberg):
    return ProblemFactory(municipality=lekeberg)


def add(*rows):
    return Change(add=frozenset(row.pk for row in rows))


def remove(*rows):
    return Change(remove=frozenset(row.pk for row in rows))


def events():
    return list(Event.objects.order_by("number").values_list("action", flat=True))


def test_an_activity_is_linked_once_however_often_it_is_sent(activity, problem, coordinator):
    for _ in range(2):
        linking.change_grounds(activity, problems=add(problem), by=coordinator)

    link = ActivityProblem.objects.get()
    assert (link.promise, link.activity_key, link.linked_by) == (
        activity.revision.promise,
        activity.key,
        coordinator,
    )
    assert events() == ["promises.grounds_changed"]


def test_a_cause_brings_its_problem_and_goes_with_it(activity, problem, coordinator):
    cause = CauseFactory(problem=problem)
    linking.change_grounds(activity, causes=add(cause), by=coordinator)
    assert ActivityProblem.objects.get().problem == problem

    linking.change_grounds(activity, problems=remove(problem), by=coordinator)
    assert not ActivityCause.objects.exists()


def test_the_problem_stays_while_a_cause_of_it_is_chosen(activity, problem, coordinator):
    cause = CauseFactory(problem=problem)
    linking.change_grounds(activity, problems=add(problem), by=coordinator)

    linking.change_grounds(activity, problems=remove(problem), causes=add(cause), by=coordinator)

    assert (ActivityProblem.objects.count(), ActivityCause.objects.count()) == (1, 1)


def test_two_who_choose_at_once_both_have_it(activity, problem, lekeberg, coordinator, municipal_police):
    other = ProblemFactory(municipality=lekeberg)
    linking.change_grounds(activity, problems=Change.between([], [problem.pk]), by=coordinator)
    linking.change_grounds(activity, problems=Change.between([], [other.pk]), by=municipal_police)

    assert set(ActivityProblem.objects.values_list("problem", flat=True)) == {problem.pk, other.pk}


def test_the_link_holds_in_every_version(activity, problem, coordinator):
    linking.change_grounds(activity, problems=add(problem), by=coordinator)
    later = RevisionFactory(promise=activity.revision.promise, number=2, status=Status.SUPERSEDED)
    copy = ActivityFactory(revision=later, key=activity.key)

    assert ActivityProblem.objects.filter(promise=later.promise, activity_key=copy.key).exists()


@pytest.mark.parametrize("status", [Status.REVIEW, Status.PUBLISHED, Status.ENDED])
def test_a_text_that_cannot_be_changed_can_be_linked(activity, problem, coordinator, status):
    type(activity.revision).objects.update(status=status)

    linking.change_grounds(activity, problems=add(problem), by=coordinator)

    assert ActivityProblem.objects.exists()


@pytest.mark.parametrize("person", ["chair", "reader", "executor", "outsider_coordinator", "nobody"])
def test_only_who_edits_the_draft_says_what_it_answers(activity, problem, member, person):
    with pytest.raises(PermissionDenied):
        linking.change_grounds(activity, problems=add(problem), by=member(person))

    assert not ActivityProblem.objects.exists()


@pytest.mark.parametrize("fields", [{"layer": Layer.OWN}, {"municipality": None}, {"secret": True}])
def test_what_both_parties_cannot_read_or_is_elsewhere_is_refused(
    activity, lekeberg, kungsor, coordinator, fields
):
    """Whatever the browser sends: a link to one party's own row would show it to the other."""
    values = {"municipality": kungsor if "municipality" in fields else lekeberg}
    if "layer" in fields:
        values["layer"] = Layer.OWN
    if "secret" in fields:
        values |= {"secrecy_provision": "18 kap. 1 § OSL", "secrecy_on": "2026-01-01", "secrecy_by": lekeberg}
    cause = CauseFactory(problem=ProblemFactory(**values))

    for change in ({"problems": add(cause.problem)}, {"causes": add(cause)}):
        with pytest.raises(ValidationError):
            linking.change_grounds(activity, **change, by=coordinator)
    assert not ActivityProblem.objects.exists()


def test_an_activity_that_somebody_removed_is_not_linked(activity, problem, coordinator):
    type(activity).objects.all().delete()

    with pytest.raises(StaleEdit):
        linking.change_grounds(activity, problems=add(problem), by=coordinator)


def test_a_focus_area_answers_problems(draft, problem, coordinator):
    area = FocusAreaFactory(revision=draft)
    linking.change_area_problems(area, problems=add(problem), by=coordinator)
    assert FocusAreaProblem.objects.get().focus_area_key == area.key

    linking.change_area_problems(area, problems=remove(problem), by=coordinator)
    assert not FocusAreaProblem.objects.exists()
    assert events() == ["promises.area_problems_changed"] * 2


def test_a_promise_builds_on_what_was_said_and_decided(draft, lekeberg, coordinator):
    finding = FindingFactory(dialogue=DialogueFactory(municipality=lekeberg))
    picture = AdoptedLagesbildFactory(municipality=lekeberg)
    agreement = CooperationAgreementFactory(municipality=lekeberg)
    chosen = {"findings": add(finding), "lagesbilder": add(picture), "agreements": add(agreement)}

    for _ in range(2):
        linking.change_basis(draft, **chosen, by=coordinator)

    assert (PromiseFinding.objects.count(), PromiseBasis.objects.count()) == (1, 2)
    assert events() == ["promises.basis_changed"]


def test_a_draft_of_a_lagesbild_and_an_own_dialogue_cannot_be_built_on(draft, lekeberg, coordinator):
    finding = FindingFactory(dialogue=DialogueFactory(municipality=lekeberg, layer=Layer.OWN))

    with pytest.raises(ValidationError):
        linking.change_basis(draft, lagesbilder=add(LagesbildFactory(municipality=lekeberg)), by=coordinator)
    with pytest.raises(ValidationError):
        linking.change_basis(draft, findings=add(finding), by=coordinator)


def test_a_row_of_the_plan_is_carried_out_as_an_activity(activity, lekeberg, coordinator):
    measure = MeasureFactory(plan__municipality=lekeberg)
    pair = (activity.revision.promise, activity.key)
    for _ in range(2):
        linking.change_measure(measure, add=[pair], by=coordinator)
    assert MeasureActivity.objects.count() == 1

    linking.change_measure(measure, remove=[pair], by=coordinator)
    assert not MeasureActivity.objects.exists()
    assert events() == ["promises.measure_linked"] * 2


def test_a_row_of_the_plan_is_not_linked_to_what_is_not_there_or_by_who_may_not(
    activity, lekeberg, kungsor, coordinator, reader
):
    measure = MeasureFactory(plan__municipality=lekeberg)
    elsewhere = MeasureFactory(plan__municipality=kungsor)
    pair = (activity.revision.promise, activity.key)

    with pytest.raises(ValidationError):
        linking.change_measure(measure, add=[(activity.revision.promise, uuid.uuid4())], by=coordinator)
    for row, person in ((measure, reader), (elsewhere, coordinator)):
        with pytest.raises(PermissionDenied):
            linking.change_measure(row, add=[pair], by=person)


def test_the_database_holds_the_rules(activity, problem, lekeberg, coordinator):
    of = {"promise": activity.revision.promise, "linked_by": coordinator}
    ActivityProblem.objects.create(activity_key=activity.key, problem=problem, **of)
    picture, agreement = (
        AdoptedLagesbildFactory(municipality=lekeberg),
        CooperationAgreementFactory(municipality=lekeberg),
    )

    for model, values in (
        (ActivityProblem, {"activity_key": activity.key, "problem": problem}),
        (PromiseBasis, {}),
        (PromiseBasis, {"lagesbild": picture, "agreement": agreement}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.create(**values, **of)


def test_what_the_person_does_not_see_is_not_removed_whatever_the_browser_sends(
    draft, activity, kungsor, coordinator, outsider_coordinator
):
    PartyFactory(revision=draft, organisation=kungsor, position=3)
    cause = CauseFactory(problem=ProblemFactory(municipality=kungsor))
    said = FindingFactory(dialogue__municipality=kungsor)
    area = FocusAreaFactory(revision=draft)
    agreement = CooperationAgreementFactory(municipality=kungsor)
    linking.change_grounds(activity, causes=add(cause), by=outsider_coordinator)
    linking.change_area_problems(area, problems=add(cause.problem), by=outsider_coordinator)
    linking.change_basis(draft, findings=add(said), agreements=add(agreement), by=outsider_coordinator)

    linking.change_grounds(activity, problems=remove(cause.problem), causes=remove(cause), by=coordinator)
    linking.change_area_problems(area, problems=remove(cause.problem), by=coordinator)
    linking.change_basis(draft, findings=remove(said), agreements=remove(agreement), by=coordinator)

    links = (ActivityProblem, ActivityCause, FocusAreaProblem, PromiseFinding, PromiseBasis)
    assert [model.objects.count() for model in links] == [1, 1, 1, 1, 1]
