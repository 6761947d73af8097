from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from promises import documents as d
from promises.comparison import compare, same_text

FULL = d.Document(
    slug="lekeberg",
    title="Tryggare kvällar",
    version=1,
    municipalities=[d.MunicipalityRef("1814", "Lekeberg")],
    police_area="Lokalpolisområde Örebro",
    police_areas=["Lokalpolisområde Örebro"],
    period=d.PeriodText("2026-01-01", "2026-12-31", "year", "2026", False, "lägesbilden ändras", "2026-10-01"),
    parties=[d.PartyText("Lekebergs kommun", "municipality", "Kommunen")],
    scope_text="hela kommunen",
    time_scope="kvällar",
    places=["Fjugesta"],
    themes=["traffic"],
    sections=[d.SectionText("background", "Bakgrund", "Så började det."), d.SectionText("other", "", "Ett stycke.")],
    aims_lead="Vi vill",
    aims=["Färre olyckor"],
    focus_areas=[
        d.FocusAreaText(
            "Trafik", "Bakgrund", "Syfte", "Mål", "Problem", "traffic", ["Torget"],
            [
                d.ActivityText(
                    "1", "nyckel-1", "Kontroller.", ["Polisen"], "Polis", ["Kommunen"], "Kommun", "minst 4",
                    {"kind": "ongoing"}, ["Rådet"], "Råd", ["Gruppen"], "Grupp", "Syfte", "Unga", "Lugnare",
                    "social", "short", "nätter", ["Parken"],
                    d.PeriodText("2026-02-01", "2026-03-01", "month", "februari"), "Vintern",
                ),
                d.ActivityText("2", "nyckel-2", "Möten."),
            ],
            "omrade-1",
        ),
        d.FocusAreaText(None, activities=[d.ActivityText("3", "nyckel-3", "Utanför.")]),
    ],
    indicators=[
        d.IndicatorText(
            "matt-1", "outcome", "Andel trygga", "procent", "up", "Enkät", "41.5", "2025-11-01", "50",
            "2026-11-01", "omrade-1", "nyckel-1",
        )
    ],
    dialogue=d.DialogueText("Många", "Enkät", "700", "Kväll", "Torget", "Kvinnor", ["Enkät"], "Skäl"),
    follow_up=d.FollowUpText("Text", "month", "Vi", "2026-03-01", "Rådet", "2026-12-01"),
    feedback=d.FeedbackText("2027-01-01", "Webben", "Berätta"),
    signatories=[d.SignatoryText("Kommunen", "Ordförande", "Namn", "Ord", "2026-01-01", "idag", "Fjugesta")],
    contacts=[d.ContactText("Kommunen", "Samordnare", "0123", "a@b.example", "Torget 1")],
    adoptions=[d.AdoptionText("KS", "2026-01-01", "§ 1", "dnr 1")],
    picture=d.PictureText("a.jpg", 10, 20, "0" * 64, "Gata", "Text", "Foto"),
    predecessors=[d.PredecessorText("Förra", "forra", "https://x.example")],
    original=d.OriginalText("https://x.example", "a.pdf", "1" * 64),
    change_summary="Nytt",
    registered_afterwards=False,
    demonstration=False,
)  # fmt: skip

# About the version rather than in it, or facts that follow from others that are shown.
NOT_SHOWN = {"version", "change_summary"}
FOLLOWS = {"code", "kind", "file", "width", "height", "number", "key"}


def variants(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """The value with one thing changed in it, once for every thing there is, with the path to it."""
    if is_dataclass(value) and not isinstance(value, type):
        yield from _variants_of_fields(value, path)
    elif isinstance(value, list) and value:
        yield f"{path}[removed]", value[1:]
        for index, item in enumerate(value):
            for name, changed in variants(item, f"{path}[{index}]"):
                yield name, [*value[:index], changed, *value[index + 1 :]]
    elif isinstance(value, bool):
        yield path, not value
    elif isinstance(value, int):
        yield path, value + 1
    elif isinstance(value, dict):
        yield path, {"kind": "on_demand"}
    elif isinstance(value, str):
        yield path, _other(value, path)


def _variants_of_fields(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    names = [f.name for f in fields(value)]
    if isinstance(value, d.FocusAreaText) and value.title is None:
        # Stands for no focus area at all: it has activities and nothing else.
        names = ["activities"]
    for field in names:
        for name, changed in variants(getattr(value, field), f"{path}.{field}"):
            yield name, replace(value, **{field: changed})


def _other(value: str, path: str) -> str:
    if path.endswith((".start", ".end", "_on", ".on", "report_by")):
        return "2026-07-07"
    known = {"traffic": "drugs", "month": "year", "year": "month", "social": "situational", "short": "long"}
    return known.get(value, "X" + value)


VARIANTS = [(name, text) for name, text in variants(FULL) if name.strip(".") not in NOT_SHOWN]


def test_a_text_has_not_changed_against_itself():
    assert compare(FULL, FULL) == []
    assert same_text(FULL, replace(FULL, version=2, change_summary="Annat"))


@pytest.mark.parametrize(("name", "text"), VARIANTS, ids=[name for name, _text in VARIANTS])
def test_whatever_differs_is_told(name, text):
    changes = compare(FULL, text)

    assert changes, f"{name} differs and nobody is told"
    if name.rsplit(".", 1)[-1] not in FOLLOWS:
        assert changes[0].where != "Texten", f"{name} differs and nobody is told where"


def test_added_and_removed_and_changed_are_told_apart():
    fewer = replace(FULL, aims=[], aims_lead="", sections=[d.SectionText("background", "Bakgrund", "Annat.")])

    kinds = {change.where: change.kind for change in compare(FULL, fewer)}
    back = {change.where: change.kind for change in compare(fewer, FULL)}

    assert kinds == {"Mål med löftet": "removed", "Bakgrund": "changed", "Annat avsnitt": "removed"}
    assert back == {"Mål med löftet": "added", "Bakgrund": "changed", "Annat avsnitt": "added"}


def test_an_activity_is_followed_by_its_key_when_its_number_changes():
    area = FULL.focus_areas[0]
    first = d.ActivityText("1", "nyckel-0", "Alldeles ny.")
    later = [replace(a, number=str(n)) for n, a in enumerate(area.activities, start=2)]

    changes = compare(
        FULL, replace(FULL, focus_areas=[replace(area, activities=[first, *later]), FULL.focus_areas[1]])
    )

    assert [(c.where, c.kind) for c in changes] == [("Aktivitet 1", "added")]


def test_a_new_order_is_told():
    area = FULL.focus_areas[0]
    turned = replace(FULL, focus_areas=[replace(area, activities=area.activities[::-1]), FULL.focus_areas[1]])

    assert [change.where for change in compare(FULL, turned)] == ["Ordning"]


def test_two_sections_of_the_same_name_are_kept_apart():
    twice = replace(
        FULL, sections=[d.SectionText("other", "Plats", "Ett."), d.SectionText("other", "Plats", "Två.")]
    )
    changed = replace(twice, sections=[twice.sections[0], d.SectionText("other", "Plats", "Tre.")])

    assert [(c.where, c.kind) for c in compare(twice, changed)] == [("Plats", "changed")]
