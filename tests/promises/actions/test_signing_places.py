"""One organisation with two places to sign in."""

import pytest
from django.core.exceptions import PermissionDenied

from organisations.roles import RoleKey
from promises.actions import signing
from promises.states import Status
from tests.factories.organisations import MandateFactory, MembershipFactory, UserFactory
from tests.factories.promises import SignatoryFactory

pytestmark = pytest.mark.django_db


def test_one_person_does_not_sign_in_two_places_of_one_organisation(scene):
    second = SignatoryFactory(
        revision=scene.revision, organisation=scene.municipality, title="Kommundirektör"
    )
    MandateFactory(user=scene.chair, organisation=scene.municipality, title="Kommundirektör")
    scene.advance(Status.FOR_SIGNATURE)
    scene.sign(scene.chair)

    with pytest.raises(signing.AlreadySigned):
        signing.sign(
            second, proof=scene.proof(scene.chair), shown_sha256=scene.version.sha256, by=scene.chair
        )


def test_two_signatories_of_one_municipality_both_sign_in_their_own_place(scene):
    director = UserFactory(name="Direktören")
    MembershipFactory(user=director, organisation=scene.municipality, role=RoleKey.SIGNATORY)
    MandateFactory(user=director, organisation=scene.municipality, title="Kommundirektör")
    place = SignatoryFactory(
        revision=scene.revision, organisation=scene.municipality, title="Kommundirektör", position=3
    )
    scene.advance(Status.FOR_SIGNATURE)

    with pytest.raises(PermissionDenied):
        signing.sign(
            scene.chair_place, proof=scene.proof(director), shown_sha256=scene.version.sha256, by=director
        )
    signing.sign(place, proof=scene.proof(director), shown_sha256=scene.version.sha256, by=director)
    scene.sign(scene.chair)
    scene.sign(scene.chief)

    assert scene.status == Status.SIGNED
