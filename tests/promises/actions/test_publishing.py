import pytest
from django.core.exceptions import PermissionDenied

from audit.models import Event
from promises.actions import amending, drafting, publishing, signing
from promises.actions.steps import Refused
from promises.models import Revision
from promises.states import IllegalStep, Status

pytestmark = pytest.mark.django_db


def amended(scene, status=Status.DRAFT):
    """Go on with the next version of the scene's promise."""
    scene.revision = amending.amend(scene.revision, by=scene.coordinator)
    scene.chair_place = scene.revision.signatories.get(organisation=scene.municipality)
    scene.chief_place = scene.revision.signatories.get(organisation=scene.police)
    return scene.advance(status)


def test_a_signed_text_becomes_the_one_in_force(scene):
    scene.advance(Status.PUBLISHED)

    assert scene.revision.published_at is not None
    assert "tryggare" in scene.revision.search_text


def test_publishing_twice_is_publishing_once(scene):
    scene.advance(Status.PUBLISHED)
    first = scene.revision.published_at

    publishing.publish(scene.revision, by=scene.officer)

    scene.revision.refresh_from_db()
    assert scene.revision.published_at == first
    assert Event.objects.filter(action="promises.published").count() == 1


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REVIEW, Status.FOR_SIGNATURE, Status.ENDED])
def test_only_a_signed_text_is_published(scene, status):
    scene.advance(status)

    with pytest.raises(IllegalStep):
        publishing.publish(scene.revision, by=scene.coordinator)


@pytest.mark.parametrize("person", ["chair", "outsider"])
def test_publishing_is_for_those_who_draft(scene, person):
    scene.advance(Status.SIGNED)

    with pytest.raises(PermissionDenied):
        publishing.publish(scene.revision, by=getattr(scene, person))


def test_a_new_version_leaves_the_old_one_in_force_until_it_is_published(scene):
    old = scene.advance(Status.PUBLISHED).revision

    amended(scene, Status.SIGNED)
    old.refresh_from_db()
    assert old.status == Status.PUBLISHED

    scene.advance(Status.PUBLISHED)
    old.refresh_from_db()
    assert (old.status, scene.revision.number) == (Status.SUPERSEDED, 2)
    assert old.version.signatures.count() == scene.version.signatures.count() == 2


def test_beginning_a_new_version_twice_gives_one_draft(scene):
    scene.advance(Status.PUBLISHED)

    drafts = {amending.amend(scene.revision, by=scene.coordinator) for _ in range(2)}

    assert len(drafts) == 1


@pytest.mark.parametrize("status", [Status.SIGNED, Status.ENDED])
def test_only_a_promise_in_force_gets_a_new_version(scene, status):
    scene.advance(status)
    if status == Status.ENDED:
        with pytest.raises(IllegalStep):
            amending.amend(scene.revision, by=scene.coordinator)
    else:
        assert amending.amend(scene.revision, by=scene.coordinator) == scene.revision


def test_a_superseded_text_gets_no_new_version_of_its_own(scene):
    old = scene.advance(Status.PUBLISHED).revision
    amended(scene, Status.PUBLISHED)

    with pytest.raises(IllegalStep):
        amending.amend(old, by=scene.coordinator)


def test_a_new_version_can_be_declined_and_tried_again_while_the_old_one_holds(scene):
    old = scene.advance(Status.PUBLISHED).revision
    amended(scene, Status.FOR_SIGNATURE)

    draft = signing.decline(scene.chief_place, reason="Inte så.", by=scene.chief)

    old.refresh_from_db()
    assert old.status == Status.PUBLISHED
    assert (draft.number, draft.attempt) == (2, 2)


def test_ending_keeps_the_reason_and_is_done_once(scene):
    scene.advance(Status.ENDED)

    publishing.end(scene.revision, reason="En annan.", by=scene.coordinator)

    scene.revision.refresh_from_db()
    assert (scene.revision.ended_reason, scene.revision.ended_at is None) == ("Tiden är ute.", False)


def test_a_promise_with_a_new_version_on_its_way_is_not_ended(scene):
    current = scene.advance(Status.PUBLISHED).revision
    amended(scene)

    with pytest.raises(Refused, match="ny version"):
        publishing.end(current, reason="Slut.", by=scene.coordinator)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REVIEW, Status.FOR_SIGNATURE, Status.SIGNED])
def test_what_is_not_in_force_is_not_ended(scene, status):
    scene.advance(status)

    with pytest.raises(IllegalStep):
        publishing.end(scene.revision, reason="Slut.", by=scene.coordinator)
    assert Revision.objects.get().status == status


def test_a_promise_whose_draft_was_removed_after_a_decline_is_begun_again(scene):
    scene.advance(Status.FOR_SIGNATURE)
    draft = signing.decline(scene.chief_place, reason="Nej.", by=scene.chief)
    drafting.delete_draft(draft, by=scene.coordinator)

    again = amending.amend(scene.revision, by=scene.coordinator)

    assert (again.status, again.number, again.attempt) == (Status.DRAFT, 1, 2)
    assert again.activities.count() == 1


def test_a_withdrawn_text_is_not_followed_while_another_is_in_force(scene):
    current = scene.advance(Status.PUBLISHED).revision
    amended(scene, Status.FOR_SIGNATURE)
    draft = signing.withdraw(scene.revision, reason="Fel.", by=scene.coordinator)
    drafting.delete_draft(draft, by=scene.coordinator)

    with pytest.raises(IllegalStep):
        amending.amend(scene.revision, by=scene.coordinator)
    again = amending.amend(current, by=scene.coordinator)
    assert (again.number, again.attempt) == (2, 2)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.REVIEW, Status.PUBLISHED, Status.ENDED])
def test_only_what_waits_for_signatures_is_taken_back(scene, status):
    scene.advance(status)

    with pytest.raises(IllegalStep):
        signing.withdraw(scene.revision, reason="Fel.", by=scene.coordinator)
