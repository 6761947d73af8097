import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.actions import invitations
from organisations.models import Invitation, User
from organisations.roles import RoleKey

NEW = "ny.samordnare@kommun.example"
PASSWORD = "fyra ord som räcker"


@pytest.fixture
def secret(monkeypatch):
    monkeypatch.setattr("organisations.actions.invitations.secrets.token_urlsafe", lambda size: "hemlig")
    return "hemlig"


@pytest.fixture
def invite(secret, council_secretary, lekeberg):
    def _invite(email=NEW):
        return invitations.invite(
            by=council_secretary,
            organisation=lekeberg,
            email=email,
            role=RoleKey.COORDINATOR,
            creation_key=uuid.uuid4(),
        )

    return _invite


@pytest.fixture
def url(secret):
    return reverse("organisations:invitation", args=[secret])


def _post(client, url, **changes):
    values = {"name": "Samordnaren", "password": PASSWORD, "password_again": PASSWORD}
    return client.post(url, values | changes)


def test_a_new_person_chooses_a_password_and_is_logged_in(client, invite, url):
    invite()
    assert "Lekebergs kommun" in client.get(url).content.decode()

    response = _post(client, url)

    assert response.url == reverse("overview:home")
    assert client.get(response.url).context["user"].email == NEW


def test_the_new_person_can_log_in_afterwards(client, invite, url):
    invite()
    _post(client, url)
    client.logout()

    response = client.post(reverse("account_login"), {"login": NEW, "password": PASSWORD})

    assert response.status_code == 302
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"password_again": "något annat alls"}, "password_again"),
        ({"password": "kort", "password_again": "kort"}, "password"),
        ({"password": NEW, "password_again": NEW}, "password"),
        ({"name": ""}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nobody_is_created(client, invite, url, changes, field):
    invite()

    response = _post(client, url, **changes)

    assert list(response.context["form"].errors) == [field]
    assert not User.objects.filter(email=NEW).exists()


def test_sending_the_form_twice_makes_one_account(client, invite, url):
    invite()
    _post(client, url)
    client.logout()

    assert _post(client, url).status_code == 200
    assert User.objects.filter(email=NEW).count() == 1


def test_somebody_with_an_account_is_asked_to_log_in_and_led_back(client, invite, url, nobody):
    invite(nobody.email)

    content = client.get(url).content.decode()

    assert f"{reverse('account_login')}?next={url}" in content
    assert 'name="password"' not in content


def test_logged_in_one_click_accepts(client, invite, url, nobody):
    invite(nobody.email)
    client.force_login(nobody)

    assert client.post(url).url == reverse("overview:home")
    assert Invitation.objects.get().accepted_by == nobody


def test_an_invitation_to_somebody_else_is_not_accepted(client, invite, url, nobody):
    invite()
    client.force_login(nobody)

    response = client.post(url)

    assert NEW in response.content.decode()
    assert Invitation.objects.get().accepted_at is None


def test_an_unknown_link_leads_nowhere(client, db, url):
    assert client.get(url).status_code == 404


def test_a_link_that_is_too_old_says_what_to_do(client, invite, url, council_secretary):
    invite()
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    response = client.get(url)

    assert response.status_code == 410
    assert str(council_secretary) in response.content.decode()


def test_a_withdrawn_invitation_opens_nothing(client, invite, url, council_secretary):
    invitations.withdraw(invite(), by=council_secretary)

    assert _post(client, url).status_code == 410
    assert not User.objects.filter(email=NEW).exists()


def test_the_page_is_kept_in_no_cache(client, invite, url):
    invite()

    assert "no-store" in client.get(url)["Cache-Control"]
