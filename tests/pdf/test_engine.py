from datetime import UTC, datetime

import pytest

import pdf
from promises.documents import (
    ActivityText,
    Document,
    FocusAreaText,
    IndicatorText,
    Publication,
    SectionText,
    SignatoryText,
    SignatureText,
    canonical,
    digest,
)
from promises.rendering import pdf_of
from tests.pdf.validation import faults
from tests.promises.test_documents import a_document

HOSTILE = '#panic() *fet* $x$ <script> "citat" \\ åäö \u2028 @ref'
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_long_promise() -> Document:
    rows = [
        ActivityText(str(n), str(n), HOSTILE, executors=["Polisen"], responsible=["Gruppchef"], scope="2 st")
        for n in range(1, 21)
    ]
    return a_document(
        demonstration=True,
        sections=[SectionText("other", HOSTILE, f"{HOSTILE}\n\n- {HOSTILE}\n\n1. ett\n2. två")],
        focus_areas=[FocusAreaText("Trafik", "Bakgrund", "Syfte", "Mål", activities=rows)],
        signatories=[SignatoryText("Lekebergs kommun", "Ordförande", statement="Vi vill detta.")],
    )


def published(document: Document) -> Publication:
    signature = SignatureText("Lekebergs kommun", "Ordförande", signed_on="2026-11-23", method="password")
    return Publication(
        document=document,
        sha256=digest(canonical(document)),
        status="published",
        frozen_at="2026-11-23",
        signatures=[signature],
    )


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_promise_of_twenty_activities_is_an_accessible_archive_file(profile: str, tmp_path) -> None:
    file = tmp_path / "promise.pdf"
    file.write_bytes(pdf_of(published(a_long_promise())))

    assert faults(file, profile) == []


def test_a_table_of_words_shares_the_width_of_the_page_between_its_columns() -> None:
    """A first column as wide as its words once left the others a syllable each, and one row took half a page."""
    measured = IndicatorText(
        "1",
        "outcome",
        "Andel elever på högstadiet som har blivit erbjudna narkotika under det senaste halvåret",
        unit="procent",
        source="Skolans enkät till alla elever",
        baseline="19",
        baseline_on="2026-05-20",
        target="15",
        target_on="2027-12-31",
    )
    content = pdf_of(published(a_document(indicators=[measured] * 6)))

    # The promise with its table, and the page of signatures.
    assert content.count(b"/Type/Page/") == 2


def test_a_promise_without_anything_in_it_can_be_printed_too() -> None:
    assert pdf_of(published(a_document())).startswith(b"%PDF-1.7")


def test_the_same_text_and_time_give_the_same_bytes() -> None:
    publication = published(a_long_promise())

    assert pdf_of(publication, made_at=NOON) == pdf_of(publication, made_at=NOON)


def test_what_the_engine_refuses_becomes_an_error_with_its_words() -> None:
    with pytest.raises(pdf.PdfError):
        pdf.render("promise", {"title": "utan resten"})
