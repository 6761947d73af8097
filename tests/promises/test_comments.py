import uuid

import pytest
from django.core.exceptions import PermissionDenied

from promises.actions import comments
from promises.models import Comment, Revision
from promises.states import Status
from tests.factories.promises import ActivityFactory, CommentFactory, FocusAreaFactory, SectionFactory


def add(draft, by, anchor="basics", text="Två år?", key=None):
    return comments.add_comment(draft, anchor=anchor, text=text, creation_key=key or uuid.uuid4(), by=by)


def test_a_comment_says_who_and_for_which_party(draft, municipal_police, orebro_area):
    comment = add(draft, municipal_police)

    assert (comment.author, comment.organisation_id) == (municipal_police, orebro_area.pk)


@pytest.mark.parametrize("who", ["coordinator", "municipal_police", "chair", "council_secretary"])
def test_those_who_work_at_the_parties_comment(draft, member, who):
    assert add(draft, member(who)).pk


@pytest.mark.parametrize("who", ["reader", "reporter", "outsider_coordinator", "nobody"])
def test_others_do_not_comment(draft, member, who):
    with pytest.raises(PermissionDenied):
        add(draft, member(who))


@pytest.mark.parametrize("status", [Status.FOR_SIGNATURE, Status.SIGNED, Status.PUBLISHED])
def test_a_frozen_text_is_not_commented(draft, coordinator, status):
    Revision.objects.filter(pk=draft.pk).update(status=status)

    with pytest.raises(PermissionDenied):
        add(draft, coordinator)


def test_a_text_under_review_is_commented(draft, coordinator):
    Revision.objects.filter(pk=draft.pk).update(status=Status.REVIEW)

    assert add(draft, coordinator).pk


def test_the_same_form_twice_makes_one_comment(draft, coordinator):
    key = uuid.uuid4()

    add(draft, coordinator, key=key)
    add(draft, coordinator, key=key)

    assert Comment.objects.count() == 1


def test_comments_hang_on_parts_that_exist(draft):
    section, area = SectionFactory(revision=draft), FocusAreaFactory(revision=draft)
    activity = ActivityFactory(revision=draft)

    for anchor in (
        "basics",
        "dialogue",
        "follow_up",
        "signatories",
        f"section:{section.pk}",
        f"focus_area:{area.pk}",
        f"activity:{activity.key}",
    ):
        assert comments.is_part(draft, anchor), anchor


@pytest.mark.parametrize("anchor", ["", "title", "section:", "section:x", "section:²", "activity:12", "x:1"])
def test_comments_do_not_hang_in_the_air(draft, anchor):
    assert not comments.is_part(draft, anchor)


def test_comments_do_not_hang_on_another_promise(draft, others_draft):
    section, activity = SectionFactory(revision=others_draft), ActivityFactory(revision=others_draft)

    assert not comments.is_part(draft, f"section:{section.pk}")
    assert not comments.is_part(draft, f"activity:{activity.key}")


def test_a_comment_is_unresolved_until_somebody_resolves_it(draft, coordinator):
    comment = CommentFactory(revision=draft)
    assert list(comments.unresolved(draft)) == [comment]

    comments.resolve_comment(comment, by=coordinator)
    assert not comments.unresolved(draft)

    comments.reopen_comment(comment, by=coordinator)
    assert list(comments.unresolved(draft)) == [comment]


def test_resolving_twice_keeps_the_first(draft, coordinator, municipal_police):
    comment = CommentFactory(revision=draft)

    comments.resolve_comment(comment, by=coordinator)
    comments.resolve_comment(comment, by=municipal_police)

    comment.refresh_from_db()
    assert comment.resolved_by == coordinator
