"""What is inside must not come out: secrets are planted in every internal field and looked for on every page."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.apps import apps

from followup.models import Confirmation, Correction, PublicAnswer, Report, RoundComment
from followup.reports import compose
from followup.reports.composing import promises_of
from followup.reports.documents import canonical
from organisations.models import OutboxMessage
from promises.models import Activity, Promise, Revision
from tests.factories.followup import (
    CarriedFactory,
    EntryFactory,
    EntryPictureFactory,
    EvaluationFactory,
    FollowerFactory,
    ObservationFactory,
    OccasionFactory,
    ReleaseFactory,
    RoundFactory,
    VerdictFactory,
)
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
from tests.public import lagesbild_secrets
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
    plant_in_follow_up(revision, lekeberg, writer)
    lagesbild_secrets.plant(lekeberg, writer, SECRET)
    OutboxMessage.objects.create(key="x", kind="x", to="x@x.example", subject=SECRET, body=SECRET)


def plant_in_follow_up(revision: Revision, lekeberg: Any, writer: Any) -> None:
    """A secret in every word of the follow-up, beside one report whose text is released."""
    promise, key = revision.promise, revision.activities.get().key
    of = {"promise": promise, "activity_key": key}
    OccasionFactory(**of, organisation=lekeberg, title=f"{SECRET}-tillfälle", place=f"{SECRET}-plats")
    inside = {
        field: f"{SECRET}-{field}"
        for field in ("unit", "place", "observation", "reason", "internal_note", "next_step")
    }
    report = {"version": revision.version, "activity_key": key, "reporter": writer, **inside}
    shown = EntryFactory(**report, status="partly", public_text="Detta får alla läsa.")
    EntryPictureFactory(entry=shown, alt=f"{SECRET}-bild")
    ReleaseFactory(entry=shown, reason=f"{SECRET}-skäl", decided_by=writer)
    waiting = EntryFactory(**report, public_text=f"{SECRET}-väntar")
    hidden = EntryFactory(**report, public_text=f"{SECRET}-dold")
    ReleaseFactory(entry=hidden)
    ReleaseFactory(entry=hidden, shows_text=False, decided_by=writer)
    wrong = EntryFactory(**report, public_text=f"{SECRET}-rättad")
    ReleaseFactory(entry=wrong)
    EntryFactory(**report, supersedes=wrong, retracts=True, public_text=f"{SECRET}-borttagen")
    EntryPictureFactory(entry=waiting, alt=f"{SECRET}-bild")
    gone = EntryFactory(**report | {"activity_key": uuid.uuid4()}, public_text=f"{SECRET}-gammal aktivitet")
    ReleaseFactory(entry=gone, shows_picture=True)
    closed = RoundFactory(promise=promise, comment=f"{SECRET}-omgång", starts_on="2026-01-01",
                          ends_on="2026-03-31", closed_at="2026-04-01T12:00Z", closed_by=writer)  # fmt: skip
    RoundComment.objects.create(round=closed, activity_key=key, standing="red", text=f"{SECRET}-kommentar")
    Confirmation.objects.create(round=closed, activity_key=key, organisation=lekeberg, standing="red",
                                comment=f"{SECRET}-läge", confirmed_by=writer)  # fmt: skip
    VerdictFactory(**of, outcome="stopped", reason=f"{SECRET}-omdöme", decided_by=writer)
    words = ("text", "reason", "success_factors", "remaining_challenges")
    EvaluationFactory(promise=promise, **{field: f"{SECRET}-{field}" for field in words}, evaluated_by=writer)
    words = ("you_said", "we_promised", "so_it_went", "what_now")
    PublicAnswer.objects.create(promise=promise, **{field: f"{SECRET}-{field}" for field in words})
    words = ("series", "source", "note")
    ObservationFactory(promise=promise, **{field: f"{SECRET}-{field}" for field in words}, recorded_by=writer)
    CarriedFactory(**of, successor__slug="nasta", reason=f"{SECRET}-nästa period")
    # Its reason is for everybody, so there is none in it.
    Correction.objects.create(
        promise=promise, what="evaluation", step="hidden", reason="En uppgift var fel.", decided_by=writer
    )
    Report.objects.create(
        organisation=lekeberg, audience="council", title=f"{SECRET}-rapport", starts_on="2026-01-01",
        ends_on="2026-12-31", canonical=f"{SECRET}-data", pdf=f"{SECRET}.pdf", docx=f"{SECRET}.docx", made_by=writer,
    ).promises.add(promise)  # fmt: skip
    FollowerFactory(promise=promise, email="hemligt-ord@post.example", secret=f"{SECRET}-nyckel")


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


def test_every_model_of_the_follow_up_has_a_secret_or_no_words(with_secrets):
    """A new table fails here until somebody has planted something in it, or said why there is nothing to plant."""
    without_words = {
        "AlsoSettled",
        "CalendarFeed",
        "Escalation",
        "Reminded",
        "ReminderChoice",
        "FollowAttempt",
    }

    planted = {
        model.__name__ for model in apps.get_app_config("followup").get_models() if model.objects.exists()
    }

    assert planted | without_words == {
        model.__name__ for model in apps.get_app_config("followup").get_models()
    }


def test_what_is_released_is_read(client, with_secrets):
    """The test below looks at pages that do show the follow-up."""
    for page in ("/", ".json", "/uppfoljning/", "/uppfoljning.atom"):
        assert "Detta får alla läsa." in client.get(f"/loften/lekeberg-2026{page}").content.decode()


@pytest.mark.parametrize(
    "page", [*(page for page in PAGES if not page.endswith(".pdf")), "/kommuner/lekeberg/lagesbild/"]
)
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


@pytest.mark.parametrize("audience", ["citizens", "assembly"])
def test_nothing_internal_is_in_a_report_that_everybody_can_read(audience, with_secrets, lekeberg):
    """As data, which page, PDF and Word are made from. The papers of the assembly are public."""
    days = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 12, 31)}

    document = compose(
        lekeberg, promises_of(lekeberg, *days.values()), audience=audience, today=date(2028, 1, 1), **days
    )

    assert ("Detta får alla läsa." in canonical(document)) is (audience == "citizens")
    assert SECRET.lower() not in canonical(document).lower()


@pytest.mark.parametrize("page", ["svar/", "matvarden/"])
def test_nothing_internal_is_on_the_pages_that_wait(page, client, with_secrets):
    """Of the answer before it is released, and of values whose indicator is not in the text."""
    assert SECRET.lower() not in client.get(f"/loften/lekeberg-2026/{page}").content.decode().lower()


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
