"""The form of a report, and those who open it."""

import pytest


@pytest.fixture
def form_url(lanterns, address):
    return address("report", lanterns.promise.pk, lanterns.key)


@pytest.fixture
def as_landlord(client, landlord_executor):
    client.force_login(landlord_executor)
    return client


@pytest.fixture
def as_coordinator(client, coordinator):
    client.force_login(coordinator)
    return client
