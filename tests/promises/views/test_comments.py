import uuid

import pytest
from django.urls import reverse

from promises.models import Comment
from tests.factories.promises import CommentFactory, SectionFactory

HTMX = {"HX-Request": "true"}


def send(client, draft, *, headers=None, **changes):
    data = {"anchor": "basics", "text": "Två år?", "creation_key": str(uuid.uuid4()), "step": "basics"}
    url = reverse("promises:comment_add", args=[draft.promise_id])
    return client.post(url, {**data, **changes}, headers=headers or {})


def test_a_comment_is_written_beside_the_step(as_coordinator, draft):
    response = send(as_coordinator, draft)

    page = as_coordinator.get(response.url).content.decode()
    assert response.url.startswith(reverse("promises:basics", args=[draft.promise_id]))
    assert "Två år?" in page
    assert "1 öppen kommentar" in page


def test_a_comment_on_a_section_stands_by_it(as_coordinator, draft):
    section = SectionFactory(revision=draft)

    response = send(as_coordinator, draft, anchor=f"section:{section.pk}", step="dialogue")

    assert (
        response.url
        == f"{reverse('promises:dialogue', args=[draft.promise_id])}#kommentarer-section-{section.pk}"
    )


def test_a_comment_is_written_in_place(as_coordinator, draft):
    page = send(as_coordinator, draft, headers=HTMX).content.decode()

    assert "Två år?" in page
    assert "<html" not in page


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("text", ["", "Ring 070-123 45 67", "a" * 4001])
def test_a_comment_that_cannot_be_saved_is_kept_with_what_is_wrong(as_coordinator, draft, text, headers):
    response = send(as_coordinator, draft, text=text, headers=headers)

    assert response.status_code == 200
    assert text in response.content.decode()
    assert not Comment.objects.exists()


@pytest.mark.parametrize("anchor", ["", "x", "section:999999"])
def test_a_comment_on_nothing_is_not_found(as_coordinator, draft, anchor):
    assert send(as_coordinator, draft, anchor=anchor).status_code == 404


@pytest.mark.parametrize("step", ["", "https://evil.example/", "x"])
def test_a_comment_never_leads_elsewhere(as_coordinator, draft, step):
    response = send(as_coordinator, draft, step=step)

    assert response.url.startswith(reverse("promises:basics", args=[draft.promise_id]))


def test_a_comment_is_resolved_and_opened_again(as_coordinator, draft):
    comment = CommentFactory(revision=draft)
    url = reverse("promises:comment_resolve", args=[draft.promise_id, comment.pk])

    as_coordinator.post(url)
    comment.refresh_from_db()
    assert comment.resolved_at is not None

    as_coordinator.post(url, {"reopen": "1"})
    comment.refresh_from_db()
    assert comment.resolved_at is None


def test_a_comment_on_another_promise_is_not_found(as_coordinator, draft, others_draft):
    comment = CommentFactory(revision=others_draft)

    url = reverse("promises:comment_resolve", args=[draft.promise_id, comment.pk])

    assert as_coordinator.post(url).status_code == 404


def test_a_reader_reads_comments_and_writes_none(client, reader, draft):
    CommentFactory(revision=draft, text="Läs mig")
    client.force_login(reader)

    page = client.get(reverse("promises:basics", args=[draft.promise_id])).content.decode()

    assert "Läs mig" in page
    assert "Kommentera" not in page
    assert send(client, draft).status_code == 403


def test_what_somebody_writes_is_escaped(as_coordinator, draft):
    CommentFactory(revision=draft, text="<script>alert(1)</script>")

    page = as_coordinator.get(reverse("promises:basics", args=[draft.promise_id])).content.decode()

    assert "<script>alert(1)" not in page
