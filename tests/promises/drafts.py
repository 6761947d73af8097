"""A draft between Lekeberg and the police, for the tests of drafting."""

from typing import Any

import pytest

from tests.factories.promises import PartyFactory, RevisionFactory


@pytest.fixture
def draft(lekeberg: Any, orebro_area: Any) -> Any:
    """Lekeberg's draft with the police area as the other party, and nothing written in it."""
    revision = RevisionFactory(promise__owner=lekeberg, title="Medborgarlöfte Lekeberg 2027")
    PartyFactory(revision=revision, organisation=lekeberg, position=1)
    PartyFactory(revision=revision, organisation=orebro_area, position=2)
    return revision


@pytest.fixture
def as_coordinator(client: Any, coordinator: Any) -> Any:
    """A browser with the coordinator of Lekeberg logged in."""
    client.force_login(coordinator)
    return client


@pytest.fixture
def others_draft(kungsor: Any) -> Any:
    """A draft that nobody in Lekeberg may see."""
    revision = RevisionFactory(promise__owner=kungsor, title="Kungsörs utkast")
    PartyFactory(revision=revision, organisation=kungsor)
    return revision
