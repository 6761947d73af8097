import pytest

from promises.listing import Shelf, rows_of, working_revisions
from promises.models import Promise, Revision
from promises.permissions import visible_to
from promises.states import Status
from tests.factories.promises import (
    ApprovalFactory,
    CommentFactory,
    PartyFactory,
    RevisionFactory,
    SignatoryFactory,
)


def the_row(revision):
    [row] = rows_of([revision])
    return row


def test_a_promise_stands_once_with_the_text_that_is_worked_on(draft):
    RevisionFactory(promise=draft.promise, status=Status.PUBLISHED, number=1, attempt=9)
    Revision.objects.filter(pk=draft.pk).update(number=2)

    working = working_revisions(Promise.objects.all())

    assert list(working.on(Shelf.ALL)) == [draft]


def test_without_a_draft_the_text_in_force_stands_there(draft):
    Revision.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED)
    RevisionFactory(promise=draft.promise, status=Status.SUPERSEDED, number=9)

    assert list(working_revisions(Promise.objects.all()).on(Shelf.ALL)) == [draft]


def test_a_promise_whose_only_text_was_withdrawn_is_still_there(draft):
    Revision.objects.filter(pk=draft.pk).update(status=Status.WITHDRAWN)

    assert list(working_revisions(Promise.objects.all()).on(Shelf.PAST)) == [draft]


def test_every_state_stands_on_a_shelf():
    shelves = [shelf for shelf in Shelf if shelf != Shelf.ALL]

    assert sorted(status for shelf in shelves for status in shelf.statuses) == sorted(Status)


def test_searching_finds_parties_without_swedish_letters(draft, others_draft):
    working = working_revisions(Promise.objects.all())

    assert list(working.matching("kungsor").on(Shelf.ALL)) == [others_draft]


def test_a_draft_waits_for_the_comments_to_be_resolved(draft):
    assert the_row(draft).waits_for == "Skrivs."

    CommentFactory(revision=draft)
    assert the_row(draft).waits_for == "Skrivs. 1 kommentar väntar på svar."


def test_a_review_waits_for_those_who_have_not_answered(draft, lekeberg, orebro_area, landlord):
    PartyFactory(revision=draft, organisation=landlord)
    Revision.objects.filter(pk=draft.pk).update(status=Status.REVIEW)
    ApprovalFactory(revision=draft, organisation=lekeberg)

    assert the_row(draft).waits_for == "Väntar på granskning av Lokalpolisområde Örebro."


def test_after_a_return_everybody_is_waited_for_again(draft, lekeberg):
    Revision.objects.filter(pk=draft.pk).update(status=Status.REVIEW)
    ApprovalFactory(revision=draft, organisation=lekeberg, outcome="returned", comment="Nej")

    assert "Lekebergs kommun" in the_row(draft).waits_for


def test_a_text_for_signature_waits_for_those_who_have_not_signed(draft, lekeberg):
    Revision.objects.filter(pk=draft.pk).update(status=Status.FOR_SIGNATURE)
    SignatoryFactory(revision=draft, organisation=lekeberg)

    expected = "Väntar på underskrift av Kommunstyrelsens ordförande, Lekebergs kommun."
    assert the_row(draft).waits_for == expected


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_for_one_and_for_three(lekeberg, coordinator, count, django_assert_num_queries):
    for _number in range(count):
        revision = RevisionFactory(promise__owner=lekeberg, status=Status.REVIEW)
        PartyFactory(revision=revision, organisation=lekeberg)
        SignatoryFactory(revision=revision, organisation=lekeberg)
        ApprovalFactory(revision=revision, organisation=lekeberg)
        CommentFactory(revision=revision)
    revisions = list(working_revisions(visible_to(coordinator)).on(Shelf.ALL))

    with django_assert_num_queries(7):
        rows = rows_of(revisions)

    assert len(rows) == count
