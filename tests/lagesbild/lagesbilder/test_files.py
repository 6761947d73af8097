import pytest
from django.urls import reverse
from docx import Document as Word

from lagesbild.actions import adopting
from lagesbild.composition import document_of
from lagesbild.documents import digest
from lagesbild.presentation import present_lagesbild
from lagesbild.rendering import docx_of, pdf_of
from tests.factories.lagesbild import (
    CauseFactory,
    LagesbildBasisFactory,
    LagesbildProblemFactory,
    ProblemFactory,
)
from tests.lagesbild.lagesbilder.texts import DECISION
from tests.pdf.validation import faults

pytestmark = pytest.mark.django_db
HOSTILE = '#panic() *fet* $x$ <script> "citat" \\ åäö @ref'


@pytest.fixture
def full(draft, lekeberg):
    """One of everything."""
    for name in ("positive_factors", "forecast", "planned_events", "public_summary", "mapping"):
        setattr(draft, name, f"{HOSTILE}\n\n- ett\n- två")
    draft.save()
    LagesbildBasisFactory(lagesbild=draft, name=HOSTILE)
    LagesbildBasisFactory(lagesbild=draft, is_rejected=True, note="Gammal.")
    problem = ProblemFactory(municipality=lekeberg, title=HOSTILE, how="Så här.")
    CauseFactory(problem=problem)
    LagesbildProblemFactory(lagesbild=draft, problem=problem)
    return draft


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_the_pdf_is_an_accessible_archive_file(full, profile, tmp_path):
    file = tmp_path / "lagesbild.pdf"
    shown = present_lagesbild(document_of(full), sha256="0" * 64)
    file.write_bytes(pdf_of(shown, kind="Lägesbild", author="Lekebergs kommun"))

    assert faults(file, profile) == []


def test_the_word_file_has_real_headings_and_tables(full, tmp_path):
    file = tmp_path / "lagesbild.docx"
    file.write_bytes(docx_of(present_lagesbild(document_of(full)), author="Lekebergs kommun"))

    word = Word(str(file))

    headings = [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert {"Analys", "Problem", "Vad lägesbilden bygger på"} <= set(headings)
    assert len(word.tables) == 3
    assert word.core_properties.language == "sv-SE"


@pytest.mark.parametrize(("kind", "starts"), [("pdf", b"%PDF-1.7"), ("docx", b"PK"), ("json", b"{")])
def test_the_files_of_an_adopted_one(client, full, lekeberg, coordinator, reader, kind, starts):
    adopted = adopting.adopt(full, by=coordinator, **DECISION)
    client.force_login(reader)

    answer = client.get(reverse("lagesbild:lagesbild_file", args=[lekeberg.slug, adopted.pk, kind]))

    assert answer.content.startswith(starts)
    if kind == "json":
        assert digest(answer.content.decode()) == adopted.version.sha256
