import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from audit.models import Event
from organisations.actions import invitations, outbox
from organisations.models import Invitation, Membership, OutboxMessage, User
from organisations.roles import RoleKey
from tests.factories.organisations import GroupMemberFactory, MembershipFactory, UserFactory

NEW = "ny.samordnare@kommun.example"


@pytest.fixture
def invite(council_secretary, lekeberg):
    def _invite(**changes):
        values = {
            "by": council_secretary,
            "organisation": lekeberg,
            "email": NEW,
            "role": RoleKey.COORDINATOR,
            "creation_key": uuid.uuid4(),
        }
        return invitations.invite(**values | changes)

    return _invite


def _secret_in_the_last_letter():
    outbox.send_pending()
    return re.search(r"/inbjudan/([\w-]+)/", mail.outbox[-1].body)[1]


def test_the_link_in_the_letter_finds_the_invitation(invite):
    invitation = invite(title="Säkerhetssamordnare")

    assert mail.outbox == []
    assert invitations.find(_secret_in_the_last_letter()) == invitation
    assert mail.outbox[0].to == [NEW]


@time_machine.travel("2026-11-27 12:44:00+00:00", tick=False)
def test_the_letter_says_who_invites_to_what_until_when_and_what_to_do(invite, council_secretary):
    invite()
    outbox.send_pending()

    letter = " ".join(mail.outbox[-1].body.split())
    assert f"{council_secretary} bjuder in dig att arbeta för Lekebergs kommun" in letter
    assert "Din roll blir samordnare." in letter
    assert "senast den 11 december 2026 kl. 13.44" in letter
    assert "väljer du ett lösenord" in letter
    # The person does not work here yet, and need not have asked for it.
    assert "för att du arbetar" not in letter
    assert "Väntade du ingen inbjudan?" in letter


def test_the_secret_is_kept_nowhere_once_the_letter_has_left(invite):
    invitation = invite()
    secret = _secret_in_the_last_letter()

    kept = [*OutboxMessage.objects.values_list("body", flat=True), invitation.secret_digest]
    kept += [str(event.data) + event.object_label for event in Event.objects.all()]
    assert not any(secret in text for text in kept)


def test_the_address_is_not_in_the_event_log(invite):
    invite()

    assert not any(NEW in str(event.data) + event.object_label for event in Event.objects.all())


def test_a_form_sent_twice_invites_once(invite):
    key = uuid.uuid4()

    assert invite(creation_key=key) == invite(creation_key=key)
    assert OutboxMessage.objects.count() == 1


def test_a_key_from_another_municipality_gives_nothing_away(invite, superuser, kungsor):
    key = uuid.uuid4()
    invite(creation_key=key, by=superuser, organisation=kungsor)

    with pytest.raises(ValidationError):
        invite(creation_key=key)


@pytest.mark.parametrize(
    "role", [RoleKey.COUNCIL_SECRETARY, RoleKey.POLICE_ADMINISTRATOR, RoleKey.MUNICIPAL_POLICE]
)
def test_a_role_that_one_may_not_give_is_refused(invite, role):
    with pytest.raises(PermissionDenied):
        invite(role=role)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "name", ["coordinator", "chair", "police_administrator", "outsider_coordinator", "expired", "nobody"]
)
def test_others_cannot_invite(invite, member, name):
    with pytest.raises(PermissionDenied):
        invite(by=member(name))


def test_nobody_invites_themselves(invite, council_secretary):
    with pytest.raises(PermissionDenied):
        invite(email=council_secretary.email.upper())


def test_nobody_takes_the_address_they_have_invited(invite, council_secretary):
    invitation = invite()
    User.objects.filter(pk=council_secretary.pk).update(email=NEW)
    council_secretary.refresh_from_db()

    with pytest.raises(PermissionDenied, match="själv har skickat"):
        invitations.accept(invitation, user=council_secretary)

    assert not council_secretary.memberships.filter(role=RoleKey.COORDINATOR).exists()


def test_somebody_with_the_role_is_not_invited_to_it(invite, coordinator):
    with pytest.raises(ValidationError):
        invite(email=coordinator.email)


def test_somebody_already_invited_is_not_invited_again(invite):
    invite()

    with pytest.raises(ValidationError):
        invite(email=NEW.upper())


def test_accepting_makes_an_account_with_a_proven_address_and_the_role(invite, lekeberg):
    invitation = invite(title="Säkerhetssamordnare")

    user = invitations.accept_as_new(invitation, name="Samordnaren", password="ett långt lösenord")

    assert user.email == NEW
    assert user.check_password("ett långt lösenord")
    assert EmailAddress.objects.get(user=user, verified=True, primary=True).email == NEW
    membership = Membership.objects.get(user=user)
    assert (membership.organisation_id, membership.role, membership.title) == (
        lekeberg.pk,
        RoleKey.COORDINATOR,
        "Säkerhetssamordnare",
    )
    invitation.refresh_from_db()
    assert invitation.accepted_by == user


def test_an_account_made_in_a_demonstration_works_only_there(invite, settings):
    settings.DEMO = True

    assert invitations.accept_as_new(invite(), name="x", password="y").is_demo


def test_somebody_with_an_account_gains_the_role(invite, nobody):
    invitation = invite(email=nobody.email)

    membership = invitations.accept(invitation, user=nobody)

    assert membership.user == nobody
    assert EmailAddress.objects.filter(user=nobody, verified=True).count() == 1


def test_accepting_twice_gives_one_role(invite, nobody):
    invitation = invite(email=nobody.email)

    assert invitations.accept(invitation, user=nobody) == invitations.accept(invitation, user=nobody)
    assert Membership.objects.filter(user=nobody).count() == 1


def test_somebody_else_cannot_accept(invite, nobody):
    with pytest.raises(PermissionDenied):
        invitations.accept(invite(), user=nobody)


def test_an_invitation_does_not_reset_an_existing_accounts_password(invite, nobody):
    with pytest.raises(ValidationError):
        invitations.accept_as_new(invite(email=nobody.email), name="x", password="y")


def test_an_invitation_holds_fourteen_days(invite, nobody):
    invitation = invite(email=nobody.email)

    with time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)), pytest.raises(ValidationError):
        invitations.accept(invitation, user=nobody)


def test_a_withdrawn_invitation_is_not_accepted(invite, council_secretary):
    invitation = invitations.withdraw(invite(), by=council_secretary)

    with pytest.raises(ValidationError):
        invitations.accept_as_new(invitation, name="x", password="y")
    assert not User.objects.filter(email=NEW).exists()


def test_an_accepted_invitation_is_not_withdrawn(invite, nobody, council_secretary):
    invitation = invite(email=nobody.email)
    invitations.accept(invitation, user=nobody)

    with pytest.raises(ValidationError):
        invitations.withdraw(invitation, by=council_secretary)


@pytest.mark.parametrize("name", ["coordinator", "police_administrator", "outsider_coordinator"])
def test_others_neither_withdraw_nor_send_again(invite, member, name):
    invitation = invite()

    with pytest.raises(PermissionDenied):
        invitations.withdraw(invitation, by=member(name))
    with pytest.raises(PermissionDenied):
        invitations.send_again(invitation, by=member(name), seen=invitation.expires_at)


def test_sending_again_makes_a_new_link_and_ends_the_old(invite, council_secretary):
    invitation = invite()
    old = _secret_in_the_last_letter()

    invitations.send_again(invitation, by=council_secretary, seen=invitation.expires_at)

    assert invitations.find(old) is None
    assert invitations.find(_secret_in_the_last_letter()) == invitation


def test_a_second_click_sends_no_second_letter(invite, council_secretary):
    invitation = invite()
    seen = invitation.expires_at

    invitations.send_again(invitation, by=council_secretary, seen=seen)
    invitations.send_again(invitation, by=council_secretary, seen=seen)

    assert OutboxMessage.objects.count() == 2


def test_a_successor_who_accepts_takes_over_the_seats(invite, coordinator, lekeberg):
    predecessor = coordinator.memberships.get()
    seat = GroupMemberFactory(organisation=lekeberg, user=coordinator)
    other = GroupMemberFactory(user=coordinator)
    invitation = invite(replaces=predecessor, title="Samordnare")

    user = invitations.accept_as_new(invitation, name="Efterträdaren", password="x")

    predecessor.refresh_from_db()
    assert predecessor.succeeded_by.user == user
    seat.refresh_from_db()
    other.refresh_from_db()
    assert (seat.user, other.user) == (user, coordinator)


def test_a_role_does_not_begin_before_the_day_that_was_said(invite, nobody):
    first = timezone.localdate() + timedelta(days=10)

    membership = invitations.accept(invite(email=nobody.email, valid_from=first), user=nobody)

    assert membership.valid_from == first


def test_a_person_who_was_here_before_can_come_back(invite, lekeberg):
    user = UserFactory(email=NEW)
    MembershipFactory(user=user, organisation=lekeberg, valid_to=date(2021, 1, 1))

    membership = invitations.accept(invite(), user=user)

    assert membership.valid_to is None
