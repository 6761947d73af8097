"""A promise that can go all the way, between the cast's Lekeberg and its police area.

Taken on by the actions themselves from the state before, so that no test begins in a state that cannot be reached.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from organisations.models import Municipality, PoliceArea, User
from promises.actions import freezing, publishing, review, signing
from promises.models import PromiseVersion, Revision, Signatory, Signature, SigningProof
from promises.states import Status
from tests.cast import Cast
from tests.factories.promises import (
    ActivityActorFactory,
    ActivityFactory,
    DialogueBasisFactory,
    FollowUpPlanFactory,
    IndicatorFactory,
    PartyFactory,
    RevisionFactory,
    SignatoryFactory,
)

PASSWORD = "ett långt lösenord"


@dataclass
class Scene:
    """The people are the cast's; ``revision`` is the one that the steps are taken with."""

    municipality: Municipality
    police: PoliceArea
    coordinator: User
    officer: User
    chair: User
    chief: User
    outsider: User
    revision: Revision
    chair_place: Signatory
    chief_place: Signatory

    @property
    def version(self) -> PromiseVersion:
        return PromiseVersion.objects.get(revision=self.revision)

    @property
    def status(self) -> str:
        self.revision.refresh_from_db()
        return self.revision.status

    def place_of(self, person: User) -> Signatory:
        return self.chair_place if person == self.chair else self.chief_place

    def advance(self, status: str) -> Scene:
        """Take the promise on to ``status`` by the steps that lead there."""
        path: list[tuple[Status, Callable[[], object]]] = [
            (Status.REVIEW, lambda: review.submit(self.revision, by=self.coordinator)),
            (Status.FOR_SIGNATURE, self.freeze),
            (Status.SIGNED, lambda: [self.sign(person) for person in (self.chair, self.chief)]),
            (Status.PUBLISHED, lambda: publishing.publish(self.revision, by=self.coordinator)),
            (
                Status.ENDED,
                lambda: publishing.end(self.revision, reason="Tiden är ute.", by=self.coordinator),
            ),
        ]
        order = [Status.DRAFT, *(reached for reached, _step in path)]
        for reached, step in path[order.index(Status(self.status)) : order.index(Status(status))]:
            step()
            assert self.status == reached
        return self

    def approve(self) -> None:
        review.approve(self.revision, organisation=self.municipality, by=self.coordinator)
        review.approve(self.revision, organisation=self.police, by=self.officer)

    def freeze(self) -> PromiseVersion:
        self.approve()
        return freezing.freeze(self.revision, by=self.coordinator)

    def proof(self, person: User, **values: Any) -> SigningProof:
        given = {
            "user": person,
            "version": self.version,
            "method": Signature.Method.PASSWORD,
            "expires_at": timezone.now() + timedelta(minutes=5),
        }
        return SigningProof.objects.create(**given | values)

    def sign(self, person: User) -> Signature:
        return signing.sign(
            self.place_of(person), proof=self.proof(person), shown_sha256=self.version.sha256, by=person
        )


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """A draft with everything in place; ``scene.advance(Status.SIGNED)`` takes it further."""
    return scene_of(cast)


def scene_of(cast: Cast) -> Scene:
    revision = a_draft(cast.lekeberg, cast.orebro_area)
    return Scene(
        municipality=cast.lekeberg,
        police=cast.orebro_area,
        coordinator=cast.coordinator,
        officer=cast.municipal_police,
        chair=cast.chair,
        chief=cast.police_chief,
        outsider=cast.outsider_coordinator,
        revision=revision,
        chair_place=SignatoryFactory(
            revision=revision, organisation=cast.lekeberg, title="Kommunstyrelsens ordförande", position=1
        ),
        chief_place=SignatoryFactory(
            revision=revision, organisation=cast.orebro_area, title="Lokalpolisområdeschef", position=2
        ),
    )


def a_draft(municipality: Municipality, police: PoliceArea) -> Revision:
    """A draft between the two that the quality check has nothing against."""
    revision = RevisionFactory(
        promise__owner=municipality,
        title="Tryggare kvällar",
        period_start=date(2027, 1, 1),
        period_end=date(2027, 12, 31),
        period_precision="year",
        period_text="2027",
    )
    PartyFactory(revision=revision, organisation=municipality, position=1)
    PartyFactory(revision=revision, organisation=police, position=2)
    DialogueBasisFactory(revision=revision)
    FollowUpPlanFactory(revision=revision)
    IndicatorFactory(revision=revision)
    activity = ActivityFactory(revision=revision, text="Trygghetsrond på Storgatan.", scope="2 st i månaden")
    ActivityActorFactory(activity=activity, organisation=municipality)
    ActivityActorFactory(activity=activity, organisation=police, part="responsible")
    return revision
