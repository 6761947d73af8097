import hashlib
import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from promises.documents import (
    ActivityText,
    Document,
    FocusAreaText,
    MunicipalityRef,
    PartyText,
    PeriodText,
    SectionText,
    canonical,
    digest,
)

words = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def a_document(**changes: object) -> Document:
    document = Document(
        slug="lekeberg",
        title="Löfte",
        version=1,
        municipalities=[MunicipalityRef("1814", "Lekeberg")],
        police_area="Lokalpolisområde Örebro",
        police_areas=["Lokalpolisområde Örebro"],
        period=PeriodText("2026-01-01", "2027-12-31", "year", "2026–2027"),
        parties=[PartyText("Lekebergs kommun", "municipality")],
    )
    return replace(document, **changes)  # type: ignore[arg-type]


@given(words, words, words, st.booleans())
def test_a_document_survives_the_way_through_canonical_json(
    title: str, body: str, text: str, after: bool
) -> None:
    activity = ActivityText("1", "k", text, executors=[title], period=PeriodText(text=body))
    document = a_document(
        title=title,
        sections=[SectionText("other", title, body, after)],
        focus_areas=[FocusAreaText(None, activities=[activity])],
    )

    assert Document.from_dict(json.loads(canonical(document))) == document


@given(words, words)
def test_canonical_json_is_what_three_lines_of_python_make(title: str, text: str) -> None:
    document = a_document(title=title, aims=[text])

    plain = json.dumps(document.to_dict(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert canonical(document) == plain
    assert digest(canonical(document)) == hashlib.sha256(plain.encode()).hexdigest()


def test_a_key_that_is_not_known_yet_is_passed_over() -> None:
    data = {**a_document().to_dict(), "something_new": 1}

    assert Document.from_dict(data) == a_document()


def test_the_keys_that_others_rely_on_stand_in_the_document() -> None:
    promised = {
        "slug", "title", "municipalities", "police_area", "period", "sections", "aims", "focus_areas", "parties",
        "follow_up", "contacts", "registered_afterwards", "version",
    }  # fmt: skip

    assert promised - a_document().to_dict().keys() == set()
