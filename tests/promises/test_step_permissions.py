"""Who may take which step, role by role, and in which state: every cell of the two tables."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from organisations.roles import RoleKey
from promises import permissions
from promises.actions import amending, freezing, publishing, registering, review, signing
from promises.models import Promise
from promises.states import IllegalStep, Status
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db

DRAFTING = {"coordinator", "municipal_police"}
PEOPLE = [
    "coordinator",
    "municipal_police",
    "chair",
    "police_chief",
    "executor",
    "reporter",
    "council_secretary",
    "police_administrator",
    "reader",
    "landlord_executor",
    "outsider_coordinator",
    "outsider_police",
    "expired",
    "nobody",
]

# Step → (state in which it is taken, who may, how it is taken).
STEPS = {
    "submit": (Status.DRAFT, DRAFTING, lambda s, by: review.submit(s.revision, by=by)),
    "freeze": (Status.REVIEW, DRAFTING, lambda s, by: freezing.freeze(s.revision, by=by)),
    "withdraw": (
        Status.FOR_SIGNATURE,
        DRAFTING,
        lambda s, by: signing.withdraw(s.revision, reason="Fel.", by=by),
    ),
    "publish": (Status.SIGNED, DRAFTING, lambda s, by: publishing.publish(s.revision, by=by)),
    "amend": (Status.PUBLISHED, DRAFTING, lambda s, by: amending.amend(s.revision, by=by)),
    "end": (Status.PUBLISHED, DRAFTING, lambda s, by: publishing.end(s.revision, reason="Slut.", by=by)),
    "approve for the municipality": (
        Status.REVIEW,
        {"coordinator", "chair"},
        lambda s, by: review.approve(s.revision, organisation=s.municipality, by=by),
    ),
    "approve for the police": (
        Status.REVIEW,
        {"municipal_police", "police_chief"},
        lambda s, by: review.approve(s.revision, organisation=s.police, by=by),
    ),
    "return for the police": (
        Status.REVIEW,
        {"municipal_police", "police_chief"},
        lambda s, by: review.send_back(s.revision, organisation=s.police, comment="Nej.", by=by),
    ),
    "sign for the municipality": (
        Status.FOR_SIGNATURE,
        {"chair"},
        lambda s, by: signing.sign(s.chair_place, proof=s.proof(by), shown_sha256=s.version.sha256, by=by),
    ),
    "decline for the police": (
        Status.FOR_SIGNATURE,
        {"police_chief"},
        lambda s, by: signing.decline(s.chief_place, reason="Nej.", by=by),
    ),
}


ALLOWED = [(step, name) for step, (_status, allowed, _take) in STEPS.items() for name in sorted(allowed)]


def ready(scene, step):
    """The scene in the state in which the step is taken."""
    scene.advance(STEPS[step][0])
    if step == "freeze":
        scene.approve()
    return scene


@pytest.mark.parametrize(("step", "name"), ALLOWED)
def test_a_step_is_taken_by_those_who_may(scene, member, step, name):
    ready(scene, step)

    assert STEPS[step][2](scene, member(name)) is not None


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_refused_to_all_others_with_a_sentence(scene, member, step):
    status, allowed, take = STEPS[step]
    ready(scene, step)

    for name in sorted(set(PEOPLE) - allowed):
        with pytest.raises(PermissionDenied) as refused:
            take(scene, member(name))
        assert str(refused.value).endswith("."), name
    assert scene.status == status


def test_registering_is_for_those_who_draft(scene, member):
    Promise.objects.update(registered_afterwards=True, original_url="https://kommun.example/a.pdf")
    scene.revision.refresh_from_db()

    for name in sorted(set(PEOPLE) - DRAFTING):
        with pytest.raises(PermissionDenied):
            registering.register(scene.revision, by=member(name))
    registering.register(scene.revision, by=member("municipal_police"))

    assert scene.status == Status.PUBLISHED


# Step → the states in which it exists.
EXISTS = {
    "submit": {Status.DRAFT},
    "freeze": {Status.REVIEW},
    "withdraw": {Status.FOR_SIGNATURE, Status.SIGNED},
    "publish": {Status.SIGNED},
    "end": {Status.PUBLISHED},
}
# Taken again right after it was taken, these change nothing instead of failing: a double click.
ALREADY = {
    "submit": {Status.REVIEW},
    "freeze": {Status.FOR_SIGNATURE},
    "publish": {Status.PUBLISHED},
    "end": {Status.ENDED},
}
STATES = [
    Status.DRAFT,
    Status.REVIEW,
    Status.FOR_SIGNATURE,
    Status.SIGNED,
    Status.PUBLISHED,
    Status.ENDED,
]


@pytest.mark.parametrize("step", EXISTS)
def test_a_step_is_taken_from_each_of_its_states(scene, step):
    for status in sorted(EXISTS[step], key=STATES.index):
        with transaction.atomic():
            scene.advance(status)
            if step == "freeze":
                scene.approve()
            STEPS[step][2](scene, scene.coordinator)
            assert scene.status != status
            transaction.set_rollback(True)
        scene.revision.refresh_from_db()


@pytest.mark.parametrize("status", STATES)
def test_a_step_exists_in_no_other_state(scene, status):
    scene.advance(status)

    for step, states in EXISTS.items():
        if status in ALREADY.get(step, set()):
            STEPS[step][2](scene, scene.coordinator)
        elif status not in states:
            with pytest.raises(IllegalStep):
                STEPS[step][2](scene, scene.coordinator)
        assert scene.status == status


@pytest.mark.parametrize("status", STATES)
def test_what_the_page_offers_is_what_the_action_allows(scene, status):
    scene.advance(status)

    for step, states in EXISTS.items():
        for person in (scene.coordinator, scene.chair, scene.outsider):
            offered = getattr(permissions, f"can_{step}")(person, scene.revision)
            assert offered == (person == scene.coordinator and status in states), step


def test_a_superuser_takes_the_steps_but_speaks_for_no_party(scene, superuser):
    scene.advance(Status.REVIEW)

    with pytest.raises(PermissionDenied):
        review.approve(scene.revision, organisation=scene.police, by=superuser)
    scene.approve()
    freezing.freeze(scene.revision, by=superuser)

    assert scene.status == Status.FOR_SIGNATURE


def test_somebody_in_a_unit_of_a_party_does_not_speak_for_the_party(scene, school):
    scene.advance(Status.REVIEW)
    person = MembershipFactory(organisation=school, role=RoleKey.SIGNATORY).user

    with pytest.raises(PermissionDenied):
        review.approve(scene.revision, organisation=scene.municipality, by=person)
    assert not permissions.can_review(person, scene.revision)
