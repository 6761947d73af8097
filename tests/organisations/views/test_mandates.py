import pytest
from django.urls import reverse

from organisations.models import Mandate
from organisations.roles import RoleKey
from tests.factories.organisations import MembershipFactory


@pytest.fixture
def secretary(client, council_secretary):
    client.force_login(council_secretary)
    return client


@pytest.fixture
def signatory(lekeberg):
    return MembershipFactory(organisation=lekeberg, role=RoleKey.SIGNATORY).user


def _values(user, **changes):
    return {
        "user": user.pk,
        "title": "Kommunalråd",
        "decision_reference": "KF 2026-01-15 § 4, dnr KS 2026/7",
        "valid_from": "2026-01-15",
        "valid_to": "",
    } | changes


def test_a_mandate_is_entered(secretary, lekeberg, signatory):
    url = reverse("organisations:grant_mandate", args=[lekeberg.pk])

    response = secretary.post(url, _values(signatory), follow=True)

    assert "Mandatet är inlagt" in response.content.decode()
    assert Mandate.objects.get().user == signatory


def test_only_the_organisations_signatories_can_be_chosen(
    secretary, lekeberg, signatory, coordinator, police_chief
):
    url = reverse("organisations:grant_mandate", args=[lekeberg.pk])

    assert list(secretary.get(url).context["form"].fields["user"].queryset) == [signatory]
    response = secretary.post(url, _values(coordinator))

    assert "user" in response.context["form"].errors


def test_oneself_cannot_be_chosen(secretary, council_secretary, lekeberg):
    MembershipFactory(user=council_secretary, organisation=lekeberg, role=RoleKey.SIGNATORY)
    url = reverse("organisations:grant_mandate", args=[lekeberg.pk])

    response = secretary.post(url, _values(council_secretary))

    assert "user" in response.context["form"].errors
    assert not Mandate.objects.exists()


def test_a_deputy_is_entered(secretary, chair, signatory):
    origin = chair.mandates.get()
    url = reverse("organisations:delegate_mandate", args=[origin.pk])

    secretary.post(url, _values(signatory, title="Vice ordförande"))

    assert signatory.mandates.get().delegated_from == origin


def test_a_deputy_outside_the_mandates_days_is_said_at_the_field(secretary, chair, signatory):
    url = reverse("organisations:delegate_mandate", args=[chair.mandates.get().pk])

    response = secretary.post(url, _values(signatory, valid_from="2019-12-31"))

    assert "valid_from" in response.context["form"].errors


def test_a_mandate_is_revoked_after_asking(secretary, chair):
    url = reverse("organisations:revoke_mandate", args=[chair.mandates.get().pk])

    assert "kan inte skriva under efter det" in secretary.get(url).content.decode()
    assert chair.mandates.valid().exists()
    secretary.post(url)
    assert not chair.mandates.valid().exists()


def test_the_polices_mandates_are_out_of_the_municipalitys_reach(secretary, police_chief):
    pk = police_chief.mandates.get().pk

    for name in ("delegate_mandate", "revoke_mandate"):
        assert secretary.get(reverse(f"organisations:{name}", args=[pk])).status_code == 404
