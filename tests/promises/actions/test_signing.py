from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Event
from organisations import uploads
from organisations.models import Mandate, Membership, OutboxMessage
from organisations.permissions import forget_seats
from organisations.roles import RoleKey
from promises.actions import signing
from promises.actions.steps import Refused
from promises.models import Decline, Revision, Signature, SigningProof
from promises.signing import ProofRefused
from promises.states import IllegalStep, Status
from tests.factories.organisations import MandateFactory, MembershipFactory, UserFactory
from tests.promises.scene import scene_of
from tests.shared import shared

pytestmark = pytest.mark.django_db

# A text that waits for its signatures.
_made, _own, cast, scene = shared("scene", lambda cast: scene_of(cast).advance(Status.FOR_SIGNATURE))

A_PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def a_scan():
    return uploads.checked(SimpleUploadedFile("sida.pdf", A_PDF))


def paper(scene, **values):
    given = {"mandate": Mandate.objects.get(user=scene.chair), "scan": a_scan(), "signed_on": None}
    return signing.add_paper(scene.chair_place, by=scene.officer, **given | values)


# --- Signing ----------------------------------------------------------------------------------------


def test_a_signature_stores_who_by_which_mandate_how_when_and_over_what(scene):
    signature = scene.sign(scene.chair)

    assert (signature.name, signature.title) == ("Kommunstyrelsens ordförande", "Kommunstyrelsens ordförande")
    assert signature.organisation_name == "Lekebergs kommun"
    assert signature.mandate == Mandate.objects.get(user=scene.chair)
    assert signature.method == Signature.Method.PASSWORD
    assert signature.signed_on == timezone.localdate()
    assert signature.sha256 == scene.version.sha256
    assert signature.user == signature.recorded_by == scene.chair
    assert signature.evidence["sha256"] == scene.version.sha256


def test_the_last_signature_makes_the_text_signed_and_tells_everybody_once(scene):
    scene.sign(scene.chief)
    assert scene.status == Status.FOR_SIGNATURE
    scene.sign(scene.chair)

    assert scene.status == Status.SIGNED
    told = sorted(OutboxMessage.objects.filter(kind="fully_signed").values_list("to", flat=True))
    assert told == sorted(p.email for p in (scene.coordinator, scene.officer, scene.chair, scene.chief))
    actions = [e.action for e in Event.objects.for_object(scene.revision.promise).in_order()]
    assert actions[-3:] == ["promises.signed", "promises.signed", "promises.fully_signed"]


def test_nobody_signs_twice(scene):
    scene.sign(scene.chair)

    with pytest.raises(signing.AlreadySigned):
        scene.sign(scene.chair)

    assert Signature.objects.count() == 1


def test_the_database_knows_that_nobody_signs_twice(scene):
    signature = scene.sign(scene.chair)

    signature.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        signature.save(force_insert=True)


@pytest.mark.parametrize("person", ["coordinator", "officer", "chief", "outsider"])
def test_nobody_signs_in_anothers_place(scene, person):
    user = getattr(scene, person)

    with pytest.raises(PermissionDenied, match="Du är inte undertecknare"):
        signing.sign(scene.chair_place, proof=scene.proof(user), shown_sha256=scene.version.sha256, by=user)


def test_a_superuser_does_not_sign(scene, superuser):
    with pytest.raises(PermissionDenied):
        signing.sign(
            scene.chair_place, proof=scene.proof(superuser), shown_sha256=scene.version.sha256, by=superuser
        )


@pytest.mark.parametrize(
    "change",
    [
        {"valid_to": timezone.localdate() - timedelta(days=1)},
        {"valid_from": timezone.localdate() + timedelta(days=1)},
        {"title": "Kommunalråd"},
    ],
    ids=["over", "not begun", "another title"],
)
def test_a_mandate_must_hold_today_and_be_for_this_place(scene, change):
    Mandate.objects.filter(user=scene.chair).update(**change)

    with pytest.raises(PermissionDenied, match="inget giltigt mandat"):
        scene.sign(scene.chair)


@pytest.mark.parametrize("day", ["valid_from", "valid_to"])
def test_a_mandate_holds_on_its_first_and_on_its_last_day(scene, day):
    Mandate.objects.filter(user=scene.chair).update(**{day: timezone.localdate()})

    assert scene.sign(scene.chair).pk


def test_a_seat_that_is_over_does_not_sign(scene):
    Membership.objects.filter(user=scene.chair).update(valid_to=timezone.localdate() - timedelta(days=1))
    forget_seats(scene.chair)

    with pytest.raises(PermissionDenied):
        scene.sign(scene.chair)


def a_deputy(scene):
    deputy = UserFactory(name="Vikarien")
    MembershipFactory(user=deputy, organisation=scene.municipality, role=RoleKey.SIGNATORY)
    origin = Mandate.objects.get(user=scene.chair)
    mandate = MandateFactory(
        user=deputy, organisation=scene.municipality, title="Vice ordförande", delegated_from=origin
    )
    return deputy, mandate


def test_a_deputy_signs_under_an_own_title_and_says_in_whose_place(scene):
    deputy, mandate = a_deputy(scene)

    signature = signing.sign(
        scene.chair_place, proof=scene.proof(deputy), shown_sha256=scene.version.sha256, by=deputy
    )

    assert signature.title == "Vice ordförande, ersättare för kommunstyrelsens ordförande"
    assert signature.signatory_title == "Kommunstyrelsens ordförande"
    assert (signature.name, signature.mandate) == ("Vikarien", mandate)


def test_a_deputy_loses_the_mandate_with_whoever_delegated_it(scene):
    deputy, _mandate = a_deputy(scene)
    Mandate.objects.filter(user=scene.chair).update(revoked_at=timezone.now(), revoked_by=scene.coordinator)

    with pytest.raises(PermissionDenied, match="inget giltigt mandat"):
        signing.sign(
            scene.chair_place, proof=scene.proof(deputy), shown_sha256=scene.version.sha256, by=deputy
        )


def test_what_the_page_showed_must_be_what_is_signed(scene):
    with pytest.raises(signing.StalePage):
        signing.sign(scene.chair_place, proof=scene.proof(scene.chair), shown_sha256="0" * 64, by=scene.chair)

    assert not Signature.objects.exists()


@pytest.mark.parametrize("status", [Status.SIGNED, Status.PUBLISHED, Status.ENDED])
def test_only_a_text_for_signature_is_signed(scene, status):
    scene.advance(status)

    with pytest.raises(IllegalStep):
        scene.sign(scene.chair)


# --- The proof --------------------------------------------------------------------------------------


def test_a_proof_is_good_for_one_signature(scene):
    used = scene.proof(scene.chair, used_at=timezone.now())

    with pytest.raises(ProofRefused):
        signing.sign(scene.chair_place, proof=used, shown_sha256=scene.version.sha256, by=scene.chair)


def test_signing_spends_the_proof(scene):
    scene.sign(scene.chair)

    assert SigningProof.objects.get().used_at is not None


def test_a_proof_that_has_grown_old_is_refused(scene):
    old = scene.proof(scene.chair, expires_at=timezone.now())

    with pytest.raises(ProofRefused):
        signing.sign(scene.chair_place, proof=old, shown_sha256=scene.version.sha256, by=scene.chair)


def test_anothers_proof_is_refused(scene):
    with pytest.raises(ProofRefused):
        signing.sign(
            scene.chair_place,
            proof=scene.proof(scene.chief),
            shown_sha256=scene.version.sha256,
            by=scene.chair,
        )


def test_a_proof_for_another_text_is_refused(scene):
    old = scene.proof(scene.chair)
    scene.revision = signing.withdraw(scene.revision, reason="Fel.", by=scene.coordinator)
    scene.chair_place = scene.revision.signatories.get(organisation=scene.municipality)
    scene.advance(Status.FOR_SIGNATURE)

    with pytest.raises(ProofRefused):
        signing.sign(scene.chair_place, proof=old, shown_sha256=scene.version.sha256, by=scene.chair)


def test_a_refused_signature_leaves_the_proof_unspent(scene):
    proof = scene.proof(scene.chair)

    with pytest.raises(signing.StalePage):
        signing.sign(scene.chair_place, proof=proof, shown_sha256="0" * 64, by=scene.chair)

    proof.refresh_from_db()
    assert proof.used_at is None


# --- Declining and taking back ----------------------------------------------------------------------


def test_declining_withdraws_the_text_and_makes_a_new_draft_of_the_same_version(scene):
    scene.sign(scene.chair)

    draft = signing.decline(scene.chief_place, reason="Vi hinner inte.", by=scene.chief)

    assert scene.status == Status.WITHDRAWN
    assert (draft.status, draft.number, draft.attempt, draft.based_on) == (Status.DRAFT, 1, 2, scene.revision)
    assert [a.key for a in draft.activities.all()] == [a.key for a in scene.revision.activities.all()]


def test_the_signatures_of_a_declined_text_stay_to_be_seen_but_the_new_text_has_none(scene):
    scene.sign(scene.chair)

    draft = signing.decline(scene.chief_place, reason="Vi hinner inte.", by=scene.chief)

    assert scene.version.signatures.count() == 1
    assert not Signature.objects.filter(version__revision=draft).exists()


def test_declining_tells_those_who_draft_and_those_who_had_signed(scene):
    scene.sign(scene.chair)

    signing.decline(scene.chief_place, reason="Vi hinner inte.", by=scene.chief)

    mails = OutboxMessage.objects.filter(kind="declined")
    assert {m.to for m in mails} == {scene.coordinator.email, scene.officer.email, scene.chair.email}
    assert all("Vi hinner inte." in m.body for m in mails)
    assert "Vi hinner inte." not in str(list(Event.objects.values_list("data", flat=True)))


def test_declining_twice_makes_one_draft(scene):
    drafts = {signing.decline(scene.chief_place, reason="Nej.", by=scene.chief) for _ in range(2)}

    assert len(drafts) == 1
    assert Decline.objects.count() == 1
    assert Revision.objects.count() == 2


def test_declining_needs_a_reason_and_a_mandate(scene):
    with pytest.raises(IntegrityError), transaction.atomic():
        signing.decline(scene.chief_place, reason="", by=scene.chief)
    with pytest.raises(PermissionDenied):
        signing.decline(scene.chief_place, reason="Nej.", by=scene.officer)

    assert scene.status == Status.FOR_SIGNATURE


def test_whoever_has_signed_does_not_decline(scene):
    scene.sign(scene.chair)

    with pytest.raises(signing.AlreadySigned):
        signing.decline(scene.chair_place, reason="Ångrar mig.", by=scene.chair)


@pytest.mark.parametrize("status", [Status.FOR_SIGNATURE, Status.SIGNED])
def test_those_who_draft_take_a_text_back_before_it_is_published(scene, status):
    scene.advance(status)

    draft = signing.withdraw(scene.revision, reason="Fel period.", by=scene.officer)

    assert scene.status == Status.WITHDRAWN
    assert (draft.number, draft.attempt) == (1, 2)
    assert scene.version.withdrawal.reason == "Fel period."


def test_taking_back_twice_makes_one_draft(scene):
    drafts = {signing.withdraw(scene.revision, reason="Fel.", by=scene.officer) for _ in range(2)}

    assert len(drafts) == 1


@pytest.mark.parametrize("person", ["chair", "outsider"])
def test_a_text_is_taken_back_by_those_who_draft(scene, person):
    with pytest.raises(PermissionDenied):
        signing.withdraw(scene.revision, reason="Fel.", by=getattr(scene, person))


# --- Paper ------------------------------------------------------------------------------------------


def test_a_signature_on_paper_keeps_place_wording_and_the_scanned_page(scene):
    signature = paper(scene, signed_text="idag", place="Fjugesta")

    assert signature.method == Signature.Method.PAPER
    assert (signature.signed_on, signature.signed_text, signature.place) == (None, "idag", "Fjugesta")
    assert (signature.user, signature.recorded_by) == (scene.chair, scene.officer)
    assert signature.scan.read() == A_PDF
    assert "sida" not in signature.scan.name


def test_paper_and_password_together_complete_the_text(scene):
    paper(scene, signed_on=timezone.localdate())
    scene.sign(scene.chief)

    assert scene.status == Status.SIGNED


def test_the_mandate_must_have_held_on_the_day_of_the_paper(scene):
    Mandate.objects.filter(user=scene.chair).update(valid_from=timezone.localdate())

    with pytest.raises(Refused, match="mandat"):
        paper(scene, signed_on=timezone.localdate() - timedelta(days=1))
    assert paper(scene, signed_on=timezone.localdate()).pk


def test_a_paper_is_not_older_than_the_text_that_it_signs(scene):
    Mandate.objects.filter(user=scene.chair).update(valid_from=date(2020, 1, 1))
    today = timezone.localdate()

    with pytest.raises(Refused, match="så den kan inte ha skrivits under före det"):
        paper(scene, signed_on=today - timedelta(days=1))
    assert paper(scene, signed_on=today).signed_on == today


def test_paper_is_for_a_place_without_a_signature(scene):
    scene.sign(scene.chair)

    with pytest.raises(signing.AlreadySigned):
        paper(scene)


@pytest.mark.parametrize("status", [Status.SIGNED, Status.PUBLISHED])
def test_paper_is_added_only_while_the_text_is_for_signature(scene, status):
    scene.advance(status)

    with pytest.raises(IllegalStep):
        paper(scene)
