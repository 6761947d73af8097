"""The pages of a file that comes in."""

from io import BytesIO

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from lagesbild.actions import importing
from lagesbild.actions.importing import rules
from lagesbild.imports.registry import KINDS
from lagesbild.models import ImportBatch, IncidentReport
from tests.factories.lagesbild import DialogueFactory, ImportBatchFactory
from tests.lagesbild.importing import ROWS, checked, received, written

State = ImportBatch.State
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-01 12:00:00+01:00"):
        yield


@pytest.fixture
def pages(client, lekeberg, coordinator):
    client.force_login(coordinator)
    return client


def address(name, *arguments):
    return reverse(f"lagesbild:{name}", args=["lekeberg", *arguments])


def upload(content=None, name="fil.csv"):
    return SimpleUploadedFile(name, (content or written()).read())


def text(response):
    return response.content.decode()


def test_from_upload_to_done_without_javascript(pages):
    sent = {"file": upload(), "source": "Hyresvärden", "delimiter": "", "encoding": ""}
    response = pages.post(address("import_new", "handelser"), sent, follow=True)
    batch = ImportBatch.objects.get()

    assert "semikolon" in text(response)
    assert "UTF-8 med BOM" in text(response)
    assert "A: Typ (till exempel ”Skadegörelse”)" in text(response)
    chosen = {"category": 0, "day": 1, "address": 2, "text": 3, "external_id": 4}
    response = pages.post(address("import_columns", batch.pk), chosen, follow=True)
    assert "0 av 3 rader" in text(response)
    response = pages.post(address("import_step", batch.pk), follow=True)
    assert "Läs in 3 rader" in text(response)
    assert "2026-10-02 20:30" in text(response)
    response = pages.post(address("import_confirm", batch.pk), follow=True)
    response = pages.post(address("import_step", batch.pk), follow=True)
    assert "3 nya rader" in text(response)
    assert IncidentReport.objects.count() == 3


def test_with_htmx_it_goes_on_by_itself_until_it_is_done(pages, lekeberg, coordinator, monkeypatch):
    monkeypatch.setattr(rules, "CHUNK", 2)
    monkeypatch.setattr("lagesbild.views.one_import.SECONDS_BY_ITSELF", 0)
    batch = received(lekeberg, coordinator)
    importing.choose_columns(batch, chosen={"category": 0, "day": 1, "address": 2}, by=coordinator)

    first = pages.post(address("import_step", batch.pk), headers={"HX-Request": "true"})
    assert "2 av 3 rader" in text(first)
    assert "load delay" in text(first)
    second = pages.post(address("import_step", batch.pk), headers={"HX-Request": "true"})
    assert second.headers["HX-Redirect"] == address("import", batch.pk)


def test_what_cannot_go_on_waits_for_somebody_and_says_why(pages, lekeberg, coordinator):
    batch = received(lekeberg, coordinator)
    importing.choose_columns(batch, chosen={"category": 0, "day": 1, "address": 2}, by=coordinator)
    ImportBatch.objects.update(stored="imports/borta.jsonl")

    response = pages.post(address("import_step", batch.pk), headers={"HX-Request": "true"})
    page = pages.get(response.headers["HX-Redirect"])

    assert "Ladda upp filen igen" in text(page)
    assert "load delay" not in text(page)


def test_words_that_we_do_not_know_are_asked_about(pages, lekeberg, coordinator):
    batch = received(lekeberg, coordinator, written([["Förstört", "2026-10-02", "Torget", "", ""]]))
    chosen = {"category": 0, "day": 1, "address": 2}
    response = pages.post(address("import_columns", batch.pk), chosen, follow=True)

    assert response.redirect_chain[-1][0] == address("import_words", batch.pk)
    assert "”Förstört” (1 rad)" in text(response)
    assert "Välj vad ordet betyder." in text(pages.post(address("import_words", batch.pk), {}))
    pages.post(address("import_words", batch.pk), {"category-0": "vandalism"})
    assert importing.step(ImportBatch.objects.get(), by=coordinator).new_rows == 1


@pytest.mark.parametrize(
    ("position", "is_said"), [(["6560021", "492246"], True), (["59,18022", "14,86411"], False)]
)
def test_that_metres_were_made_degrees_is_said_beside_the_first_rows(
    pages, lekeberg, coordinator, position, is_said
):
    file = written([["Klotter", "2026-10-02", *position]], ["Typ", "Datum", "N", "E"])
    batch = checked(lekeberg, coordinator, file)

    page = text(pages.get(address("import", batch.pk)))

    assert ("Positionerna är skrivna i SWEREF 99 TM." in page) is is_said
    assert "in_metres" not in page


def test_a_file_with_a_column_for_each_year_says_how_it_was_read(pages, lekeberg, coordinator):
    file = written([["Anmälda brott", "9120", "8977"]], ["Serie", "2024", "2025"])
    batch = received(lekeberg, coordinator, file, "series")

    page = text(pages.get(address("import_columns", batch.pk)))

    assert "Filen har en kolumn för varje år." in page
    for cell in ("<td>2024</td>", "<td>9120</td>"):
        assert cell in page


def test_faults_are_shown_by_row_and_column_and_can_be_fetched(pages, lekeberg, coordinator):
    batch = checked(lekeberg, coordinator, written([*ROWS, ["Klotter", "igår", "Torget", "", ""]]))

    page = text(pages.get(address("import", batch.pk)))
    assert "1 rad behöver rättas" in page
    assert "”igår” är inget datum" in page
    assert "Läs in 3 rader" not in page
    response = pages.get(address("import_faults", batch.pk))
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "Rad;Kolumn;Vad som är fel"
    assert lines[1].startswith("5;Datum (B);")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "Filen är tom"),
        (b"%PDF-1.4", "ingen tabell"),
        (b"PK\x03\x04half", "går inte att läsa"),
        (b'Typ;Datum\nKlotter;"2026', "slutar mitt i rad 2"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_beside_its_field(pages, content, word):
    sent = {"file": SimpleUploadedFile("fil.xlsx", content), "source": "Hyresvärden"}
    response = pages.post(address("import_new", "handelser"), sent)

    assert word in text(response)
    assert "Hyresvärden" in text(response)
    assert not ImportBatch.objects.exists()


def test_a_file_above_the_limit_is_refused_with_a_sentence(pages, settings):
    settings.MAX_FILE_BYTES = 1000
    sent = {"file": SimpleUploadedFile("fil.csv", b"x" * 2000), "source": "Hyresvärden"}

    assert "större än" in text(pages.post(address("import_new", "handelser"), sent))
    assert not ImportBatch.objects.exists()


def test_two_hundred_megabytes_get_a_page_and_leave_nothing(pages):
    class Endless(BytesIO):
        left = 200 * 1024 * 1024

        def read(self, size=-1):
            piece = min(self.left, size if size > 0 else self.left)
            self.left -= piece
            return b"x" * piece

    body = Endless()
    response = pages.generic(
        "POST",
        address("import_new", "handelser"),
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(body.left),
        **{"wsgi.input": body},
    )

    assert response.status_code == 413
    assert "Filen är för stor" in text(response)
    assert not ImportBatch.objects.exists()


def test_the_same_form_twice_is_one_file(pages):
    key = "6b1f1f0e-3a0a-4f0e-9a53-0d7b1a1c2d3e"
    for _time in range(2):
        sent = {"file": upload(), "source": "Hyresvärden", "creation_key": key}
        pages.post(address("import_new", "handelser"), sent)

    assert ImportBatch.objects.count() == 1


def test_giving_up_is_asked_about_first(pages, lekeberg, coordinator):
    batch = checked(lekeberg, coordinator)

    assert "Inget ur filen sparas" in text(pages.get(address("import_abandon", batch.pk)))
    response = pages.post(address("import_abandon", batch.pk), follow=True)

    assert "Inget ur filen är sparat" in text(response)
    assert ImportBatch.objects.get().state == State.ABANDONED


@pytest.mark.parametrize("kind", [one.slug for one in KINDS.values()])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_example_of_each_kind_can_be_fetched(pages, kind, form):
    response = pages.get(address("import_sample", kind, form))

    assert response.status_code == 200
    assert f"mall-{kind}.{form}" in response["Content-Disposition"]


@pytest.mark.parametrize("kind", ["reports", "series"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_example_itself_comes_in(pages, lekeberg, coordinator, kind, form):
    content = pages.get(address("import_sample", KINDS[kind].slug, form)).content

    batch = checked(lekeberg, coordinator, BytesIO(content), kind)

    assert (batch.state, batch.faults, batch.new_rows) == (State.CHECKED, 0, 1)


@pytest.mark.parametrize("kind", ["findings", "breakdown", "answers"])
def test_the_example_of_a_survey_comes_into_its_dialogue(pages, lekeberg, coordinator, kind):
    content = pages.get(address("import_sample", KINDS[kind].slug, "xlsx")).content
    dialogue = DialogueFactory(municipality=lekeberg)

    batch = received(lekeberg, coordinator, BytesIO(content), kind, dialogue=dialogue)

    assert batch.rows == 1


@pytest.mark.parametrize(("person", "is_shown"), [("coordinator", True), ("reader", False)])
def test_only_who_can_let_a_file_in_is_shown_where(client, lekeberg, member, person, is_shown):
    client.force_login(member(person))

    assert (address("imports") in text(client.get(address("municipality")))) is is_shown


def test_a_dialogue_and_the_statistics_lead_to_their_files(pages, lekeberg):
    dialogue = DialogueFactory(municipality=lekeberg)

    assert address("import_answers", dialogue.pk) in text(pages.get(address("dialogue", dialogue.pk)))
    assert address("import_new", "statistik") in text(pages.get(address("statistics")))


def test_from_a_dialogue_and_back_to_it(pages, lekeberg, coordinator):
    dialogue = DialogueFactory(municipality=lekeberg)
    content = written([["Trafik", "Bilar kör för fort.", "112"]], ["Ämne", "Svar", "Antal"])
    sent = {"file": upload(content), "source": "Enkät", "kind": "findings"}
    page = pages.post(address("import_answers", dialogue.pk), sent, follow=True)
    batch = ImportBatch.objects.get()
    pages.post(address("import_columns", batch.pk), {"theme": 0, "text": 1, "count": 2})
    pages.post(address("import_step", batch.pk))
    done = pages.post(address("import_confirm", batch.pk), follow=True)

    assert "Vilken kolumn är vilken?" in text(page)
    assert "1 ny rad." in text(done)
    assert address("dialogue", dialogue.pk) in text(done)
    assert "Bilar kör för fort." in text(pages.get(address("dialogue", dialogue.pk)))


def test_a_kind_that_is_not_is_not_found(pages):
    assert pages.get(address("import_new", "recept")).status_code == 404
    assert pages.get(address("import_new", "enkatsvar")).status_code == 404
    assert pages.get(address("import_sample", "recept", "csv")).status_code == 404
    assert pages.get(address("import_sample", "handelser", "doc")).status_code == 404


def test_a_file_of_another_municipality_is_not_found(pages, kungsor):
    theirs = ImportBatchFactory(municipality=kungsor)

    assert pages.get(address("import", theirs.pk)).status_code == 404
    assert pages.get(reverse("lagesbild:import", args=["kungsor", theirs.pk])).status_code == 404


def test_the_list_asks_as_many_questions_of_one_file_as_of_three(
    pages, lekeberg, coordinator, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ImportBatchFactory(municipality=lekeberg, uploaded_by=coordinator)
    pages.get(address("imports"))
    with CaptureQueriesContext(connection) as one:
        pages.get(address("imports"))
    ImportBatchFactory.create_batch(2, municipality=lekeberg, uploaded_by=coordinator)
    with django_assert_num_queries(len(one)):
        assert text(pages.get(address("imports"))).count("felanmalan.csv") == 3
