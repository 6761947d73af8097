"""A promise in force, read as it is followed up."""

from typing import Any

import pytest
import time_machine

from followup.followed import FollowedPromise, followed
from promises.states import Status
from tests.promises.scene import scene

__all__ = ["scene"]


@pytest.fixture
def published(scene: Any) -> FollowedPromise:
    """Promised for 2027 and followed up by quarter; published when the year begins."""
    with time_machine.travel("2027-01-04 09:00:00+01:00", tick=False):
        scene.advance(Status.PUBLISHED)
    found = followed(scene.revision.promise)
    assert found is not None
    return found
