import hashlib
import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from organisations.models import Mandate, Membership, OutboxMessage
from promises.actions import freezing
from promises.actions.rows import editable_revision
from promises.actions.steps import Refused
from promises.composition import document_of
from promises.models import PromiseVersion
from promises.states import IllegalStep, Status
from tests.factories.promises import (
    ActivityActorFactory,
    ActivityAnswerFactory,
    CommentFactory,
    SectionFactory,
    SignatoryFactory,
)

pytestmark = pytest.mark.django_db


def test_the_frozen_text_is_what_the_rows_made_and_its_hash_is_over_those_bytes(scene):
    scene.advance(Status.REVIEW)
    expected = document_of(scene.revision)

    version = scene.freeze()

    assert version.document == expected
    assert json.loads(version.canonical) == expected.to_dict()
    assert version.sha256 == hashlib.sha256(version.canonical.encode()).hexdigest()


def test_what_is_written_in_the_rows_afterwards_does_not_reach_the_text(scene):
    version = scene.advance(Status.FOR_SIGNATURE).version
    before = version.canonical

    SectionFactory(revision=scene.revision, heading="Sent tillägg")

    version.refresh_from_db()
    assert version.canonical == before


def test_a_text_for_signature_cannot_be_edited(scene):
    scene.advance(Status.FOR_SIGNATURE)

    with pytest.raises(PermissionDenied, match="går inte att ändra"):
        editable_revision(scene.revision, by=scene.coordinator)


def test_freezing_twice_gives_the_same_version(scene):
    version = scene.advance(Status.FOR_SIGNATURE).version

    assert freezing.freeze(scene.revision, by=scene.officer) == version
    assert PromiseVersion.objects.count() == 1


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SIGNED, Status.PUBLISHED, Status.ENDED])
def test_only_a_reviewed_text_is_frozen(scene, status):
    scene.advance(status)

    with pytest.raises(IllegalStep):
        freezing.freeze(scene.revision, by=scene.coordinator)


@pytest.mark.parametrize("person", ["chair", "chief", "outsider"])
def test_freezing_is_for_those_who_draft(scene, person):
    scene.advance(Status.REVIEW)
    scene.approve()

    with pytest.raises(PermissionDenied):
        freezing.freeze(scene.revision, by=getattr(scene, person))


def test_everybody_who_may_sign_is_told(scene):
    scene.advance(Status.FOR_SIGNATURE)

    told = set(OutboxMessage.objects.filter(kind="signature_wanted").values_list("to", flat=True))
    assert told == {scene.chair.email, scene.chief.email}


def blocked(scene):
    with pytest.raises(Refused) as refused:
        freezing.freeze(scene.revision, by=scene.coordinator)
    assert scene.status == Status.REVIEW
    assert not PromiseVersion.objects.exists()
    return " ".join(refused.value.reasons)


def test_a_signatory_without_a_mandate_holder_blocks(scene):
    scene.advance(Status.REVIEW)
    scene.approve()
    Mandate.objects.filter(user=scene.chief).update(valid_to=date(2024, 1, 1))

    assert "Lokalpolisområdeschef" in blocked(scene)


def test_a_mandate_without_a_seat_as_signatory_blocks(scene):
    scene.advance(Status.REVIEW)
    scene.approve()
    Membership.objects.filter(user=scene.chief).update(valid_to=date(2024, 1, 1))

    assert "Lokalpolisområdeschef" in blocked(scene)


def test_a_revoked_mandate_blocks(scene):
    scene.advance(Status.REVIEW)
    scene.approve()
    Mandate.objects.filter(user=scene.chief).update(revoked_at=timezone.now(), revoked_by=scene.officer)

    assert "Ingen har i dag mandat" in blocked(scene)


def test_a_title_that_nobody_has_a_mandate_for_blocks(scene):
    scene.advance(Status.REVIEW)
    scene.approve()
    SignatoryFactory(revision=scene.revision, organisation=scene.municipality, title="Kommundirektör")

    assert "Kommundirektör" in blocked(scene)


def test_a_municipality_or_police_area_without_a_signatory_blocks(scene):
    scene.advance(Status.REVIEW)
    scene.approve()
    scene.chief_place.delete()

    assert "Ingen är vald att skriva under för Lokalpolisområde Örebro" in blocked(scene)


def test_an_executor_who_said_no_blocks(scene, school):
    scene.advance(Status.REVIEW)
    scene.approve()
    activity = scene.revision.activities.get()
    ActivityActorFactory(activity=activity, organisation=school)
    ActivityAnswerFactory(
        activity=activity,
        organisation=school,
        outcome="declined",
        reason="Hinner inte.",
        answered_text=activity.text,
        answered_scope=activity.scope,
    )

    assert "har sagt nej till aktiviteten" in blocked(scene)


def test_whatever_the_quality_check_blocks_stands_in_the_way(scene):
    scene.advance(Status.REVIEW)
    scene.approve()
    assert freezing.obstacles(scene.revision) == []
    scene.revision.follow_up.delete()

    assert {one.page for one in freezing.obstacles(scene.revision)} == {"promises:check"}
    assert "Uppföljning" in blocked(scene)


def test_an_open_comment_blocks_and_a_resolved_one_does_not(scene):
    scene.advance(Status.REVIEW)
    scene.approve()
    comment = CommentFactory(revision=scene.revision)
    assert "kommentar är inte löst" in blocked(scene)

    comment.resolved_at, comment.resolved_by = timezone.now(), scene.coordinator
    comment.save()

    freezing.freeze(scene.revision, by=scene.coordinator)
    assert scene.status == Status.FOR_SIGNATURE


def test_all_that_stands_in_the_way_is_told_at_once(scene):
    scene.advance(Status.REVIEW)
    CommentFactory(revision=scene.revision)

    assert len(freezing.obstacles(scene.revision)) == 3


def test_the_sections_of_the_text_stand_in_the_order_they_are_read_in(scene):
    for heading, after, position in (("Sist", True, 1), ("Först", False, 1), ("Sedan", False, 2)):
        SectionFactory(revision=scene.revision, heading=heading, after_activities=after, position=position)

    assert [section.heading for section in document_of(scene.revision).sections] == ["Först", "Sedan", "Sist"]
