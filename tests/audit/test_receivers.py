"""Sign-in failures, as they come from the login form and from the second factor."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.contrib.auth import authenticate

from audit.models import Event
from tests.factories.organisations import UserFactory

pytestmark = pytest.mark.django_db


def test_a_wrong_password_is_an_event_about_the_account():
    user = UserFactory(password="rätt lösenord")

    assert authenticate(None, email=user.email.upper(), password="fel lösenord") is None

    event = Event.objects.get()
    assert (event.action, event.object_id) == ("audit.login_failed", str(user.pk))
    assert "fel lösenord" not in str(event.data)


def test_what_was_typed_is_not_kept_when_there_is_no_such_account():
    authenticate(None, email="hemligt@losenord.example", password="x")

    event = Event.objects.get()
    assert (event.action, event.object_id) == ("audit.login_failed", "")
    assert "hemligt" not in f"{event.actor_label}{event.object_label}{event.data}"


def test_failures_are_counted_rather_than_repeated():
    for _ in range(3):
        authenticate(None, email="ingen@kommun.example", password="x")

    assert Event.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "ingen", None])
def test_whatever_is_typed_the_failure_is_recorded(typed):
    authenticate(None, email=typed, password="x")

    assert Event.objects.count() == 1


def test_a_right_password_is_no_event():
    user = UserFactory(password="rätt lösenord")

    assert authenticate(None, email=user.email, password="rätt lösenord") == user
    assert not Event.objects.exists()


def test_a_wrong_code_is_an_event():
    user = UserFactory()
    authenticator = Authenticator(user=user, type=Authenticator.Type.TOTP)

    authentication_failed.send(Authenticator, request=None, user=user, authenticator=authenticator)

    event = Event.objects.get()
    assert (event.action, event.object_id, event.data["method"]) == (
        "audit.login_failed",
        str(user.pk),
        "totp",
    )
