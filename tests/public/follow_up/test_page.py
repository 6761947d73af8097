"""What a reader sees of how a promise is kept, and that it stands apart from what was signed."""

import gzip
import json
import uuid
from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup.models import Evaluation
from followup.publication import public_follow_up
from promises.models import PromiseVersion, Revision
from promises.states import Status
from tests.factories.followup import (
    CorrectionFactory,
    EntryFactory,
    EvaluationFactory,
    PublicAnswerFactory,
    ReleaseFactory,
    RoundFactory,
)
from tests.factories.promises import ActivityFactory, PredecessorFactory, RevisionFactory
from tests.factories.published import publish
from tests.public.follow_up.reading import JSON, NEWS, PAGE, activity, read

pytestmark = pytest.mark.usefixtures("today")


def test_the_page_says_what_is_promised_and_what_is_done(client, report):
    report(quantity=18, public_text="Vi har stått vid skolan.")

    page = read(client)

    assert "18 av minst 96 kontroller" in page
    assert "Långt efter" in page
    assert '<blockquote class="outcome__latest"><p>Vi har stått vid skolan.</p>' in page
    assert "Senast rapporterat 1 juni 2026." in page
    assert "hör inte till den undertecknade texten" in page


def test_an_activity_without_a_report_says_so(client, published):
    page = read(client)

    assert "Ingen rapport." in page
    assert "Parterna har inte berättat något än." in page
    assert activity(client)["last_public_update"] is None


def test_an_activity_that_has_not_begun_owes_no_report(client, published):
    with time_machine.travel("2025-12-01 12:00 +0100"):
        found = public_follow_up(PromiseVersion.objects.get())
    assert found is not None
    assert not any(one.has_begun for one in found.activities)


def test_words_that_are_not_released_count_but_do_not_show(client, report):
    report(quantity=18, public_text="Inte godkänt.", released=False)

    for page in (PAGE, JSON, NEWS, "/loften/lekeberg-2026/uppfoljning.atom"):
        assert "Inte godkänt." not in read(client, page)
    assert activity(client)["done"] == "18"


def test_the_latest_decision_holds(client, report):
    entry = report(public_text="Visas inte längre.")
    ReleaseFactory(entry=entry, shows_text=False, reason="Pekar ut någon.")

    page = read(client)

    assert "Visas inte längre." not in page
    assert "Pekar ut" not in page


def test_a_corrected_report_neither_shows_nor_counts(client, report):
    wrong = report(quantity=180, public_text="Fel antal.")
    report(quantity=18, public_text="Rätt antal.", supersedes=wrong)

    page = read(client)

    assert "Fel antal." not in page
    assert "Rätt antal." in page
    assert activity(client)["done"] == "18"


def test_a_picture_shows_only_when_it_is_released(client, report):
    shown = report(picture=True)
    hidden = report(picture=True)
    ReleaseFactory(entry=hidden, shows_picture=False)

    page = read(client)

    assert f"{PAGE}bilder/{shown.pk}/" in page
    assert f"{PAGE}bilder/{hidden.pk}/" not in page
    assert client.get(f"{PAGE}bilder/{shown.pk}/").status_code == 200
    assert client.get(f"{PAGE}bilder/{shown.pk}/")["Content-Type"] == "image/jpeg"
    assert client.get(f"{PAGE}bilder/{hidden.pk}/").status_code == 404


def test_the_picture_of_a_corrected_report_or_of_another_promise_is_not_given_out(
    client, report, lekeberg, writer
):
    wrong = report(picture=True)
    report(supersedes=wrong)
    other = RevisionFactory(promise__slug="annat", promise__owner=lekeberg)
    publish(other, writer)
    shown = report(picture=True)

    assert client.get(f"{PAGE}bilder/{wrong.pk}/").status_code == 404
    assert client.get(f"/loften/annat/bilder/{shown.pk}/").status_code == 404


def test_what_is_told_of_an_activity_that_is_no_longer_promised_is_not_shown(client, published, text):
    gone = EntryFactory(version=published, activity_key=uuid.uuid4(), public_text="Om något annat.")
    ReleaseFactory(entry=gone, shows_text=True)

    assert "Om något annat." not in read(client, NEWS)


def test_evaluation_and_answer_show_when_they_are_released(client, published, text, writer):
    fields = {"promise": text.promise, "reason": "Ingen mätte.", "result": Evaluation.Result.CANNOT_SAY}
    EvaluationFactory(**fields, kind="outcome", released_at="2026-06-01T12:00Z", released_by=writer)
    EvaluationFactory(**fields, kind="process", text="Inte visad än.")
    answer = PublicAnswerFactory(promise=text.promise, so_it_went="Det blev lugnare.")

    page = read(client)
    assert "Går inte att bedöma" in page
    assert "Ingen mätte." in page
    assert "Inte visad än." not in page
    assert "Det blev lugnare." not in page

    answer.released_at, answer.released_by = "2026-06-02T12:00Z", writer
    answer.save()
    assert "Det blev lugnare." in read(client)


def test_an_older_version_is_read_without_the_follow_up(client, report, text, writer):
    report(public_text="Vi har stått vid skolan.")
    Revision.objects.filter(pk=text.pk).update(status=Status.SUPERSEDED)
    publish(RevisionFactory(promise=text.promise, number=2, title="Ny text"), writer)

    assert "Vi har stått vid skolan." not in read(client, f"{PAGE}versioner/1/")


def test_a_promise_without_activities_has_no_follow_up_to_show(client, published, lekeberg, writer):
    publish(RevisionFactory(promise__slug="i-text", promise__owner=lekeberg), writer)

    assert "Så går det" not in read(client, "/loften/i-text/")
    assert client.get("/loften/i-text/uppfoljning/").status_code == 404
    assert client.get("/loften/i-text/uppfoljning.atom").status_code == 404
    assert json.loads(client.get("/loften/i-text.json").content)["activities"] == []


def test_the_day_is_swedens(published, report):
    """At half past eleven in the evening of 30 June, UTC, it is 1 July in Sweden."""
    report("2026-07-01", quantity=18)

    with time_machine.travel("2026-06-30T22:30:00+00:00"):
        assert public_follow_up(published).activities[0].done == 18
    with time_machine.travel("2026-06-30T21:30:00+00:00"):
        assert public_follow_up(published).activities[0].done == 0


@pytest.mark.parametrize("page", [PAGE, NEWS, JSON, "/loften/lekeberg-2026/uppfoljning.atom"])
def test_a_long_history_costs_no_more_queries(page, client, report, text, published, writer, lekeberg):
    before = RevisionFactory(promise__slug="lekeberg-2024", promise__owner=lekeberg, title="Löftet före")
    publish(before, writer)
    PredecessorFactory(revision=text, promise=before.promise, title="")
    report(public_text="Ett.")
    evaluated = {"promise": text.promise, "released_at": "2026-06-01T12:00Z", "released_by": writer}
    EvaluationFactory(**evaluated)
    with CaptureQueriesContext(connection) as one:
        client.get(page)

    for month in range(1, 7):
        report(f"2026-0{month}-03", public_text="Flera.", picture=True)
        RoundFactory(promise=text.promise, starts_on=f"2026-0{month}-01", ends_on=f"2026-0{month}-28")
        key = text.activities.get().key
        EvaluationFactory(**evaluated, subject="activity", subject_key=key, kind=f"k{month}")
    PublicAnswerFactory(promise=text.promise, released_at="2026-06-01T12:00Z", released_by=writer)
    with CaptureQueriesContext(connection) as many:
        client.get(page)

    assert len(many) == len(one) <= 10


def test_what_a_promise_does_not_have_is_not_asked_for(client, published, text, writer):
    with CaptureQueriesContext(connection) as without:
        client.get(PAGE)

    EvaluationFactory(promise=text.promise, released_at="2026-06-01T12:00Z", released_by=writer)
    CorrectionFactory(promise=text.promise, decided_by=writer)
    with CaptureQueriesContext(connection) as having:
        client.get(PAGE)

    assert len(having) == len(without) + 2


def test_sixty_activities_with_a_long_history_fit_in_30_kilobytes(client, text, writer, lekeberg):
    for number in range(60):
        ActivityFactory(revision=text, text=f"Aktivitet {number} om trygghet på torget och i parken.")
    version = publish(text, writer)
    for one in text.activities.all():
        for month in range(1, 7):
            entry = EntryFactory(
                version=version, activity_key=one.key, organisation=lekeberg, reporter=writer,
                happened_on=date(2026, month, 3), public_text=f"I månad {month} var vi ute {one.pk} gånger.",
            )  # fmt: skip
            ReleaseFactory(entry=entry, decided_by=writer)

    response = client.get(PAGE, headers={"Accept-Encoding": "gzip"})

    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 30_000
    assert len(gzip.decompress(response.content)) < 400_000
