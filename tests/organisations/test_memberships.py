import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from audit.models import Event
from organisations.actions import invitations, memberships
from organisations.actions.rows import StaleEdit
from organisations.models import Invitation, Membership
from organisations.permissions import seats_of
from organisations.roles import RoleKey
from tests.factories.organisations import GroupMemberFactory, MandateFactory, MembershipFactory, UnitFactory

TODAY = timezone.localdate


@pytest.fixture
def add(council_secretary, lekeberg, nobody):
    def _add(**changes):
        values = {
            "by": council_secretary,
            "user": nobody,
            "organisation": lekeberg,
            "role": RoleKey.READER,
            "creation_key": uuid.uuid4(),
        }
        return memberships.add(**values | changes)

    return _add


@pytest.fixture
def role(coordinator):
    """The coordinator's membership."""
    return coordinator.memberships.get()


@pytest.fixture
def colleague(nobody, lekeberg):
    """Works for the municipality already, in another role."""
    return MembershipFactory(user=nobody, organisation=lekeberg, role=RoleKey.READER).user


def _events(action):
    return Event.objects.filter(action=f"organisations.{action}")


def test_a_role_holds_from_today_at_once(add, nobody):
    assert seats_of(nobody) == []

    add()

    assert [seat.role for seat in seats_of(nobody)] == [RoleKey.READER]


def test_a_given_role_leaves_one_event_in_the_organisations_log(add, lekeberg):
    add()

    assert [event.organisation_ids for event in _events("member_added")] == [[lekeberg.pk]]


def test_a_form_sent_twice_gives_one_role(add):
    key = uuid.uuid4()

    assert add(creation_key=key) == add(creation_key=key)
    assert _events("member_added").count() == 1


def test_a_role_is_not_given_twice(add):
    add()

    with pytest.raises(ValidationError):
        add()


def test_nobody_gives_themselves_a_role(add, council_secretary):
    with pytest.raises(PermissionDenied):
        add(user=council_secretary)


def test_a_role_that_ends_before_it_begins_is_refused(add):
    with pytest.raises(ValidationError):
        add(valid_from=date(2026, 5, 2), valid_to=date(2026, 5, 1))


@pytest.mark.parametrize(
    "name", ["coordinator", "chair", "police_administrator", "outsider_coordinator", "expired"]
)
def test_others_give_change_and_end_nothing(add, member, lekeberg, name):
    membership = MembershipFactory(organisation=lekeberg, role=RoleKey.READER)
    by = member(name)

    with pytest.raises(PermissionDenied):
        add(by=by)
    with pytest.raises(PermissionDenied):
        memberships.change(membership, by=by, edit_number=1, title="", valid_from=TODAY(), valid_to=None)
    with pytest.raises(PermissionDenied):
        memberships.end(membership, by=by)
    with pytest.raises(PermissionDenied):
        memberships.hand_over(membership, by=by, email="x@kommun.example", creation_key=uuid.uuid4())


def test_the_secretary_cannot_end_the_role_of_another_secretary(council_secretary, lekeberg):
    other = MembershipFactory(organisation=lekeberg, role=RoleKey.COUNCIL_SECRETARY)

    with pytest.raises(PermissionDenied):
        memberships.end(other, by=council_secretary)


def test_title_and_days_can_be_changed(role, council_secretary):
    saved = memberships.change(
        role,
        by=council_secretary,
        edit_number=1,
        title="Ny titel",
        valid_from=role.valid_from,
        valid_to=date(2030, 1, 1),
    )

    assert (saved.title, saved.valid_to, saved.edit_number) == ("Ny titel", date(2030, 1, 1), 2)


def test_a_stale_change_is_refused_and_shows_what_stands_there(role, council_secretary):
    days = {"valid_from": role.valid_from, "valid_to": None}
    memberships.change(role, by=council_secretary, edit_number=1, title="Först", **days)

    with pytest.raises(StaleEdit) as stale:
        memberships.change(role, by=council_secretary, edit_number=1, title="Sedan", **days)

    assert stale.value.current.title == "Först"


def test_nobody_prolongs_their_own_role(council_secretary, lekeberg):
    own = MembershipFactory(
        user=council_secretary,
        organisation=lekeberg,
        role=RoleKey.READER,
        valid_to=TODAY() + timedelta(days=1),
    )

    with pytest.raises(PermissionDenied):
        memberships.change(
            own, by=council_secretary, edit_number=1, title="", valid_from=own.valid_from, valid_to=None
        )


def test_an_ended_role_is_over_at_once(role, coordinator, council_secretary):
    memberships.end(role, by=council_secretary)

    assert seats_of(coordinator) == []
    assert not Membership.objects.of(coordinator).exists()


def test_a_role_that_began_today_can_be_ended_at_once_too(add, nobody, council_secretary):
    memberships.end(add(), by=council_secretary)

    assert not Membership.objects.of(nobody).exists()


def test_ending_twice_is_ending_once(role, council_secretary):
    memberships.end(role, by=council_secretary)
    memberships.end(role, by=council_secretary)

    assert _events("member_ended").count() == 1


def test_a_role_can_end_on_a_later_day(role, coordinator, council_secretary):
    memberships.end(role, by=council_secretary, last_day=TODAY() + timedelta(days=3))

    assert len(seats_of(coordinator)) == 1


# --- Handover ---------------------------------------------------------------------------------------


def _hand_over(role, by, email, **changes):
    return memberships.hand_over(role, by=by, email=email, **{"creation_key": uuid.uuid4()} | changes)


def test_a_successor_with_an_account_takes_over_in_one_step(
    role, coordinator, colleague, council_secretary, lekeberg
):
    seat = GroupMemberFactory(organisation=lekeberg, user=coordinator)

    handed = _hand_over(role, council_secretary, colleague.email.upper())

    assert seats_of(coordinator) == []
    assert (handed.membership.user, handed.membership.role, handed.membership.title) == (
        colleague,
        role.role,
        role.title,
    )
    role.refresh_from_db()
    seat.refresh_from_db()
    assert role.valid_to == TODAY() - timedelta(days=1)
    assert role.succeeded_by == handed.membership
    assert seat.user == colleague


def test_the_handover_can_wait_for_a_day(role, coordinator, colleague, council_secretary):
    first = TODAY() + timedelta(days=30)

    handed = _hand_over(role, council_secretary, colleague.email, first_day=first)

    assert handed.membership.valid_from == first
    role.refresh_from_db()
    assert role.valid_to == first - timedelta(days=1)
    assert len(seats_of(coordinator)) == 1


def test_a_successor_without_an_account_is_invited(role, council_secretary):
    handed = _hand_over(role, council_secretary, "ny@kommun.example", name="Efterträdaren")

    assert handed.invitation.replaces == role
    assert (handed.invitation.role, handed.invitation.title) == (role.role, role.title)


def test_a_stranger_with_an_account_is_asked_first(role, nobody, council_secretary):
    handed = _hand_over(role, council_secretary, nobody.email)

    assert handed.invitation.email == nobody.email
    assert not nobody.memberships.exists()


def test_a_teacher_at_the_municipalitys_school_is_no_stranger(role, council_secretary, lekeberg):
    teacher = MembershipFactory(organisation=UnitFactory(parent=lekeberg), role=RoleKey.REPORTER).user

    assert _hand_over(role, council_secretary, teacher.email).membership.user == teacher


def test_a_role_is_handed_over_to_one_successor(role, colleague, council_secretary):
    day = TODAY() + timedelta(days=5)
    first = _hand_over(role, council_secretary, colleague.email, first_day=day).membership

    with pytest.raises(ValidationError, match="redan överlämnad till Ny person"):
        _hand_over(role, council_secretary, "annan@kommun.example", first_day=day)

    memberships.end(first, by=council_secretary)
    assert _hand_over(role, council_secretary, "annan@kommun.example", first_day=day).invitation


def test_while_a_successor_is_invited_nobody_else_is(role, council_secretary):
    day = TODAY() + timedelta(days=5)
    first = _hand_over(role, council_secretary, "ny@kommun.example", first_day=day).invitation

    with pytest.raises(ValidationError, match="redan inbjuden"):
        _hand_over(role, council_secretary, "annan@kommun.example", first_day=day)

    invitations.withdraw(first, by=council_secretary)
    assert _hand_over(role, council_secretary, "annan@kommun.example", first_day=day).invitation


def test_a_role_does_not_end_before_it_began(role, colleague, council_secretary):
    early = role.valid_from - timedelta(days=1)

    with pytest.raises(ValidationError, match="Rollen började"):
        _hand_over(role, council_secretary, colleague.email, first_day=early)
    with pytest.raises(ValidationError, match="Rollen började"):
        memberships.end(role, by=council_secretary, last_day=early)

    role.refresh_from_db()
    assert role.valid_to is None


def test_a_seat_is_kept_until_the_successors_first_day(
    role, coordinator, colleague, council_secretary, lekeberg
):
    seat = GroupMemberFactory(organisation=lekeberg, user=coordinator, is_chair=True)
    first = TODAY() + timedelta(days=5)

    _hand_over(role, council_secretary, colleague.email, first_day=first)

    seat.refresh_from_db()
    assert (seat.user, seat.valid_to) == (coordinator, first - timedelta(days=1))
    later = seat.group.seats.exclude(pk=seat.pk).get()
    assert (later.user, later.title, later.is_chair) == (colleague, seat.title, True)
    assert (later.valid_from, later.valid_to) == (first, None)


def test_seats_of_a_role_that_is_kept_stay(role, coordinator, colleague, council_secretary, lekeberg):
    MembershipFactory(user=coordinator, organisation=lekeberg, role=RoleKey.SIGNATORY, title="Kommundirektör")
    kept = GroupMemberFactory(organisation=lekeberg, user=coordinator, title="Kommundirektör")
    follows = GroupMemberFactory(organisation=lekeberg, user=coordinator, title=role.title)

    _hand_over(role, council_secretary, colleague.email)

    kept.refresh_from_db()
    follows.refresh_from_db()
    assert (kept.user, follows.user) == (coordinator, colleague)


def test_a_mandate_to_sign_is_not_inherited(chair, colleague, council_secretary):
    role = chair.memberships.get()

    _hand_over(role, council_secretary, colleague.email)

    assert not colleague.mandates.exists()
    assert chair.mandates.count() == 1


def test_a_handover_sent_twice_is_done_once(role, colleague, council_secretary):
    key = uuid.uuid4()

    first = _hand_over(role, council_secretary, colleague.email, creation_key=key)
    second = _hand_over(role, council_secretary, colleague.email, creation_key=key)

    assert first.membership == second.membership
    assert _events("member_handed_over").count() == 1


def test_a_handover_that_fails_leaves_everything_as_it_was(role, council_secretary, lekeberg):
    colleague = MembershipFactory(organisation=lekeberg, role=role.role).user

    with pytest.raises(ValidationError):
        _hand_over(role, council_secretary, colleague.email)

    role.refresh_from_db()
    assert role.valid_to is None
    assert not Invitation.objects.exists()


def test_a_role_is_not_handed_to_its_holder_or_to_oneself(role, coordinator, council_secretary):
    with pytest.raises(ValidationError):
        _hand_over(role, council_secretary, coordinator.email)
    with pytest.raises(PermissionDenied):
        _hand_over(role, council_secretary, council_secretary.email)


def test_a_role_that_is_over_is_not_handed_over(expired, council_secretary):
    with pytest.raises(ValidationError):
        _hand_over(expired.memberships.get(), council_secretary, "ny@kommun.example")


def test_a_signatory_who_is_gone_does_not_sign_on_an_old_mandate(chair, council_secretary):
    MandateFactory(user=chair)
    memberships.end(chair.memberships.get(), by=council_secretary)

    assert seats_of(chair) == []
