"""A mandate entered by whoever invited its holder holds only when somebody else has confirmed it."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from audit.models import Event
from followup.desk import desk_of
from organisations import permissions
from organisations.actions import invitations, mandates, memberships
from organisations.models import Mandate, OutboxMessage
from organisations.roles import RoleKey
from overview.waiting import waiting_for
from tests.factories.organisations import InvitationFactory, MandateFactory, MembershipFactory


def _values(**changes):
    return {
        "title": "Kommunalråd",
        "decision_reference": "KF 2026-01-15 § 4, dnr KS 2026/7",
        "valid_from": date(2026, 1, 15),
        "creation_key": uuid.uuid4(),
    } | changes


@pytest.fixture
def invited(lekeberg, council_secretary):
    """Somebody whom the secretary has invited as signatory."""
    user = MembershipFactory(organisation=lekeberg, role=RoleKey.SIGNATORY, title="Kommunalråd").user
    InvitationFactory(
        organisation=lekeberg,
        role=RoleKey.SIGNATORY,
        invited_by=council_secretary,
        accepted_by=user,
        accepted_at=timezone.now(),
    )
    return user


@pytest.fixture
def mandate(lekeberg, council_secretary, invited):
    return mandates.grant(by=council_secretary, user=invited, organisation=lekeberg, **_values())


@pytest.fixture
def colleague(lekeberg):
    """Another secretary of the same municipality."""
    return MembershipFactory(organisation=lekeberg, role=RoleKey.COUNCIL_SECRETARY).user


def test_it_does_not_hold_until_confirmed(mandate, invited, police_administrator):
    assert mandate.awaits_confirmation
    assert not invited.mandates.valid().exists()
    assert not mandate.is_valid_on(timezone.localdate())

    mandates.confirm(mandate, by=police_administrator)

    assert invited.mandates.valid().exists()
    assert Mandate.objects.get().is_valid_on(timezone.localdate())


def test_an_invitation_to_any_role_counts(lekeberg, council_secretary, chair, colleague):
    """Invited to read and made a signatory afterwards is the same thing in three steps."""
    invitation = InvitationFactory(organisation=lekeberg, role=RoleKey.READER, invited_by=council_secretary)
    user = invitations.accept_as_new(invitation, name="Ny", password="ett-langt-losenord")
    memberships.add(
        by=council_secretary,
        user=user,
        organisation=lekeberg,
        role=RoleKey.SIGNATORY,
        creation_key=uuid.uuid4(),
    )

    own = mandates.grant(by=council_secretary, user=user, organisation=lekeberg, **_values())
    deputy = mandates.delegate(chair.mandates.get(), by=council_secretary, user=user, **_values())
    by_colleague = mandates.grant(by=colleague, user=user, organisation=lekeberg, **_values())

    assert own.awaits_confirmation
    assert deputy.awaits_confirmation
    assert not by_colleague.awaits_confirmation


def test_a_successor_invited_by_handover_counts(lekeberg, council_secretary, chair):
    handed = memberships.hand_over(
        chair.memberships.get(), by=council_secretary, email="ny@kommun.example", creation_key=uuid.uuid4()
    )
    user = invitations.accept_as_new(handed.invitation, name="Ny", password="ett-langt-losenord")

    mandate = mandates.grant(by=council_secretary, user=user, organisation=lekeberg, **_values())

    assert mandate.awaits_confirmation


def test_a_deputy_waits_with_the_mandate_it_comes_from(mandate, lekeberg, council_secretary):
    deputy = MembershipFactory(organisation=lekeberg, role=RoleKey.SIGNATORY).user
    delegated = mandates.delegate(mandate, by=council_secretary, user=deputy, **_values())

    assert not delegated.awaits_confirmation
    assert not deputy.mandates.valid().exists()
    assert not delegated.is_valid_on(timezone.localdate())


# --- Who ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["police_administrator", "colleague", "superuser"])
def test_a_second_pair_of_eyes_confirms(request, mandate, name):
    by = request.getfixturevalue(name)

    assert permissions.can_confirm_mandate(by, mandate)
    mandates.confirm(mandate, by=by)
    mandates.confirm(mandate, by=by)

    events = Event.objects.filter(action="organisations.mandate_confirmed")
    assert [event.organisation_ids for event in events] == [[mandate.organisation_id]]


@pytest.mark.parametrize(
    "name",
    ["council_secretary", "coordinator", "chair", "municipal_police", "outsider_coordinator", "nobody"],
)
def test_others_do_not(mandate, member, name):
    by = member(name)

    assert not permissions.can_confirm_mandate(by, mandate)
    with pytest.raises(PermissionDenied):
        mandates.confirm(mandate, by=by)


def test_the_holder_does_not_confirm_it_even_as_a_secretary(mandate, invited, lekeberg):
    MembershipFactory(user=invited, organisation=lekeberg, role=RoleKey.COUNCIL_SECRETARY)

    with pytest.raises(PermissionDenied):
        mandates.confirm(mandate, by=invited)


def test_another_police_areas_administrator_does_not(mandate, vastra_malardalen):
    stranger = MembershipFactory(organisation=vastra_malardalen, role=RoleKey.POLICE_ADMINISTRATOR).user

    with pytest.raises(PermissionDenied):
        mandates.confirm(mandate, by=stranger)


def test_the_database_refuses_it_too(mandate, council_secretary, invited):
    for by in (council_secretary, invited):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mandate.objects.update(confirmed_by=by, confirmed_at=timezone.now())


def test_a_revoked_mandate_is_not_confirmed(mandate, council_secretary, police_administrator):
    mandates.revoke(mandate, by=council_secretary)

    with pytest.raises(ValidationError):
        mandates.confirm(mandate, by=police_administrator)


def test_a_companys_mandate_is_confirmed_by_the_municipalitys_police(
    school, council_secretary, police_administrator
):
    waiting = MandateFactory(organisation=school, granted_by=council_secretary, needs_confirmation=True)

    assert permissions.can_confirm_mandate(police_administrator, waiting)


# --- How they hear of it ------------------------------------------------------------------------------


def test_those_who_can_are_written_to_once(
    lekeberg, council_secretary, invited, police_administrator, colleague, superuser, coordinator
):
    values = _values()
    for _time in range(2):
        mandates.grant(by=council_secretary, user=invited, organisation=lekeberg, **values)

    messages = OutboxMessage.objects.filter(kind="mandate_to_confirm")
    assert set(messages.values_list("to", flat=True)) == {police_administrator.email, colleague.email}


def test_where_nobody_nearer_can_whoever_runs_the_service_is(mandate, superuser):
    assert list(permissions.confirmers_of(mandate)) == [superuser]


def test_it_waits_on_their_own_page(mandate, police_administrator, council_secretary):
    [task] = waiting_for(desk_of(police_administrator))

    assert task.url == reverse("organisations:confirm_mandate", args=[mandate.pk])
    assert waiting_for(desk_of(council_secretary)) == []


# --- The pages ------------------------------------------------------------------------------------------


def test_the_page_says_who_did_what_and_confirms(client, mandate, invited, police_administrator):
    client.force_login(police_administrator)
    url = reverse("organisations:confirm_mandate", args=[mandate.pk])
    page = client.get(url).content.decode()

    assert invited.email in page
    assert mandate.decision_reference in page
    assert f"{date_format(mandate.valid_from, 'j F Y')} – " in page
    response = client.post(url, follow=True)

    assert "Mandatet är bekräftat och gäller" in response.content.decode()
    assert not Mandate.objects.get().awaits_confirmation


def test_the_page_says_whose_deputy_it_is_about_and_for_how_long(
    client, chair, invited, council_secretary, police_administrator
):
    origin = chair.mandates.get()
    days = {"valid_from": date(2091, 9, 1), "valid_to": date(2091, 9, 30)}
    deputy = MandateFactory(
        user=invited,
        organisation=origin.organisation,
        granted_by=council_secretary,
        delegated_from=origin,
        needs_confirmation=True,
        **days,
    )
    client.force_login(police_administrator)

    page = client.get(reverse("organisations:confirm_mandate", args=[deputy.pk])).content.decode()

    assert "1 september 2091 – 30 september 2091" in page
    assert f"{chair}, {origin.title}" in page


def test_whoever_entered_it_gets_a_sentence(client, mandate, council_secretary):
    client.force_login(council_secretary)

    response = client.get(reverse("organisations:confirm_mandate", args=[mandate.pk]))

    assert response.status_code == 403
    assert "Du har själv lagt in mandatet" in response.content.decode()


def test_the_form_says_that_it_waits(client, lekeberg, invited, council_secretary):
    client.force_login(council_secretary)
    url = reverse("organisations:grant_mandate", args=[lekeberg.pk])
    values = {"user": invited.pk, "valid_from": "2026-01-15", "title": "Kommunalråd"}

    response = client.post(url, values | {"decision_reference": "KF § 4"}, follow=True)

    page = response.content.decode()
    assert "gäller mandatet först när någon annan har bekräftat det" in page
    assert "Väntar på bekräftelse" in page
    assert "/bekrafta/" not in page


def test_a_colleague_confirms_in_the_administration(client, mandate, colleague):
    client.force_login(colleague)

    response = client.post(reverse("admin:organisations_mandate_confirm", args=[mandate.pk]), follow=True)

    assert "Bekräftat. Antal: 1." in response.content.decode()
    assert Mandate.objects.get().confirmed_by == colleague
