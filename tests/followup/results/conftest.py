"""A promise in force between Lekeberg and its police area, with one activity of the landlord's."""

from typing import Any

import pytest

from followup.followed import FollowedPromise, followed
from promises.models import Revision
from tests.factories.promises import ActivityActorFactory, ActivityFactory
from tests.factories.published import publish
from tests.promises.scene import a_draft


@pytest.fixture
def in_force(lekeberg: Any, orebro_area: Any, landlord: Any, coordinator: Any) -> Revision:
    """Two activities: one of the parties', one that the landlord carries out, answers for and evaluates."""
    revision = a_draft(lekeberg, orebro_area)
    activity = ActivityFactory(revision=revision, text="Belysning på gården.", scope="2 st", position=2)
    for part in ("executor", "responsible", "evaluation"):
        ActivityActorFactory(activity=activity, organisation=landlord, part=part)
    publish(revision, coordinator)
    revision.refresh_from_db()
    return revision


@pytest.fixture
def found(in_force: Revision) -> FollowedPromise:
    return read(in_force)


def read(revision: Revision) -> FollowedPromise:
    """The promise as it is followed up now."""
    found = followed(revision.promise)
    assert found is not None
    return found
