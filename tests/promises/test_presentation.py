import pytest

from promises.documents import (
    ActivityText,
    DialogueText,
    Document,
    FocusAreaText,
    FollowUpText,
    MunicipalityRef,
    OriginalText,
    PartyText,
    PeriodText,
    Publication,
    RedactionText,
    SectionText,
    SignatoryText,
    SignatureText,
)
from promises.presentation import (
    Bullets,
    Facts,
    Heading,
    Paragraph,
    Table,
    activity_columns,
    notices,
    period_words,
    picture_words,
    present,
)
from tests.promises.test_documents import a_document


def published(document: Document, **more: object) -> Publication:
    return Publication(document=document, sha256="ab" * 32, status="published", frozen_at="", **more)  # type: ignore[arg-type]


def of_kind(document: Document, kind: type) -> list:
    return [block for block in present(published(document)).blocks if isinstance(block, kind)]


def test_only_columns_that_occur_are_shown() -> None:
    rows = [ActivityText("1", "a", "Ronder", scope="2 st under 2018"), ActivityText("2", "b", "Möten")]
    document = a_document(focus_areas=[FocusAreaText(None, activities=rows)])

    assert [name for name, _label in activity_columns(document)] == ["text", "scope"]
    (table,) = of_kind(document, Table)
    assert table.columns == ["Nr", "Aktivitet", "Omfattning"]
    assert table.rows == [[["1"], ["Ronder"], ["2 st under 2018"]], [["2"], ["Möten"], []]]


def test_the_documents_own_wording_goes_before_the_names() -> None:
    row = ActivityText("1", "a", "Insats", executors=["Lokalpolisområde Örebro"], executor_wording="Polis")
    document = a_document(focus_areas=[FocusAreaText(None, activities=[row])])

    (table,) = of_kind(document, Table)

    assert table.rows[0][2] == ["Polis"]


def test_sections_keep_their_order_around_the_activities() -> None:
    document = a_document(
        sections=[SectionText("other", "Sist", "", True), SectionText("other", "Först", "- ett\n- två")],
        focus_areas=[FocusAreaText("Trafik", activities=[ActivityText("1", "a", "Kontroll")])],
    )

    headings = [block.text for block in of_kind(document, Heading)]

    assert headings == ["Först", "Det här lovar vi", "Trafik", "Sist"]
    assert of_kind(document, Bullets) == [Bullets(["ett", "två"])]


def test_a_focus_area_says_purpose_and_goal_with_a_leading_word() -> None:
    area = FocusAreaText("Skola", purpose="Att motverka brott.", goal="Att ge stöd.")

    paragraphs = of_kind(a_document(focus_areas=[area]), Paragraph)

    assert paragraphs == [Paragraph("Att motverka brott.", "Syfte:"), Paragraph("Att ge stöd.", "Mål:")]


def test_dialogue_and_follow_up_appear_only_when_something_is_written() -> None:
    assert present(published(a_document())).blocks == []
    document = a_document(
        dialogue=DialogueText(figures="drygt 700 svarade"), follow_up=FollowUpText(interval="month")
    )

    facts = of_kind(document, Facts)

    assert facts == [Facts([("Hur många", ["drygt 700 svarade"])]), Facts([("Hur ofta", ["varje månad"])])]


def test_a_signature_without_a_date_keeps_its_wording_and_a_missing_one_is_said() -> None:
    publication = published(
        a_document(),
        signatures=[SignatureText("Kungsörs kommun", "Kommunalråd", signed_text="idag")],
        missing_signatures=[SignatoryText("Lokalpolisområde Västra Mälardalen", "Lokalpolisområdeschef")],
    )

    table = present(publication).signatures

    assert table is not None
    assert [row[1] for row in table.rows] == [["idag"], ["Har inte skrivit under än."]]


def test_a_reader_is_told_what_kind_of_promise_it_is() -> None:
    document = a_document(
        demonstration=True, registered_afterwards=True, original=OriginalText("https://a.example")
    )
    publication = published(
        document, unconfirmed=["Polisen"], redactions=[RedactionText("/title", "2026-01-01", "§ 1")]
    )

    demo, registered, unconfirmed, redacted = notices(publication)

    assert demo.startswith("Demonstration")
    assert "i efterhand" in registered
    assert unconfirmed == "Ej bekräftat av Polisen."
    assert "borttagna enligt beslut" in redacted


def test_a_period_is_told_in_its_own_words_before_days() -> None:
    assert period_words(PeriodText("2021-01-01", "2022-12-31", "year", "Åren 2021–2022")) == "Åren 2021–2022"
    assert period_words(PeriodText("2021-01-01", "2022-12-31", "year")) == "2021–2022"
    assert period_words(PeriodText("2018-01-01", "2018-12-31", "year")) == "2018"
    assert period_words(PeriodText("2026-03-01", "2026-06-30", "day")) == "1 mars 2026 – 30 juni 2026"
    assert period_words(PeriodText("2026-03-01", None, "day", "", True, "tills ny överenskommelse")) == (
        "från 1 mars 2026 tills vidare, tills ny överenskommelse"
    )
    assert period_words(PeriodText()) == ""


def test_parties_are_named_with_the_documents_wording() -> None:
    document = a_document(
        municipalities=[MunicipalityRef("1880", "Örebro")],
        parties=[PartyText("ÖrebroBostäder AB", "municipal_company", "ÖBO")],
    )

    facts = dict(present(published(document)).facts.rows)

    assert facts["Parter"] == ["ÖrebroBostäder AB (ÖBO)"]


@pytest.mark.parametrize(
    ("caption", "credit", "words"),
    [
        ("Torget", "kommunen", "Torget. Bild: kommunen."),
        ("Torget.", "Foto: kommunen", "Torget. Foto: kommunen."),
        ("", "Egen illustration", "Bild: Egen illustration."),
        ("Vad händer här?", "", "Vad händer här?"),
        ("", "", ""),
    ],
)
def test_a_picture_says_once_who_made_it(caption: str, credit: str, words: str) -> None:
    assert picture_words(caption, credit) == words


def test_a_place_that_is_the_whole_scope_is_said_once() -> None:
    same = a_document(scope_text="Lekebergs kommun", places=["Lekebergs kommun"])
    more = a_document(scope_text="Lekebergs kommun", places=["Lekebergs kommun", "Fjugesta"])

    assert ("Gäller", ["Lekebergs kommun"]) in present(published(same)).facts.rows
    assert ("Gäller", ["Lekebergs kommun", "Fjugesta"]) in present(published(more)).facts.rows
