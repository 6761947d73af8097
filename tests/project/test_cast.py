import pytest

from organisations.models import Mandate
from organisations.permissions import seats_of
from tests.cast import CAST, INSIDERS, OUTSIDERS


@pytest.mark.parametrize("name", INSIDERS)
def test_every_insider_holds_one_membership(member, name):
    assert len(seats_of(member(name))) == 1


def test_the_cast_can_be_there_all_at_once(member):
    people = [member(name) for name in CAST]

    assert len({person.email for person in people}) == len(CAST)


@pytest.mark.parametrize("name", ["police_chief", "chair"])
def test_signatories_have_a_valid_mandate(member, name):
    assert Mandate.objects.valid().filter(user=member(name)).count() == 1


@pytest.mark.parametrize("name", ["expired", "nobody"])
def test_some_outsiders_hold_nothing(member, name):
    assert name in OUTSIDERS
    assert seats_of(member(name)) == []
