import uuid

import pytest

from public.actions import MOST_PER_HOUR
from public.models import ReaderReport


def sent(**changes):
    return {"text": "Datumet är fel.", "email": "", "webbplats": "", "creation_key": uuid.uuid4(), **changes}


def test_a_reader_reports_an_error_once_however_often_the_form_is_sent(client, published):
    form = sent()

    for _ in range(2):
        response = client.post("/loften/lekeberg-2026/fel/", form)

    assert response.url == "/loften/lekeberg-2026/"
    (report,) = ReaderReport.objects.all()
    assert (report.text, report.promise) == ("Datumet är fel.", published.revision.promise)


def test_a_reader_reports_a_fault_with_the_page_it_is_on(client, db):
    client.post("/tillganglighet/brist/", sent(page="/loften/", email="jag@post.example"))

    (report,) = ReaderReport.objects.all()
    assert (report.kind, report.page, report.email) == ("accessibility", "/loften/", "jag@post.example")


def test_personal_data_is_refused_and_the_text_is_kept(client, published):
    response = client.post("/loften/lekeberg-2026/fel/", sent(text="Ring 070-123 45 67 om felet."))

    page = response.content.decode()
    assert response.status_code == 200
    assert "Ring 070-123 45 67 om felet." in page
    assert ReaderReport.objects.count() == 0


@pytest.mark.parametrize(
    "changes", [{"text": ""}, {"text": "x" * 4001}, {"creation_key": "nej"}, {"email": "@"}]
)
def test_input_that_cannot_be_used_is_refused_with_a_sentence(changes, client, published):
    response = client.post("/loften/lekeberg-2026/fel/", sent(**changes))

    assert response.status_code == 200
    assert ReaderReport.objects.count() == 0


def test_a_program_that_fills_in_every_field_leaves_nothing(client, published):
    response = client.post("/loften/lekeberg-2026/fel/", sent(webbplats="https://spam.example"))

    assert response.status_code == 302
    assert ReaderReport.objects.count() == 0


def test_a_flood_of_reports_is_stopped_with_a_sentence(client, published):
    ReaderReport.objects.bulk_create(ReaderReport(kind="error", text="x") for _ in range(MOST_PER_HOUR))

    response = client.post("/loften/lekeberg-2026/fel/", sent())

    assert "Försök igen om en timme" in response.content.decode()
    assert ReaderReport.objects.count() == MOST_PER_HOUR
