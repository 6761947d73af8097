"""What is inside must not come out: secrets are planted in every internal field and looked for on every page."""

from typing import Any

import pytest

from organisations.models import OutboxMessage
from promises.models import Activity, Promise, Revision
from tests.factories.organisations import ContactFactory, MandateFactory, MembershipFactory, UserFactory
from tests.factories.promises import (
    ActivityAnswerFactory,
    ActivityFactory,
    ApprovalFactory,
    CommentFactory,
    PredecessorFactory,
    RevisionFactory,
    SectionFactory,
)
from tests.factories.published import publish
from tests.public.test_pages import PAGES

SECRET = "HEMLIGT-ORD"


def plant(revision: Revision, lekeberg: Any) -> None:
    """A secret in everything that is stored around a published promise and is not part of its text."""
    writer = UserFactory(name=f"{SECRET}-namn", email="hemligt-ord@kommun.example")
    Promise.objects.filter(pk=revision.promise_id).update(created_by=writer)
    MembershipFactory(user=writer, organisation=lekeberg, title=f"{SECRET}-titel")
    MandateFactory(user=writer, organisation=lekeberg, decision_reference=f"{SECRET}-beslut")
    ContactFactory(organisation=lekeberg, title=f"{SECRET}-kontakt", is_public=False)
    CommentFactory(revision=revision, text=f"{SECRET}-kommentar", author=writer)
    ApprovalFactory(revision=revision, comment=f"{SECRET}-granskning", decided_by=writer)
    activity = revision.activities.get()
    ActivityAnswerFactory(activity=activity, outcome="declined", reason=f"{SECRET}-nej", answered_by=writer)
    OutboxMessage.objects.create(key="x", kind="x", to="x@x.example", subject=SECRET, body=SECRET)


@pytest.fixture
def with_secrets(published: Any, text: Revision, lekeberg: Any, writer: Any) -> None:
    plant(text, lekeberg)
    # A row changed behind the frozen text, and a new version being written.
    Revision.objects.filter(pk=text.pk).update(title=f"{SECRET}-rubrik", change_summary=f"{SECRET}-ändring")
    Activity.objects.filter(revision=text).update(text=f"{SECRET}-aktivitet")
    draft = RevisionFactory(promise=text.promise, number=2, title=f"{SECRET}-utkast")
    SectionFactory(revision=draft, body=f"{SECRET}-avsnitt")
    ActivityFactory(revision=draft, text=f"{SECRET}-ny aktivitet")
    unpublished = RevisionFactory(
        promise__slug="hemligt-ord", promise__owner=lekeberg, title=f"{SECRET}-löfte"
    )
    withdrawn = RevisionFactory(
        promise__slug="hemligt-ord-2", promise__owner=lekeberg, title=f"{SECRET}-återtaget"
    )
    publish(withdrawn, writer, status="withdrawn")
    assert unpublished.status == "draft"


@pytest.mark.parametrize("page", [page for page in PAGES if not page.endswith(".pdf")])
def test_nothing_internal_is_on_any_public_page(page, client, with_secrets):
    response = client.get(page)

    assert response.status_code == 200
    assert SECRET.lower() not in response.content.decode().lower()


def test_nothing_internal_is_in_the_pdf(client, with_secrets, monkeypatch):
    """What the engine is given is looked at, since the words of a finished PDF lie compressed in it."""
    given: list[str] = []

    def render(*args: Any, **kwargs: Any) -> bytes:
        given.append(repr((args, kwargs)))
        return b"%PDF-"

    monkeypatch.setattr("pdf.render", render)

    assert client.get("/loften/lekeberg-2026.pdf").status_code == 200
    assert "Tryggare Lekeberg" in given[0]
    assert SECRET not in given[0]


def test_neighbours_are_named_as_their_own_texts_name_them(client, with_secrets, text, writer, lekeberg):
    after = RevisionFactory(promise__slug="lekeberg-2028", promise__owner=lekeberg, title="Löftet efter")
    PredecessorFactory(revision=after, promise=text.promise, title="")
    publish(after, writer)
    Revision.objects.filter(pk=after.pk).update(title=f"{SECRET}-efter")

    assert "Löftet efter" in client.get("/loften/lekeberg-2026/").content.decode()
    for page in ("/loften/lekeberg-2026/", "/loften/lekeberg-2028/", "/loften/"):
        assert SECRET not in client.get(page).content.decode()


def test_the_secrets_would_have_been_found(with_secrets, client, coordinator):
    """The same words do show behind login, so the test above looks for something that is there."""
    client.force_login(coordinator)
    number = Promise.objects.get(slug="lekeberg-2026").pk

    assert f"{SECRET}-utkast" in client.get(f"/arbete/loften/{number}/").content.decode()
