import re
from datetime import date

import pytest

from organisations.models import OutboxMessage
from organisations.roles import RoleKey
from promises.actions import registering, review, signing
from promises.actions.answers import answer_activity
from promises.models import Promise
from promises.states import Status
from tests.factories.organisations import GroupFactory, GroupMemberFactory, MembershipFactory
from tests.factories.promises import ActivityActorFactory, ActivityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(scene, executor):
    """The scene and somebody who can be asked to do something without drafting."""
    scene.executor = executor
    return scene


def _ask_a_unit(scene):
    """Let the executor's school, which is no party, do something too."""
    school = scene.executor.memberships.get().organisation
    activity = scene.revision.activities.get()
    ActivityActorFactory(activity=activity, organisation=school, position=2)
    return activity, school


def everything(scene):
    """Lead a promise through whatever sends mail."""
    asked = _ask_a_unit(scene)
    scene.advance(Status.REVIEW)
    for outcome, reason in (("declined", "Gården & skolan är stängda."), ("accepted", "")):
        answer_activity(*asked, outcome=outcome, reason=reason, edit_number=1, by=scene.executor)
    review.send_back(
        scene.revision, organisation=scene.police, comment="Vilka tider & platser?", by=scene.officer
    )
    scene.advance(Status.FOR_SIGNATURE)
    scene.sign(scene.chair)
    scene.revision = signing.decline(scene.chief_place, reason="Vi hinner inte.", by=scene.chief)
    _sign_in_the_new_draft(scene)
    scene.advance(Status.FOR_SIGNATURE)
    scene.revision = signing.withdraw(scene.revision, reason="Fel period.", by=scene.coordinator)
    _sign_in_the_new_draft(scene)
    scene.advance(Status.SIGNED)


def _sign_in_the_new_draft(scene):
    scene.chair_place = scene.revision.signatories.get(organisation=scene.municipality)
    scene.chief_place = scene.revision.signatories.get(organisation=scene.police)


KINDS = {
    "review_wanted",
    "activities_asked",
    "activity_declined",
    "returned",
    "signature_wanted",
    "declined",
    "withdrawn",
    "fully_signed",
}


def test_every_mail_is_whole(scene, settings):
    settings.SITE_URL = "https://loften.example"

    everything(scene)

    mails = OutboxMessage.objects.all()
    assert {mail.kind for mail in mails} == KINDS
    for mail in mails:
        assert "Tryggare kvällar" in mail.subject
        assert re.search(r"^https://loften\.example/arbete/loften/(\d+|svar)/", mail.body, re.MULTILINE)
        assert "{{" not in mail.body + mail.subject
        assert "&amp;" not in mail.body
        assert "\n\n\n" not in mail.body
        assert mail.body.endswith("Medborgarlöften\n")


def test_the_reason_stands_in_the_mail(scene):
    everything(scene)

    bodies = {mail.kind: mail.body for mail in OutboxMessage.objects.all()}
    assert "Vilka tider & platser?" in bodies["returned"]
    assert "Vi hinner inte." in bodies["declined"]
    assert "Fel period." in bodies["withdrawn"]
    assert "Gården & skolan är stängda." in bodies["activity_declined"]


def test_mail_about_invented_data_says_so(scene):
    Promise.objects.update(is_demo=True)
    scene.revision.refresh_from_db()

    review.submit(scene.revision, by=scene.coordinator)

    mail = OutboxMessage.objects.first()
    assert mail.subject.startswith("[Demonstration] ")
    assert "Det här är en demonstration." in mail.body


def test_mail_about_a_real_promise_does_not(scene):
    review.submit(scene.revision, by=scene.coordinator)

    mail = OutboxMessage.objects.first()
    assert "emonstration" not in mail.subject + mail.body


def test_somebody_with_two_roles_gets_one_mail(scene):
    MembershipFactory(user=scene.chair, organisation=scene.municipality, role=RoleKey.COORDINATOR)

    review.submit(scene.revision, by=scene.officer)

    assert OutboxMessage.objects.filter(to=scene.chair.email).count() == 1


def test_nobody_who_is_neither_a_party_nor_asked_is_written_to(scene, reader, landlord_executor):
    everything(scene)

    told = set(OutboxMessage.objects.values_list("to", flat=True))
    assert told == {
        p.email for p in (scene.coordinator, scene.officer, scene.chair, scene.chief, scene.executor)
    }


def test_an_executor_is_asked_once_about_everything_and_again_in_a_new_round(scene, school, lekeberg):
    _ask_a_unit(scene)
    other = ActivityFactory(revision=scene.revision, text="Skolan håller gården ljus.", scope="varje kväll")
    for part in ("executor", "responsible"):
        ActivityActorFactory(activity=other, organisation=school, part=part)
    mails = OutboxMessage.objects.filter(kind="activities_asked", to=scene.executor.email)

    review.submit(scene.revision, by=scene.coordinator)
    review.submit(scene.revision, by=scene.coordinator)

    assert mails.get().body.count("– ") == 2
    assert "– Skolan håller gården ljus. (varje kväll)\n  Skolan i Lekeberg\n" in mails.get().body
    review.send_back(scene.revision, organisation=scene.police, comment="Nej.", by=scene.officer)
    review.submit(scene.revision, by=scene.coordinator)
    assert mails.count() == 2


def test_who_has_answered_is_not_asked_again(scene):
    activity, school = _ask_a_unit(scene)
    answer_activity(activity, school, outcome="accepted", edit_number=1, by=scene.executor)

    review.submit(scene.revision, by=scene.coordinator)

    assert not OutboxMessage.objects.filter(kind="activities_asked").exists()


def test_a_member_of_a_group_is_asked_and_one_whose_seat_is_over_is_not(scene, landlord_executor, lekeberg):
    group = GroupFactory(name="Trygghetsgruppen", parent=lekeberg)
    GroupMemberFactory(group=group, organisation=lekeberg, user=landlord_executor)
    GroupMemberFactory(group=group, organisation=lekeberg, user=scene.executor, valid_to=date(2021, 1, 1))
    GroupMemberFactory(group=group, organisation=lekeberg, user=None)
    ActivityActorFactory(activity=scene.revision.activities.get(), organisation=group, position=2)

    review.submit(scene.revision, by=scene.coordinator)

    assert OutboxMessage.objects.get(kind="activities_asked").to == landlord_executor.email


def test_those_who_draft_hear_of_each_no_once(scene):
    activity, school = _ask_a_unit(scene)
    for outcome, reason in (
        ("declined", "Nej."),
        ("declined", "Nej."),
        ("accepted", ""),
        ("declined", "Nej."),
    ):
        answer_activity(activity, school, outcome=outcome, reason=reason, edit_number=1, by=scene.executor)

    told = list(OutboxMessage.objects.filter(kind="activity_declined").values_list("to", flat=True))
    assert sorted(told) == sorted([scene.coordinator.email, scene.officer.email] * 2)


def test_a_step_that_is_refused_sends_nothing(scene):
    scene.advance(Status.REVIEW)
    before = OutboxMessage.objects.count()

    review.submit(scene.revision, by=scene.coordinator)

    assert OutboxMessage.objects.count() == before


def test_a_new_round_asks_again(scene):
    scene.advance(Status.REVIEW)
    review.send_back(scene.revision, organisation=scene.police, comment="Nej.", by=scene.officer)
    review.submit(scene.revision, by=scene.coordinator)

    assert OutboxMessage.objects.filter(kind="review_wanted", to=scene.officer.email).count() == 2


def test_whoever_can_confirm_is_asked_to(scene):
    Promise.objects.update(registered_afterwards=True, original_url="https://kommun.example/a.pdf")
    scene.revision.refresh_from_db()
    registering.register(scene.revision, by=scene.coordinator)

    mail = OutboxMessage.objects.filter(kind="confirmation_wanted").first()
    assert f"/arbete/loften/{scene.revision.promise_id}/bekrafta/" in mail.body


def test_a_title_is_written_as_in_a_sentence(scene):
    everything(scene)

    wanted = " ".join(OutboxMessage.objects.filter(kind="signature_wanted").values_list("body", flat=True))
    assert "skriva under som lokalpolisområdeschef för" in wanted
