from typing import Any

import pytest

from promises.models import ActivityActor, Revision
from tests.factories.organisations import UserFactory
from tests.factories.promises import (
    ActivityActorFactory,
    ActivityFactory,
    DialogueBasisFactory,
    FocusAreaFactory,
    FollowUpPlanFactory,
    PartyFactory,
    PlaceFactory,
    PromiseContactFactory,
    RevisionFactory,
    SectionFactory,
    SignatoryFactory,
)
from tests.factories.published import publish


@pytest.fixture
def writer(db: None) -> Any:
    return UserFactory(name="Samordnaren")


@pytest.fixture
def text(lekeberg: Any, orebro_area: Any) -> Revision:
    """A promise of Lekeberg with one of everything, still a draft."""
    revision = RevisionFactory(
        promise__slug="lekeberg-2026",
        promise__owner=lekeberg,
        title="Tryggare Lekeberg",
        themes=["traffic"],
        period_text="2026–2027",
        period_start="2026-01-01",
        period_end="2027-12-31",
    )
    PartyFactory(revision=revision, organisation=lekeberg, position=1)
    PartyFactory(revision=revision, organisation=orebro_area, position=2, wording="Polisen")
    SectionFactory(revision=revision, heading="Bakgrund", body="Så började det.\n\n- ett\n- två")
    DialogueBasisFactory(revision=revision)
    FollowUpPlanFactory(revision=revision)
    area = FocusAreaFactory(revision=revision)
    activity = ActivityFactory(revision=revision, focus_area=area)
    ActivityActorFactory(activity=activity, organisation=orebro_area)
    ActivityActorFactory(
        activity=activity,
        part=ActivityActor.Part.RESPONSIBLE,
        organisation=lekeberg,
        role_text="Folkhälsostrateg",
    )
    PlaceFactory(revision=revision, name="Lanna badgruva")
    SignatoryFactory(revision=revision, organisation=lekeberg)
    PromiseContactFactory(revision=revision, organisation=lekeberg)
    return revision


@pytest.fixture
def published(text: Revision, writer: Any) -> Any:
    return publish(text, writer)
