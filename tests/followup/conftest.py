"""A promise in force for 2027, read as it is followed up."""

from typing import Any

import pytest
import time_machine

from followup.followed import FollowedPromise, followed
from promises import extent as extents
from promises.states import Status
from tests.promises.scene import Scene, scene

__all__ = ["scene"]


@pytest.fixture
def in_march() -> Any:
    """A day in the middle of the promise's first spring."""
    with time_machine.travel("2027-03-15 12:00 +0100", tick=False) as traveller:
        yield traveller


@pytest.fixture
def published(scene: Scene) -> FollowedPromise:
    """Tryggare kvällar: a trygghetsrond twice a month, carried out by Lekeberg; the police area answers for it."""
    activity = scene.revision.activities.get()
    activity.extent = extents.to_dict(extents.parse(activity.scope))
    activity.save()
    scene.advance(Status.PUBLISHED)
    found = followed(scene.revision.promise)
    assert found is not None
    return found
