import re

import pytest

from organisations.models import OutboxMessage
from organisations.roles import RoleKey
from promises.actions import registering, review, signing
from promises.models import Promise
from promises.states import Status
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db


def everything(scene):
    """Lead a promise through whatever sends mail."""
    scene.advance(Status.REVIEW)
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


KINDS = {"review_wanted", "returned", "signature_wanted", "declined", "withdrawn", "fully_signed"}


def test_every_mail_is_whole(scene, settings):
    settings.SITE_URL = "https://loften.example"

    everything(scene)

    mails = OutboxMessage.objects.all()
    assert {mail.kind for mail in mails} == KINDS
    for mail in mails:
        assert "Tryggare kvällar" in mail.subject
        assert re.search(r"^https://loften\.example/arbete/loften/\d+/", mail.body, re.MULTILINE)
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


def test_nobody_outside_the_parties_is_written_to(scene, reader, executor):
    everything(scene)

    told = set(OutboxMessage.objects.values_list("to", flat=True))
    assert told == {p.email for p in (scene.coordinator, scene.officer, scene.chair, scene.chief)}


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
