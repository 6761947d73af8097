"""A promise that is followed up: in force, between Lekeberg and its police area."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import time_machine

from followup.followed import Followed, FollowedPromise, followed
from followup.models import Entry
from organisations.models import Organisation
from promises import extent
from promises.states import Status
from tests.cast import Cast
from tests.factories.followup import EntryFactory, OccasionFactory
from tests.factories.promises import ActivityActorFactory, ActivityFactory, FocusAreaFactory
from tests.factories.published import publish
from tests.followup.lanterns import address, in_june, lanterns
from tests.promises.scene import Scene, a_draft, scene, scene_of

__all__ = ["address", "in_june", "lanterns", "scene"]


@dataclass
class Following:
    """``followed`` is read anew each time, as a request does."""

    promise: Any

    @property
    def followed(self) -> FollowedPromise:
        found = followed(self.promise)
        assert found is not None
        return found

    @property
    def activity(self) -> Followed:
        """The municipality's: two rounds a month through 2027."""
        return self._called("Trygghetsrond på Storgatan.")

    @property
    def landlords(self) -> Followed:
        """The landlord's: two in all."""
        return self._called("Belysning på gården.")

    def _called(self, text: str) -> Followed:
        return next(one for one in self.followed.activities if one.text.text == text)

    def report(self, activity: Followed, organisation: Organisation, day: date, **values: Any) -> Entry:
        return EntryFactory(
            version=self.followed.version,
            activity_key=activity.key,
            organisation=organisation,
            happened_on=day,
            **values,
        )


@pytest.fixture
def following(lekeberg: Any, orebro_area: Any, landlord: Any, coordinator: Any) -> Following:
    """Tryggare kvällar, 2027: one activity of the municipality's and one of the landlord's, who is no party."""
    draft = a_draft(lekeberg, orebro_area)
    draft.activities.update(extent=extent.to_dict(extent.parse("2 st i månaden")))
    area = FocusAreaFactory(revision=draft, title="Belysning")
    lamps = ActivityFactory(
        revision=draft,
        focus_area=area,
        text="Belysning på gården.",
        scope="2 st",
        extent=extent.to_dict(extent.parse("2 st")),
    )
    for part in ("executor", "responsible", "evaluation"):
        ActivityActorFactory(activity=lamps, organisation=landlord, part=part)
    publish(draft, coordinator)
    return Following(draft.promise)


@pytest.fixture
def in_march() -> Any:
    """A day in the middle of the promise's first spring."""
    with time_machine.travel("2027-03-15 12:00 +0100", tick=False) as traveller:
        yield traveller


@pytest.fixture
def published(scene: Scene) -> FollowedPromise:
    return put_in_force(scene)


def put_in_force(scene: Scene) -> FollowedPromise:
    """Tryggare kvällar: a trygghetsrond twice a month, carried out by Lekeberg; the police area answers for it."""
    activity = scene.revision.activities.get()
    activity.extent = extent.to_dict(extent.parse(activity.scope))
    activity.save()
    with time_machine.travel("2027-01-04 09:00:00+01:00", tick=False):
        scene.advance(Status.PUBLISHED)
    found = followed(scene.revision.promise)
    assert found is not None
    return found


def in_force(cast: Cast) -> FollowedPromise:
    """What ``published`` is, for modules that share one."""
    return put_in_force(scene_of(cast))


@pytest.fixture
def activity(published: FollowedPromise) -> Followed:
    """The one that ``published`` promises."""
    return published.activities[0]


@pytest.fixture
def occasion(published: FollowedPromise, activity: Followed, lekeberg: Any) -> Any:
    """Lekeberg's on 1 April."""
    return OccasionFactory(
        promise=published.promise,
        activity_key=activity.key,
        organisation=lekeberg,
        starts_on=date(2027, 4, 1),
    )
