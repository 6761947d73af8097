"""What the tests of the administration share."""

from typing import Any

import pytest
from django.test import Client


@pytest.fixture
def engine_room(client: Client, superuser: Any) -> Client:
    """The browser of whoever runs the service."""
    client.force_login(superuser)
    return client
