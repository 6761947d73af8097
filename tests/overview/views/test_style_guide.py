from typing import Any

import pytest
from django.test import Client

ADDRESS = "/arbete/stilguide/"


def test_it_needs_a_login(client: Client) -> None:
    response = client.get(ADDRESS)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/konto/login/")


def test_it_shows_every_component_in_the_demonstration(
    client: Client, coordinator: Any, settings: Any
) -> None:
    settings.DEMO = True
    client.force_login(coordinator)

    response = client.get(ADDRESS)

    assert response.status_code == 200
    assert "Rätta till" in response.content.decode()


@pytest.mark.parametrize("is_staff", [True, False])
def test_outside_the_demonstration_it_is_for_staff(client: Client, coordinator: Any, is_staff: bool) -> None:
    coordinator.is_staff = is_staff
    coordinator.save()
    client.force_login(coordinator)

    response = client.get(ADDRESS)

    assert response.status_code == (200 if is_staff else 403)
