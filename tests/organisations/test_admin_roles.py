"""Which roles may be given, by whom and to whom."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from organisations.models import (
    Invitation,
    Mandate,
    Membership,
)
from organisations.roles import ROLES, RoleKey
from tests.factories.organisations import (
    MembershipFactory,
    UserFactory,
)
from tests.organisations.admin_desk import add, change, last_event
from tests.organisations.admin_rows import admin_of


@pytest.mark.parametrize("giver", ["council_secretary", "police_administrator"])
@pytest.mark.parametrize("role", list(RoleKey))
def test_a_role_is_offered_and_given_only_by_those_who_may(
    client: Client, member: Any, lekeberg: Any, orebro_area: Any, giver: str, role: RoleKey
) -> None:
    home = lekeberg if giver == "council_secretary" else orebro_area
    user = UserFactory()
    MembershipFactory(user=user, organisation=home, role=RoleKey.READER, valid_to=timezone.localdate())
    client.force_login(member(giver))
    allowed = role in ROLES[RoleKey(giver)].may_grant
    form = client.get(admin_of(Membership).url("add")).context["form"]

    add(client, Membership, user=user.pk, organisation=home.pk, role=role, valid_from="2026-01-01")
    add(client, Invitation, email="ny@kommun.example", organisation=home.pk, role=role)

    assert (str(role) in dict(form.fields["role"].choices)) == allowed
    assert Membership.objects.filter(user=user, role=role, valid_to=None).exists() == allowed
    assert Invitation.objects.filter(role=role).exists() == allowed


def test_a_role_that_does_not_fit_the_organisation_is_refused_in_the_form(
    desk: Client, school: Any, reader: Any, council_secretary: Any
) -> None:
    """A coordinator is the municipality's; the action says so, and the form keeps what was typed."""
    page = add(
        desk, Membership, user=reader.pk, organisation=school.pk, role="coordinator", valid_from="2026-01-01"
    )

    assert page.status_code == 200
    assert "Du får inte ge någon rollen Samordnare" in page.content.decode()
    assert page.context["form"]["role"].value() == "coordinator"
    refused = last_event()
    assert (refused.action, refused.actor_id) == ("audit.refused", council_secretary.pk)


def test_nobody_gives_themselves_a_role_or_a_mandate(
    desk: Client, lekeberg: Any, council_secretary: Any
) -> None:
    MembershipFactory(user=council_secretary, organisation=lekeberg, role=RoleKey.SIGNATORY)

    page = add(
        desk,
        Membership,
        user=council_secretary.pk,
        organisation=lekeberg.pk,
        role="coordinator",
        valid_from="2026-01-01",
    )

    assert "inte ge dig själv en roll" in page.content.decode()
    form = desk.get(admin_of(Mandate).url("add")).context["form"]
    assert council_secretary not in form.fields["user"].queryset


def test_a_role_one_may_not_give_cannot_be_changed_either(desk: Client, lekeberg: Any) -> None:
    colleague = MembershipFactory(organisation=lekeberg, role=RoleKey.COUNCIL_SECRETARY)

    assert desk.get(admin_of(Membership).url("change", colleague.pk)).status_code == 200
    assert change(desk, colleague, title="Chef", valid_from="2020-01-01").status_code == 403
    assert desk.get(admin_of(Membership).url("end", colleague.pk)).status_code == 403


def test_whoever_runs_the_service_appoints_the_administrators(engine_room: Client, kungsor: Any) -> None:
    add(engine_room, Invitation, email="ny@kommun.example", organisation=kungsor.pk, role="council_secretary")

    assert Invitation.objects.get().role == RoleKey.COUNCIL_SECRETARY
