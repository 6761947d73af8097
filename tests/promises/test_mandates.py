from datetime import date, timedelta

import pytest
from django.utils import timezone

from organisations.models import Mandate, Membership
from organisations.roles import RoleKey
from promises import mandates
from tests.factories.organisations import MandateFactory, MembershipFactory, UserFactory
from tests.factories.promises import SignatoryFactory

pytestmark = pytest.mark.django_db


def test_titles_are_compared_without_regard_to_case_and_spaces(scene):
    place = SignatoryFactory.build(organisation=scene.municipality, title="  kommunstyrelsens  Ordförande ")

    assert mandates.fits(Mandate.objects.get(user=scene.chair), place)


def test_a_mandate_for_another_organisation_does_not_fit(scene):
    place = SignatoryFactory.build(organisation=scene.police, title="Kommunstyrelsens ordförande")

    assert not mandates.fits(Mandate.objects.get(user=scene.chair), place)


def test_a_mandate_fits_through_every_link_of_its_delegation(scene):
    first = Mandate.objects.get(user=scene.chair)
    second = MandateFactory(organisation=scene.municipality, title="Förste vice", delegated_from=first)
    third = MandateFactory(organisation=scene.municipality, title="Andre vice", delegated_from=second)

    assert mandates.fits(third, scene.chair_place)


def test_a_broken_link_anywhere_breaks_the_chain(scene):
    first = Mandate.objects.get(user=scene.chair)
    second = MandateFactory(organisation=scene.municipality, title="Förste vice", delegated_from=first)
    person = MembershipFactory(organisation=scene.municipality, role=RoleKey.SIGNATORY).user
    MandateFactory(user=person, organisation=scene.municipality, title="Andre vice", delegated_from=second)
    assert mandates.mandate_of(person, scene.chair_place) is not None

    Mandate.objects.filter(pk=first.pk).update(valid_to=timezone.localdate() - timedelta(days=1))

    assert mandates.mandate_of(person, scene.chair_place) is None


def test_an_own_mandate_goes_before_a_delegated_one(scene):
    origin = MandateFactory(organisation=scene.municipality)
    MandateFactory(user=scene.chair, organisation=scene.municipality, title="Vice", delegated_from=origin)

    assert mandates.mandate_of(scene.chair, scene.chair_place).delegated_from is None


def test_a_holder_is_also_a_signatory_of_the_organisation_itself(scene, school):
    person = UserFactory()
    MandateFactory(user=person, organisation=scene.municipality)
    MembershipFactory(user=person, organisation=school, role=RoleKey.SIGNATORY)
    assert mandates.mandate_of(person, scene.chair_place) is None

    MembershipFactory(user=person, organisation=scene.municipality, role=RoleKey.SIGNATORY)

    assert mandates.mandate_of(person, scene.chair_place) is not None


def test_the_day_decides(scene):
    Mandate.objects.filter(user=scene.chair).update(valid_from=date(2026, 3, 1), valid_to=date(2026, 3, 31))

    on = {day: bool(mandates.holders(scene.chair_place, date(2026, 3, day))) for day in (1, 31)}

    assert on == {1: True, 31: True}
    assert not mandates.holders(scene.chair_place, date(2026, 4, 1))
    assert not mandates.holders(scene.chair_place, date(2026, 2, 28))


def test_a_person_who_may_not_log_in_holds_nothing(scene):
    scene.chair.is_active = False
    scene.chair.save()

    assert mandates.holders(scene.chair_place) == []


def test_places_are_given_in_the_order_of_the_text(scene):
    MandateFactory(user=scene.chair, organisation=scene.municipality, title="Kommundirektör")
    second = SignatoryFactory(
        revision=scene.revision, organisation=scene.municipality, title="Kommundirektör", position=9
    )

    places = [place for place, _mandate in mandates.signable_by(scene.chair, [scene.revision])]

    assert places == [scene.chair_place, second]
    assert Membership.objects.filter(user=scene.chair).count() == 1
