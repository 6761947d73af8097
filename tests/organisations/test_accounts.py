"""How people log in, and who cannot."""

import pytest
from django.conf import LazySettings
from django.contrib.auth.hashers import identify_hasher
from django.test import Client
from django.urls import reverse

from organisations.models import User
from tests.factories.organisations import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "en lång och ovanlig fras"


@pytest.fixture
def user() -> User:
    user = UserFactory(email="samordnare@kommun.example")
    user.set_password(PASSWORD)
    user.save()
    return user


def _log_in(client: Client, email: str, password: str = PASSWORD) -> bool:
    client.post(reverse("account_login"), {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_a_person_logs_in_with_address_and_password(client: Client, user: User) -> None:
    assert _log_in(client, user.email)


def test_the_case_of_letters_in_the_address_does_not_matter(client: Client, user: User) -> None:
    assert _log_in(client, "Samordnare@Kommun.Example")


def test_a_wrong_password_does_not_log_in(client: Client, user: User) -> None:
    assert not _log_in(client, user.email, "något helt annat")


def test_passwords_are_kept_with_argon2_in_production(user: User, settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

    user.set_password(PASSWORD)

    assert identify_hasher(user.password).algorithm == "argon2"
    assert user.check_password(PASSWORD)


def test_too_many_wrong_guesses_are_stopped_even_with_the_right_password(client: Client, user: User) -> None:
    for _ in range(5):
        _log_in(client, user.email, "gissning")

    assert not _log_in(client, user.email)


def test_nobody_signs_up_by_themselves(client: Client) -> None:
    answer = {"email": "ny@example.se", "password1": PASSWORD, "password2": PASSWORD}

    client.post(reverse("account_signup"), answer)

    assert not User.objects.filter(email="ny@example.se").exists()


def test_a_demonstration_account_cannot_log_in_outside_the_demonstration(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_demo=True)

    assert not _log_in(client, user.email)
    user.refresh_from_db()
    assert user.is_active


def test_a_demonstration_account_loses_its_session_outside_the_demonstration(
    client: Client, user: User, settings: LazySettings
) -> None:
    User.objects.filter(pk=user.pk).update(is_demo=True)
    settings.DEMO = True
    assert _log_in(client, user.email)

    settings.DEMO = False

    response = client.get(reverse("account_email"))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_the_admin_asks_for_the_same_login(client: Client) -> None:
    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_somebody_without_a_place_in_the_admin_is_refused_there(client: Client, user: User) -> None:
    client.force_login(user)

    assert client.get("/admin/", follow=True).status_code == 403
