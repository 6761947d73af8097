"""What the tests of the administration share."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def desk(client: Client, council_secretary: Any) -> Client:
    """The browser of the secretary of Lekeberg's council."""
    client.force_login(council_secretary)
    return client


@pytest.fixture
def engine_room(client: Client, superuser: Any) -> Client:
    """The browser of whoever runs the service."""
    client.force_login(superuser)
    return client
