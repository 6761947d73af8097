import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.actions import invitations
from organisations.models import Invitation, Membership
from organisations.roles import RoleKey
from tests.factories.organisations import MembershipFactory


@pytest.fixture
def secretary(client, council_secretary):
    """The council secretary's browser."""
    client.force_login(council_secretary)
    return client


@pytest.fixture
def role(coordinator):
    return coordinator.memberships.get()


def _url(name, *args):
    return reverse(f"organisations:{name}", args=args)


def _invitation(by, organisation):
    return invitations.invite(
        by=by,
        organisation=organisation,
        email="ny@kommun.example",
        role=RoleKey.READER,
        creation_key=uuid.uuid4(),
    )


def test_an_invitation_is_sent_and_listed(secretary, lekeberg):
    values = {"email": "ny@kommun.example", "role": "coordinator", "title": "Samordnare", "name": ""}

    response = secretary.post(
        _url("invite", lekeberg.pk), {**values, "creation_key": uuid.uuid4()}, follow=True
    )

    assert "Inbjudan är skickad till ny@kommun.example" in response.content.decode()
    assert Invitation.objects.get().title == "Samordnare"


def test_the_form_offers_only_roles_that_one_may_give(secretary, lekeberg):
    choices = secretary.get(_url("invite", lekeberg.pk)).context["form"].fields["role"].choices

    assert [value for value, _ in choices] == ["coordinator", "signatory", "executor", "reporter", "reader"]


def test_a_role_that_is_not_offered_cannot_be_sent(secretary, lekeberg):
    values = {"email": "ny@kommun.example", "role": "council_secretary"}

    response = secretary.post(_url("invite", lekeberg.pk), values)

    assert "role" in response.context["form"].errors
    assert not Invitation.objects.exists()


def test_what_the_action_refuses_is_said_with_the_text_kept(secretary, lekeberg, coordinator):
    values = {"email": coordinator.email, "role": "coordinator", "title": "Min titel"}

    content = secretary.post(_url("invite", lekeberg.pk), values).content.decode()

    assert "Personen har redan den rollen." in content
    assert 'value="Min titel"' in content


def test_an_invitation_can_be_sent_again_and_taken_back(secretary, council_secretary, lekeberg):
    invitation = _invitation(council_secretary, lekeberg)

    secretary.post(_url("send_invitation_again", invitation.pk), {"seen": invitation.expires_at.isoformat()})
    renewed = Invitation.objects.get()
    secretary.post(_url("withdraw_invitation", invitation.pk))

    assert renewed.secret_digest != invitation.secret_digest
    assert Invitation.objects.get().withdrawn_at is not None


@pytest.mark.parametrize("seen", ["", "x", "2020-01-01T00:00:00+00:00"])
def test_sending_again_from_an_old_page_sends_nothing(secretary, council_secretary, lekeberg, seen):
    invitation = _invitation(council_secretary, lekeberg)

    secretary.post(_url("send_invitation_again", invitation.pk), {"seen": seen})

    assert Invitation.objects.get().secret_digest == invitation.secret_digest


def test_a_stale_change_shows_both_and_keeps_what_was_typed(secretary, role):
    Membership.objects.filter(pk=role.pk).update(title="Kollegans titel", edit_number=2)
    values = {"edit_number": 1, "title": "Min titel", "valid_from": "2020-01-01", "valid_to": ""}

    response = secretary.post(_url("membership", role.pk), values)

    content = response.content.decode()
    assert response.status_code == 409
    assert "Kollegans titel" in content
    assert 'value="Min titel"' in content


def test_having_seen_both_one_can_save(secretary, role):
    Membership.objects.filter(pk=role.pk).update(title="Kollegans titel", edit_number=2)
    values = {"edit_number": 1, "title": "Min titel", "valid_from": "2020-01-01", "valid_to": ""}
    refused = secretary.post(_url("membership", role.pk), values)

    secretary.post(_url("membership", role.pk), refused.context["form"].data)

    role.refresh_from_db()
    assert (role.title, role.edit_number) == ("Min titel", 3)


def test_a_role_is_ended(secretary, role, coordinator):
    secretary.post(_url("end_membership", role.pk), {"last_day": ""})

    assert not Membership.objects.of(coordinator).exists()


def test_a_role_is_handed_over(secretary, role, nobody, lekeberg):
    today = timezone.localdate().isoformat()
    MembershipFactory(user=nobody, organisation=lekeberg, role=RoleKey.READER)

    answer = secretary.post(
        _url("hand_over", role.pk), {"email": nobody.email, "first_day": today}, follow=True
    )

    assert "Rollen är överlämnad till Ny person." in answer.content.decode()
    assert Membership.objects.of(nobody).filter(role=RoleKey.COORDINATOR).exists()


def test_a_successor_from_elsewhere_is_said_to_be_invited(secretary, role, nobody):
    form = {"email": nobody.email, "first_day": timezone.localdate().isoformat()}

    answer = secretary.post(_url("hand_over", role.pk), form, follow=True)

    assert f"En inbjudan är skickad till {nobody.email}." in answer.content.decode()
    assert not Membership.objects.of(nobody).exists()


def test_the_page_says_that_a_mandate_is_not_inherited(secretary, chair, role):
    content = secretary.get(_url("hand_over", chair.memberships.get().pk)).content.decode()

    assert "Mandatet att skriva under följer inte med rollen" in content
    assert "Mandatet att skriva under" not in secretary.get(_url("hand_over", role.pk)).content.decode()


def test_another_municipalitys_people_cannot_be_reached_by_id(secretary, outsider_coordinator):
    role = outsider_coordinator.memberships.get()

    for name in ("membership", "end_membership", "hand_over"):
        assert secretary.get(_url(name, role.pk)).status_code == 404


def test_a_colleague_in_the_same_role_is_out_of_reach(secretary, lekeberg):
    other = MembershipFactory(organisation=lekeberg, role=RoleKey.COUNCIL_SECRETARY)

    assert secretary.get(_url("membership", other.pk)).status_code == 403


def test_a_name_in_a_title_that_looks_like_a_personnummer_is_refused(secretary, lekeberg):
    values = {"email": "ny@kommun.example", "role": "coordinator", "title": "Samordnare 19121212-1212"}

    response = secretary.post(_url("invite", lekeberg.pk), values)

    assert "title" in response.context["form"].errors
