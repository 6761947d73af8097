"""The rounds that everybody sees, also those that nobody has touched."""

from datetime import date

import pytest

from followup.models import RoundComment
from followup.publication import public_follow_up
from promises.composition import document_of
from promises.models import FollowUpPlan, Revision
from promises.states import Status
from tests.factories.followup import (
    RoundFactory,
)
from tests.factories.promises import RevisionFactory
from tests.public.follow_up.reading import NEWS, read, replace_text

pytestmark = pytest.mark.usefixtures("today")


def test_a_round_without_a_report_is_shown(client, published, text):
    RoundFactory(
        promise=text.promise, number=1, starts_on="2026-01-01", ends_on="2026-03-31", due_on="2026-04-15"
    )

    page = read(client)

    assert "Uppföljning 1: 1 januari – 31 mars 2026" in page
    assert "Ingen rapport</span>" in page.replace("\n", "") or "Ingen rapport" in page
    assert "Parterna har inte avslutat den." in page


def test_a_round_that_nobody_has_touched_is_shown_too(client, published, text):
    FollowUpPlan.objects.filter(revision=text).update(interval="month", first_on=None)
    frozen = document_of(text)
    follow_up = public_follow_up(replace_text(published, frozen), date(2026, 10, 1))

    # Those due before the promise was here are nobody's fault, and September's has not been due but has ended.
    assert [(one.ends_on.isoformat(), one.reported) for one in follow_up.rounds] == [
        ("2026-09-30", 0),
        ("2026-08-31", 0),
        ("2026-07-31", 0),
        ("2026-06-30", 0),
    ]


def test_a_round_that_nobody_touched_is_still_shown_when_the_promise_has_ended(published, text):
    FollowUpPlan.objects.filter(revision=text).update(interval="month", first_on=None)
    frozen = document_of(text)
    Revision.objects.filter(pk=text.pk).update(status=Status.ENDED, ended_at="2026-09-10T12:00Z")

    follow_up = public_follow_up(replace_text(published, frozen), date(2026, 12, 1))

    assert [one.ends_on.isoformat() for one in follow_up.rounds] == ["2026-08-31", "2026-07-31", "2026-06-30"]


def test_no_round_is_missed_before_the_first_text_was_published(published, text):
    """Neither while it was a draft, nor because a second text took the place of the first."""
    FollowUpPlan.objects.filter(revision=text).update(interval="month", first_on=None)
    frozen = document_of(text)
    text.promise.created_at = "2026-02-01T12:00Z"
    text.promise.save()
    Revision.objects.filter(pk=text.pk).update(number=2, published_at="2026-08-20T12:00Z")
    RevisionFactory(
        promise=text.promise, number=1, status=Status.SUPERSEDED, published_at="2026-07-01T12:00Z"
    )

    follow_up = public_follow_up(replace_text(published, frozen), date(2026, 9, 2))

    assert [one.ends_on.isoformat() for one in follow_up.rounds] == ["2026-08-31", "2026-07-31", "2026-06-30"]


def test_a_closed_round_says_how_it_stood_and_keeps_its_comments_inside(client, report, text, writer):
    report("2026-02-01")
    closed = RoundFactory(
        promise=text.promise, number=1, starts_on="2026-01-01", ends_on="2026-03-31", due_on="2026-04-15",
        closed_at="2026-04-10T12:00Z", closed_by=writer, comment="Bara för oss.",
    )  # fmt: skip
    key = text.activities.get().key
    RoundComment.objects.create(round=closed, activity_key=key, standing="yellow", text="Också bara för oss.")
    RoundFactory(
        promise=text.promise, number=2, starts_on="2026-06-15", ends_on="2026-07-15", due_on="2026-07-20"
    )

    page = read(client, NEWS)

    assert "1 ligger efter" in page
    assert "En rapport" in page
    assert "bara för oss" not in page
    # One that has not ended owes nobody a report yet.
    assert "Uppföljning 2" not in page
