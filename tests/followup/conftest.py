"""A promise in force, as it is followed up."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine

from followup.followed import followed
from followup.models import Entry
from promises import extent as extents
from tests.factories.followup import EntryFactory
from tests.factories.promises import ActivityActorFactory, ActivityAnswerFactory, ActivityFactory
from tests.promises.scene import scene

__all__ = ["scene"]

TODAY = date(2027, 6, 15)


@pytest.fixture
def in_june() -> Iterator[None]:
    """In the middle of the period of the scene's promise."""
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def lanterns(scene: Any, landlord: Any, landlord_executor: Any) -> Any:
    """The scene's promise in force, in which the landlord, who is no party, sees to two lanterns.

    ``found()`` is the promise as it stands, ``activity()`` the landlord's activity, ``entry(…)`` a report on it.
    """
    activity = ActivityFactory(
        revision=scene.revision,
        text="Belysning på gården.",
        scope="2 lyktor",
        extent=extents.to_dict(extents.parse("2 lyktor")),
        position=2,
    )
    for part in ("executor", "responsible"):
        ActivityActorFactory(activity=activity, organisation=landlord, part=part)
    ActivityAnswerFactory(
        activity=activity,
        organisation=landlord,
        answered_by=landlord_executor,
        answered_text=activity.text,
        answered_scope=activity.scope,
    )
    with time_machine.travel(date(2026, 12, 1), tick=True):
        scene.advance("published")

    def entry(**values: Any) -> Entry:
        given = {
            "version": scene.version,
            "activity_key": activity.key,
            "organisation": landlord,
            "reporter": landlord_executor,
        }
        return EntryFactory(**{**given, **values})

    def found() -> Any:
        return followed(scene.revision.promise)

    return SimpleNamespace(
        scene=scene,
        promise=scene.revision.promise,
        key=activity.key,
        entry=entry,
        found=found,
        activity=lambda: found().activity(activity.key),
    )


@pytest.fixture
def address() -> Callable[..., str]:
    from django.urls import reverse

    return lambda name, *args: reverse(f"followup:{name}", args=args)
