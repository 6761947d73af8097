import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Event
from organisations.actions import mandates
from organisations.models import Mandate
from organisations.roles import RoleKey
from tests.factories.organisations import MandateFactory, MembershipFactory

DECISION = "KF 2026-01-15 § 4, dnr KS 2026/7"
START = date(2026, 1, 15)


@pytest.fixture
def signatory(lekeberg):
    """A signatory of Lekeberg without a mandate."""
    return MembershipFactory(organisation=lekeberg, role=RoleKey.SIGNATORY, title="Kommunalråd").user


@pytest.fixture
def grant(council_secretary, lekeberg, signatory):
    def _grant(**changes):
        values = {
            "by": council_secretary,
            "user": signatory,
            "organisation": lekeberg,
            "title": "Kommunalråd",
            "decision_reference": DECISION,
            "valid_from": START,
            "creation_key": uuid.uuid4(),
        }
        return mandates.grant(**values | changes)

    return _grant


@pytest.fixture
def delegate(council_secretary, chair, signatory):
    """Let the signatory be the chair's deputy."""

    def _delegate(origin=None, **changes):
        values = {
            "by": council_secretary,
            "user": signatory,
            "title": "Vice ordförande",
            "decision_reference": DECISION,
            "valid_from": START,
            "creation_key": uuid.uuid4(),
        }
        return mandates.delegate(origin or chair.mandates.get(), **values | changes)

    return _delegate


def test_a_mandate_holds_between_its_days_both_included(grant, signatory):
    grant(valid_to=date(2026, 12, 31))

    assert signatory.mandates.valid(START).exists()
    assert signatory.mandates.valid(date(2026, 12, 31)).exists()
    assert not signatory.mandates.valid(START - timedelta(days=1)).exists()
    assert not signatory.mandates.valid(date(2027, 1, 1)).exists()


def test_a_mandate_leaves_an_event_with_the_decision(grant, lekeberg):
    grant()

    event = Event.objects.get(action="organisations.mandate_granted")
    assert event.data["decision"] == DECISION
    assert event.organisation_ids == [lekeberg.pk]


def test_a_form_sent_twice_gives_one_mandate(grant):
    key = uuid.uuid4()

    assert grant(creation_key=key) == grant(creation_key=key)
    assert Mandate.objects.count() == 1


def test_nobody_grants_a_mandate_to_themselves(grant, council_secretary, lekeberg):
    MembershipFactory(user=council_secretary, organisation=lekeberg, role=RoleKey.SIGNATORY)

    with pytest.raises(PermissionDenied):
        grant(user=council_secretary)


def test_not_even_a_superuser_does(grant, superuser, lekeberg):
    MembershipFactory(user=superuser, organisation=lekeberg, role=RoleKey.SIGNATORY)

    with pytest.raises(PermissionDenied):
        grant(by=superuser, user=superuser)


def test_the_database_refuses_it_too(signatory, lekeberg):
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateFactory(user=signatory, granted_by=signatory, organisation=lekeberg)


@pytest.mark.parametrize(
    "name", ["coordinator", "chair", "police_administrator", "outsider_coordinator", "expired"]
)
def test_others_grant_delegate_and_revoke_nothing(grant, delegate, member, chair, name):
    by = member(name)

    with pytest.raises(PermissionDenied):
        grant(by=by)
    with pytest.raises(PermissionDenied):
        delegate(by=by)
    with pytest.raises(PermissionDenied):
        mandates.revoke(chair.mandates.get(), by=by)


def test_only_a_signatory_of_the_organisation_can_have_one(grant, coordinator, police_chief, expired):
    for user in (coordinator, police_chief, expired):
        with pytest.raises(ValidationError):
            grant(user=user)


def test_a_mandate_that_ends_before_it_begins_is_refused(grant):
    with pytest.raises(ValidationError):
        grant(valid_to=START - timedelta(days=1))


def test_a_revoked_mandate_holds_no_more(chair, council_secretary):
    mandates.revoke(chair.mandates.get(), by=council_secretary)

    assert not chair.mandates.valid().exists()


def test_revoking_twice_is_revoking_once(chair, council_secretary):
    first = mandates.revoke(chair.mandates.get(), by=council_secretary)
    second = mandates.revoke(chair.mandates.get(), by=council_secretary)

    assert first.revoked_at == second.revoked_at
    assert Event.objects.filter(action="organisations.mandate_revoked").count() == 1


# --- Deputies ---------------------------------------------------------------------------------------


def test_a_deputy_may_sign_while_the_mandate_it_comes_from_holds(
    delegate, signatory, chair, council_secretary
):
    delegate()
    assert signatory.mandates.valid().exists()

    mandates.revoke(chair.mandates.get(), by=council_secretary)

    assert not signatory.mandates.valid().exists()
    assert not signatory.mandates.get().is_valid_on(timezone.localdate())


def test_a_deputy_is_not_their_own_deputy(delegate, chair):
    with pytest.raises(ValidationError):
        delegate(user=chair)


def test_a_deputy_has_no_deputy(delegate, lekeberg):
    other = MembershipFactory(organisation=lekeberg, role=RoleKey.SIGNATORY).user

    with pytest.raises(ValidationError):
        delegate(delegate(), user=other)


def test_nobody_becomes_deputy_on_a_mandate_they_entered(delegate, superuser, council_secretary, lekeberg):
    MembershipFactory(user=council_secretary, organisation=lekeberg, role=RoleKey.SIGNATORY)

    with pytest.raises(PermissionDenied):
        delegate(by=superuser, user=council_secretary)


def test_nobody_makes_themselves_deputy(delegate, council_secretary, lekeberg):
    MembershipFactory(user=council_secretary, organisation=lekeberg, role=RoleKey.SIGNATORY)

    with pytest.raises(PermissionDenied):
        delegate(user=council_secretary)


@pytest.mark.parametrize(
    ("valid_from", "valid_to"),
    [
        (date(2025, 12, 31), date(2026, 12, 31)),
        (date(2026, 1, 1), date(2027, 1, 1)),
        (date(2026, 1, 1), None),
    ],
)
def test_a_deputys_days_lie_within_the_mandates(delegate, chair, lekeberg, valid_from, valid_to):
    origin = MandateFactory(
        user=chair, organisation=lekeberg, valid_from=date(2026, 1, 1), valid_to=date(2026, 12, 31)
    )

    with pytest.raises(ValidationError):
        delegate(origin, valid_from=valid_from, valid_to=valid_to)


def test_a_revoked_mandate_is_not_delegated(delegate, chair, council_secretary):
    origin = mandates.revoke(chair.mandates.get(), by=council_secretary)

    with pytest.raises(ValidationError):
        delegate(origin)
