import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from organisations.models import Mandate, Organisation, OutboxMessage
from organisations.roles import RoleKey
from promises.actions import freezing, review, signing
from promises.actions.steps import Refused
from promises.models import Adoption, Approval
from promises.states import IllegalStep, Status
from tests.factories.organisations import MembershipFactory, OrganisationFactory, UserFactory
from tests.factories.promises import PartyFactory

pytestmark = pytest.mark.django_db


def said(scene):
    events = Event.objects.for_object(scene.revision.promise).in_order()
    return [event.action.removeprefix("promises.") for event in events]


def test_submitting_asks_every_party_by_mail_but_not_whoever_submitted(scene):
    review.submit(scene.revision, by=scene.coordinator)

    asked = set(OutboxMessage.objects.filter(kind="review_wanted").values_list("to", flat=True))
    assert scene.status == Status.REVIEW
    assert asked == {scene.officer.email, scene.chair.email, scene.chief.email}


def test_submitting_twice_is_submitting_once(scene):
    review.submit(scene.revision, by=scene.coordinator)
    review.submit(scene.revision, by=scene.officer)

    assert said(scene) == ["submitted"]


def test_a_promise_without_parties_is_not_submitted(scene):
    scene.revision.parties.all().delete()

    with pytest.raises(Refused, match="inga parter"):
        review.submit(scene.revision, by=scene.coordinator)

    assert scene.status == Status.DRAFT


def test_a_text_that_must_be_changed_before_it_is_signed_is_not_submitted(scene):
    scene.revision.follow_up.delete()

    with pytest.raises(Refused, match="Uppföljning"):
        review.submit(scene.revision, by=scene.coordinator)

    assert scene.status == Status.DRAFT


def test_a_mandate_may_be_entered_while_the_text_is_under_review(scene):
    Mandate.objects.all().delete()

    review.submit(scene.revision, by=scene.coordinator)

    assert scene.status == Status.REVIEW


def test_every_party_has_to_approve(scene):
    scene.advance(Status.REVIEW)
    assert {party.pk for party in review.awaited_parties(scene.revision)} == {
        scene.municipality.pk,
        scene.police.pk,
    }

    review.approve(scene.revision, organisation=scene.police, by=scene.officer)

    assert [party.pk for party in review.awaited_parties(scene.revision)] == [scene.municipality.pk]
    with pytest.raises(Refused, match="Lekebergs kommun har inte godkänt"):
        freezing.freeze(scene.revision, by=scene.coordinator)


def test_approving_twice_gives_the_answer_that_stands(scene):
    scene.advance(Status.REVIEW)

    first = review.approve(scene.revision, organisation=scene.police, by=scene.officer)
    second = review.approve(scene.revision, organisation=scene.police, by=scene.chief)

    assert first == second
    assert said(scene) == ["submitted", "approved"]


@pytest.mark.parametrize("answer", [review.approve, review.send_back])
def test_nobody_answers_for_another_party(scene, answer):
    scene.advance(Status.REVIEW)

    with pytest.raises(PermissionDenied, match="företräder parten"):
        answer(scene.revision, organisation=scene.police, comment="Nej", by=scene.coordinator)

    assert not Approval.objects.exists()


def test_a_return_makes_a_draft_keeps_the_reason_and_starts_a_new_round(scene):
    scene.advance(Status.REVIEW)
    review.approve(scene.revision, organisation=scene.municipality, by=scene.coordinator)

    review.send_back(scene.revision, organisation=scene.police, comment="Vilka tider?", by=scene.officer)

    assert scene.status == Status.DRAFT
    assert review.current_round(scene.revision) == 2
    assert Approval.objects.get(outcome="returned").comment == "Vilka tider?"
    review.submit(scene.revision, by=scene.coordinator)
    assert len(review.awaited_parties(scene.revision)) == 2


def test_the_reason_reaches_those_who_draft_and_stays_out_of_the_log(scene):
    scene.advance(Status.REVIEW)

    review.send_back(scene.revision, organisation=scene.police, comment="Vilka tider?", by=scene.officer)

    mail = OutboxMessage.objects.get(kind="returned")
    assert mail.to == scene.coordinator.email
    assert "Vilka tider?" in mail.body
    assert "Vilka tider?" not in str(list(Event.objects.values_list("data", flat=True)))


def test_the_same_return_sent_twice_is_one(scene):
    scene.advance(Status.REVIEW)

    for _ in range(2):
        review.send_back(scene.revision, organisation=scene.police, comment="Vilka tider?", by=scene.officer)

    assert Approval.objects.count() == 1


def test_a_party_that_has_approved_may_still_return_the_text(scene):
    scene.advance(Status.REVIEW)
    review.approve(scene.revision, organisation=scene.police, by=scene.officer)

    review.send_back(scene.revision, organisation=scene.police, comment="Jag såg ett fel.", by=scene.officer)

    assert scene.status == Status.DRAFT


@pytest.mark.parametrize("answer", [review.approve, review.send_back])
@pytest.mark.parametrize("status", [Status.DRAFT, Status.FOR_SIGNATURE, Status.SIGNED, Status.PUBLISHED])
def test_answers_are_given_only_under_review(scene, status, answer):
    scene.advance(status)
    party = OrganisationFactory(kind=Organisation.Kind.LANDLORD)
    PartyFactory(revision=scene.revision, organisation=party)
    person = MembershipFactory(organisation=party, role=RoleKey.SIGNATORY, user=UserFactory()).user

    with pytest.raises(IllegalStep):
        answer(scene.revision, organisation=party, comment="Nej", by=person)


def test_a_further_party_is_waited_for_when_it_has_somebody_here(scene, landlord):
    PartyFactory(revision=scene.revision, organisation=landlord, position=3)
    assert landlord.pk not in {party.pk for party in review.asked_parties(scene.revision)}

    MembershipFactory(organisation=landlord, role=RoleKey.SIGNATORY)

    assert landlord.pk in {party.pk for party in review.asked_parties(scene.revision)}


def test_an_adoption_becomes_part_of_the_text(scene):
    scene.advance(Status.REVIEW)
    review.record_adoption(
        scene.revision,
        organ="Styrgruppen",
        decided_on=date(2026, 11, 2),
        paragraph="§ 4",
        case_number="KS 2026/12",
        creation_key=uuid.uuid4(),
        by=scene.coordinator,
    )

    adoption = scene.freeze().document.adoptions[0]

    assert (adoption.organ, adoption.decided_on, adoption.paragraph, adoption.case_number) == (
        "Styrgruppen",
        "2026-11-02",
        "§ 4",
        "KS 2026/12",
    )


def test_an_adoption_sent_twice_is_one_and_can_be_taken_away(scene):
    values = {"organ": "Styrgruppen", "decided_on": date(2026, 11, 2), "creation_key": uuid.uuid4()}
    for _ in range(2):
        adoption = review.record_adoption(scene.revision, by=scene.coordinator, **values)
    assert Adoption.objects.count() == 1

    review.remove_adoption(adoption, by=scene.officer)
    review.remove_adoption(adoption, by=scene.officer)

    assert said(scene) == ["adopted", "adoption_removed"]


def test_nothing_is_adopted_after_the_text_is_frozen(scene):
    scene.advance(Status.FOR_SIGNATURE)

    with pytest.raises(PermissionDenied, match="fastställd"):
        review.record_adoption(
            scene.revision,
            organ="KS",
            decided_on=date(2026, 11, 2),
            creation_key=uuid.uuid4(),
            by=scene.coordinator,
        )


def test_the_next_attempt_is_reviewed_anew(scene):
    scene.advance(Status.FOR_SIGNATURE)
    draft = signing.withdraw(scene.revision, reason="Fel datum.", by=scene.coordinator)

    review.submit(draft, by=scene.coordinator)

    assert len(review.awaited_parties(draft)) == 2
