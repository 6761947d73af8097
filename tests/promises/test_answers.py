"""Executors that do not draft are asked, answer, and are asked again when the words change."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from organisations.actions.rows import StaleEdit
from organisations.models import Organisation
from organisations.permissions import forget_seats
from promises import answers, quality
from promises.actions import activities
from promises.actions.activities import Written
from promises.actions.answers import NotAsked, answer_activity
from promises.actors import Actor
from promises.models import Activity, ActivityAnswer
from promises.permissions.answers import can_answer_for
from promises.states import Status
from tests.factories.organisations import GroupFactory, GroupMemberFactory, OrganisationFactory
from tests.factories.promises import ActivityActorFactory, ActivityFactory


@pytest.fixture
def activity(draft: Any, school: Any) -> Any:
    """The school, which drafts nothing, is to do something."""
    row = ActivityFactory(revision=draft, text="Skolan vårdar sin gård.", scope="löpande")
    ActivityActorFactory(activity=row, organisation=school)
    return row


def say(activity: Any, organisation: Any, by: Any, outcome: str = "accepted", **more: Any) -> ActivityAnswer:
    number = Activity.objects.get(pk=activity.pk).edit_number
    return answer_activity(
        activity, organisation, outcome=outcome, by=by, **{"edit_number": number, "reason": "", **more}
    )


def states(draft: Any) -> list[tuple[str, str]]:
    return [
        (str(q.organisation), q.state) for questions in answers.asked_in(draft).values() for q in questions
    ]


def test_a_party_is_not_asked(draft: Any, lekeberg: Any, orebro_area: Any) -> None:
    for organisation in (lekeberg, orebro_area):
        ActivityActorFactory(activity=ActivityFactory(revision=draft), organisation=organisation)

    assert answers.asked_in(draft) == {}


def test_who_carries_out_or_answers_for_is_asked_once_and_who_evaluates_is_not(
    draft: Any, activity: Any, school: Any, landlord: Any
) -> None:
    ActivityActorFactory(activity=activity, organisation=school, part="responsible", role_text="Rektor")
    ActivityActorFactory(activity=activity, organisation=landlord, part="evaluation")

    assert states(draft) == [("Skolan i Lekeberg", "waiting")]


def test_the_executor_finds_the_question_and_says_yes(
    draft: Any, activity: Any, school: Any, executor: Any
) -> None:
    assert [q.activity for q in answers.awaiting(executor)] == [activity]

    say(activity, school, executor)

    assert answers.awaiting(executor) == []
    assert states(draft) == [("Skolan i Lekeberg", "accepted")]
    assert Event.objects.last().action == "promises.activity_accepted"


def test_a_no_has_a_reason_and_stops_the_text(draft: Any, activity: Any, school: Any, executor: Any) -> None:
    with pytest.raises(ValueError, match="reason"):
        say(activity, school, executor, "declined", reason="  ")

    say(activity, school, executor, "declined", reason="Vi har ingen vaktmästare.")

    (no,) = answers.asked_in(draft)[activity.pk]
    assert (no.state, no.answer.reason) == ("declined", "Vi har ingen vaktmästare.")
    assert answers.unanswered(draft) == []
    blocking = [finding.message for finding in quality.check(draft).blocking]
    assert "Skolan i Lekeberg har sagt nej till aktiviteten." in blocking


@pytest.mark.parametrize("changed", [{"text": "Skolan gör mer.", "scope": "löpande"}, {"scope": "varje dag"}])
@pytest.mark.parametrize("outcome", ["accepted", "declined"])
def test_a_changed_activity_is_asked_about_again(
    draft: Any,
    activity: Any,
    school: Any,
    executor: Any,
    coordinator: Any,
    changed: dict[str, str],
    outcome: str,
) -> None:
    say(activity, school, executor, outcome, reason="Nej.")

    row = Written({"text": activity.text, "scope": activity.scope, **changed}, [Actor("executor", school.pk)])
    activities.change_activity(activity, row, edit_number=1, by=coordinator)

    assert states(draft) == [("Skolan i Lekeberg", "changed")]
    assert len(answers.unanswered(draft)) == len(answers.awaiting(executor)) == 1


def test_an_edit_that_leaves_text_and_omfattning_leaves_the_answer(
    draft: Any, activity: Any, school: Any, executor: Any, coordinator: Any
) -> None:
    say(activity, school, executor)

    row = Written(
        {"text": activity.text, "scope": activity.scope, "purpose": "Trivsel"}, [Actor("executor", school.pk)]
    )
    activities.change_activity(activity, row, edit_number=1, by=coordinator)

    assert states(draft) == [("Skolan i Lekeberg", "accepted")]


def test_nobody_says_yes_to_words_they_have_not_seen(activity: Any, school: Any, executor: Any) -> None:
    Activity.objects.filter(pk=activity.pk).update(text="Något helt annat.", edit_number=2)

    with pytest.raises(StaleEdit) as refused:
        say(activity, school, executor, edit_number=1)

    assert refused.value.current is not None
    assert not ActivityAnswer.objects.exists()


def test_the_same_answer_twice_is_one(activity: Any, school: Any, executor: Any) -> None:
    first = say(activity, school, executor, "declined", reason="Nej.")
    events = Event.objects.count()

    assert say(activity, school, executor, "declined", reason="Nej.").answered_at == first.answered_at
    assert Event.objects.count() == events


def test_an_activity_that_is_gone_or_anothers_cannot_be_answered(
    activity: Any, school: Any, executor: Any
) -> None:
    activity.actors.all().delete()
    with pytest.raises(NotAsked):
        say(activity, school, executor)

    number = activity.edit_number
    Activity.objects.filter(pk=activity.pk).delete()
    with pytest.raises(StaleEdit):
        answer_activity(activity, school, outcome="accepted", edit_number=number, by=executor)


def test_the_no_of_an_organisation_that_is_no_longer_named_stops_nothing(
    draft: Any, activity: Any, school: Any, executor: Any
) -> None:
    say(activity, school, executor, "declined", reason="Nej.")

    activity.actors.all().delete()

    assert states(draft) == []


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("executor", True),
        ("coordinator", True),
        ("superuser", True),
        ("reporter", False),
        ("reader", False),
        ("chair", False),
        ("council_secretary", False),
        ("municipal_police", False),
        ("landlord_executor", False),
        ("outsider_coordinator", False),
        ("expired", False),
        ("nobody", False),
    ],
)
def test_who_may_answer_for_a_school(activity: Any, school: Any, member: Any, who: str, may: bool) -> None:
    """Whoever is executor there, and whoever speaks for the municipality that it is a unit of."""
    person = member(who)

    assert can_answer_for(person, school) is may
    if not may:
        with pytest.raises(PermissionDenied):
            say(activity, school, person)


def test_the_owner_does_not_answer_for_a_company(lekeberg: Any, coordinator: Any) -> None:
    company = OrganisationFactory(kind=Organisation.Kind.MUNICIPAL_COMPANY, parent=lekeberg)

    assert not can_answer_for(coordinator, company)


def test_a_member_of_a_group_is_asked_while_the_seat_is_theirs(
    draft: Any, lekeberg: Any, landlord_executor: Any
) -> None:
    group = GroupFactory(name="Trygghetsgruppen", parent=lekeberg)
    seat = GroupMemberFactory(group=group, organisation=lekeberg, user=landlord_executor)
    ActivityActorFactory(activity=ActivityFactory(revision=draft), organisation=group)

    assert [q.organisation.pk for q in answers.awaiting(landlord_executor)] == [group.pk]

    seat.valid_to = date(2021, 1, 1)
    seat.save()
    forget_seats(landlord_executor)
    assert answers.awaiting(landlord_executor) == []


def test_those_who_draft_are_not_asked_in_their_own_name(
    activity: Any, coordinator: Any, superuser: Any
) -> None:
    assert answers.awaiting(coordinator) == answers.awaiting(superuser) == []


def test_nothing_is_asked_once_the_text_is_frozen_or_was_signed_elsewhere(
    draft: Any, activity: Any, school: Any, executor: Any
) -> None:
    type(draft.promise).objects.filter(pk=draft.promise_id).update(registered_afterwards=True)
    draft.promise.refresh_from_db()
    assert answers.awaiting(executor) == []
    assert answers.asked_in(draft) == {}

    type(draft.promise).objects.filter(pk=draft.promise_id).update(registered_afterwards=False)
    type(draft).objects.filter(pk=draft.pk).update(status=Status.FOR_SIGNATURE)
    assert answers.awaiting(executor) == []
    with pytest.raises(PermissionDenied):
        say(activity, school, executor)


def test_an_answer_is_given_during_review_too(draft: Any, activity: Any, school: Any, executor: Any) -> None:
    type(draft).objects.filter(pk=draft.pk).update(status=Status.REVIEW)

    assert say(activity, school, executor).outcome == "accepted"


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_follow_the_number_of_questions(
    draft: Any, school: Any, executor: Any, coordinator: Any, django_assert_num_queries: Any, count: int
) -> None:
    for _n in range(count):
        activities.add_activity(
            draft,
            Written({"text": "Gör något."}, [Actor("executor", school.pk)]),
            creation_key=uuid.uuid4(),
            by=coordinator,
        )

    with django_assert_num_queries(2):
        answers.asked_in(draft)
    with django_assert_num_queries(4):
        answers.awaiting(executor)
