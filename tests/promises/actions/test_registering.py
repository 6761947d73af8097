import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from organisations import uploads
from organisations.models import OutboxMessage
from promises.actions import amending, registering, review
from promises.actions.steps import Refused
from promises.models import Promise, PromiseVersion, RegistrationConfirmation, Revision, Signature
from promises.publication import publication_of
from promises.states import IllegalStep, Status
from tests.factories.promises import PartyFactory, RevisionFactory

pytestmark = pytest.mark.django_db

A_PDF = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def made(scene):
    """The scene's draft, of a promise that was made elsewhere."""
    Promise.objects.update(registered_afterwards=True, original_url="https://kommun.example/lofte.pdf")
    scene.revision.refresh_from_db()
    scene.chief_place.original_signed_on = date(2021, 3, 1)
    scene.chief_place.save()
    scene.chair_place.original_signed_text = "idag"
    scene.chair_place.save()
    return scene


def registered(made):
    registering.register(made.revision, by=made.coordinator)
    assert made.status == Status.PUBLISHED
    return made.version


def test_registering_publishes_with_the_signatures_of_the_original(made):
    version = registered(made)

    chair, chief = version.signatures.order_by("signatory__position")
    assert {chair.method, chief.method} == {Signature.Method.ORIGINAL}
    assert (chair.signed_on, chair.signed_text) == (None, "idag")
    assert (chief.signed_on, chief.user, chief.mandate) == (date(2021, 3, 1), None, None)
    assert version.document.registered_afterwards
    assert version.document.original.url == "https://kommun.example/lofte.pdf"


def test_registering_twice_is_registering_once(made):
    registered(made)

    registering.register(made.revision, by=made.coordinator)

    assert Signature.objects.count() == 2


def test_the_period_may_be_unknown_and_there_need_be_no_activities(made):
    made.revision.activities.all().delete()
    Revision.objects.update(period_start=None, period_end=None, period_text="", period_precision="unknown")

    assert registered(made).document.period.start is None


def test_without_an_original_nothing_is_registered(made):
    Promise.objects.update(original_url="")

    with pytest.raises(Refused, match="Originalet saknas"):
        registering.register(made.revision, by=made.coordinator)

    assert made.status == Status.DRAFT


def test_a_promise_made_here_is_not_registered(scene):
    with pytest.raises(PermissionDenied, match="granskas och skrivas under här"):
        registering.register(scene.revision, by=scene.coordinator)


def test_a_promise_made_elsewhere_is_not_reviewed(made):
    with pytest.raises(Refused, match="i efterhand"):
        review.submit(made.revision, by=made.coordinator)


@pytest.mark.parametrize("person", ["chair", "outsider"])
def test_registering_is_for_those_who_draft(made, person):
    with pytest.raises(PermissionDenied):
        registering.register(made.revision, by=getattr(made, person))


def test_until_the_other_party_confirms_the_text_says_so(made):
    version = registered(made)

    assert publication_of(version).unconfirmed == ["Polisen"]
    assert [party.pk for party in registering.unconfirmed_parties(version)] == [made.police.pk]

    registering.confirm(version, organisation=made.police, by=made.officer)

    assert publication_of(version).unconfirmed == []
    assert registering.unconfirmed_parties(version) == []


def test_when_the_police_registers_the_municipality_is_waited_for(made):
    registering.register(made.revision, by=made.officer)

    assert publication_of(made.version).unconfirmed == ["kommunen"]


def test_the_other_party_is_asked_by_mail(made):
    registered(made)

    asked = set(OutboxMessage.objects.filter(kind="confirmation_wanted").values_list("to", flat=True))
    assert asked == {made.officer.email, made.chief.email}


def test_confirming_twice_is_confirming_once(made):
    version = registered(made)

    for person in (made.officer, made.chief):
        registering.confirm(version, organisation=made.police, by=person)

    assert RegistrationConfirmation.objects.filter(organisation=made.police).count() == 1


def test_nobody_confirms_for_another_party(made):
    version = registered(made)

    with pytest.raises(PermissionDenied):
        registering.confirm(version, organisation=made.police, by=made.coordinator)


def test_every_municipality_confirms_for_itself(made, kungsor):
    PartyFactory(revision=made.revision, organisation=kungsor, position=3)

    version = registered(made)

    assert {party.pk for party in registering.unconfirmed_parties(version)} == {made.police.pk, kungsor.pk}
    assert publication_of(version).unconfirmed == [str(kungsor), "Polisen"]
    registering.confirm(version, organisation=kungsor, by=made.outsider)
    assert publication_of(PromiseVersion.objects.get(pk=version.pk)).unconfirmed == ["Polisen"]


def test_one_police_area_confirms_for_the_police(made, vastra_malardalen):
    PartyFactory(revision=made.revision, organisation=vastra_malardalen, position=3)
    version = registered(made)

    registering.confirm(version, organisation=made.police, by=made.officer)

    assert registering.unconfirmed_parties(version) == []


def test_nobody_registers_a_promise_between_others(made, kungsor):
    """Whoever began a draft may still write in it after having taken the own party away."""
    Promise.objects.update(owner=kungsor)
    made.revision.refresh_from_db()

    with pytest.raises(Refused, match="inte part"):
        registering.register(made.revision, by=made.outsider)

    assert made.status == Status.DRAFT


def test_a_text_signed_here_is_not_confirmed(scene):
    scene.advance(Status.PUBLISHED)

    with pytest.raises(PermissionDenied, match="behöver inte bekräftas"):
        registering.confirm(scene.version, organisation=scene.police, by=scene.officer)


def test_a_corrected_registration_replaces_the_first_and_is_confirmed_anew(made):
    old = registered(made)
    registering.confirm(old, organisation=made.police, by=made.officer)

    made.revision = amending.correct_registration(made.revision, by=made.coordinator)
    version = registered(made)

    assert (version.document.version, version.document.registered_afterwards) == (2, True)
    assert [s.signed_text for s in version.signatures.order_by("signatory__position")] == ["idag", ""]
    assert publication_of(version).unconfirmed == ["Polisen"]


def test_a_new_version_signed_here_is_no_longer_registered_afterwards(made):
    registered(made)
    made.revision = amending.amend(made.revision, by=made.coordinator)
    made.chair_place = made.revision.signatories.get(organisation=made.municipality)
    made.chief_place = made.revision.signatories.get(organisation=made.police)

    made.advance(Status.PUBLISHED)

    document = made.version.document
    assert (document.registered_afterwards, document.original) == (False, None)
    assert [s.signed_text for s in document.signatories] == ["", ""]
    assert publication_of(made.version).unconfirmed == []


def test_registering_begins_with_an_original_and_a_draft(lekeberg, orebro_area, coordinator):
    key = uuid.uuid4()
    file = uploads.checked(SimpleUploadedFile("löfte.pdf", A_PDF))
    values = {
        "title": "Gammalt löfte",
        "creation_key": key,
        "police_areas": [orebro_area],
        "original_file": file,
    }

    promise = registering.begin(lekeberg, by=coordinator, **values)
    again = registering.begin(lekeberg, by=coordinator, **values)

    assert again == promise
    assert promise.registered_afterwards
    assert promise.original_sha256 == file.sha256
    assert promise.original_file.read() == A_PDF
    assert promise.revisions.get().parties.count() == 2


def test_nobody_begins_for_another_municipality(kungsor, coordinator):
    with pytest.raises(PermissionDenied):
        registering.begin(kungsor, title="Löfte", creation_key=uuid.uuid4(), by=coordinator)


def test_the_original_is_changed_while_the_registration_is_a_draft(made):
    file = uploads.checked(SimpleUploadedFile("x", A_PDF))
    registering.set_original(made.revision, url="", file=file, by=made.officer)

    promise = Promise.objects.get()
    assert (promise.original_url, promise.original_sha256) == ("", file.sha256)
    registered(made)
    with pytest.raises(PermissionDenied):
        registering.set_original(made.revision, url="https://annan.example/", by=made.officer)


def test_a_step_that_does_not_exist_is_refused(made):
    RevisionFactory(promise=made.revision.promise, number=9, status=Status.SUPERSEDED)
    made.revision = made.revision.promise.revisions.get(number=9)

    with pytest.raises(IllegalStep):
        registering.register(made.revision, by=made.coordinator)
