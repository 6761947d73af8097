import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse


@pytest.mark.parametrize(("demo", "mark"), [(True, "[Demonstration] "), (False, "")])
def test_a_letter_about_the_password_says_when_it_is_a_demonstration(
    client, settings, coordinator, demo, mark
):
    settings.DEMO = demo

    client.post(reverse("account_reset_password"), {"email": coordinator.email})

    assert mail.outbox[0].subject == f"{mark}Välj ett nytt lösenord"


def test_the_first_superuser_comes_from_the_command_line_and_logs_in(client, db, monkeypatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "ett långt lösenord")
    call_command(
        "createsuperuser", interactive=False, verbosity=0, email="Drift@Kommun.example", name="Driftansvarig"
    )

    values = {"login": "drift@kommun.example", "password": "ett långt lösenord"}
    client.post(reverse("account_login"), values)

    assert client.get(reverse("overview:home")).context["user"].is_superuser
