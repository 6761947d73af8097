"""Which organisations an activity can name, and which of them a cell's words mean."""

from typing import Any

import pytest

from promises.actors import Candidates
from tests.factories.organisations import (
    GroupFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PoliceAreaFactory,
    UnitFactory,
)
from tests.factories.promises import ActivityActorFactory, ActivityFactory, PartyFactory


@pytest.fixture
def group(draft: Any, lekeberg: Any) -> Any:
    return GroupFactory(name="Trygghetsgruppen i Fjugesta", slug="trygghetsgruppen", parent=lekeberg)


def names(draft: Any, words: str) -> list[str] | None:
    found = Candidates(draft).read(words)
    return None if found is None else [str(one) for one in found]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Polis/kommun", ["Lokalpolisområde Örebro", "Lekebergs kommun"]),
        ("Polis/ kommun", ["Lokalpolisområde Örebro", "Lekebergs kommun"]),
        ("polisen och kommunen", ["Lokalpolisområde Örebro", "Lekebergs kommun"]),
        ("Kommun", ["Lekebergs kommun"]),
        ("Lekebergs kommun", ["Lekebergs kommun"]),
        ("LPO Örebro", ["Lokalpolisområde Örebro"]),
        ("Kommunen, kommunen.", ["Lekebergs kommun"]),
    ],
)
def test_words_that_everybody_understands_are_read(draft: Any, words: str, wanted: list[str]) -> None:
    assert names(draft, words) == wanted


@pytest.mark.parametrize(
    "words", ["", " / ", "Folkhälsostrateg", "Polis/någon annan", "polisen i samverkan", "x" * 5000]
)
def test_words_that_are_not_all_accounted_for_name_nobody(draft: Any, words: str) -> None:
    assert names(draft, words) is None


def test_two_police_areas_are_not_both_meant_by_polis(draft: Any) -> None:
    PartyFactory(revision=draft, organisation=PoliceAreaFactory())

    assert names(draft, "Polis") is None


def test_a_name_of_two_words_joined_by_och_is_one_organisation(draft: Any, lekeberg: Any) -> None:
    UnitFactory(name="Kultur och fritid", slug="kultur-och-fritid", parent=lekeberg)

    assert names(draft, "Kultur och fritid, polisen") == ["Kultur och fritid", "Lokalpolisområde Örebro"]


def test_a_group_goes_by_what_such_groups_are_called(draft: Any, group: Any) -> None:
    assert names(draft, "Trygghetsgruppen") == ["Trygghetsgruppen i Fjugesta"]


def test_a_party_goes_by_what_the_text_calls_it(draft: Any) -> None:
    PartyFactory(revision=draft, organisation=OrganisationFactory(name="Örebrobostäder"), wording="ÖBO")

    assert names(draft, "ÖBO") == ["Örebrobostäder"]


def test_units_companies_and_groups_of_the_parties_can_be_chosen(draft: Any, school: Any, group: Any) -> None:
    headings = {str(head): [label for _, label in rows] for head, rows in Candidates(draft).choices()[1:]}

    assert headings == {
        "Parter": ["Lekebergs kommun", "Lokalpolisområde Örebro"],
        "Verksamheter och bolag": ["Skolan i Lekeberg"],
        "Råd och grupper": ["Trygghetsgruppen i Fjugesta"],
    }


def test_what_belongs_to_others_cannot_be_chosen_unless_it_is_named_already(draft: Any) -> None:
    elsewhere = UnitFactory(name="Skolan i Kil", parent=MunicipalityFactory())
    closed = UnitFactory(name="Nedlagda skolan", parent=draft.parties.first().organisation, is_active=False)
    assert {str(c.organisation) for c in Candidates(draft)} == {"Lekebergs kommun", "Lokalpolisområde Örebro"}

    for organisation in (elsewhere, closed):
        ActivityActorFactory(activity=ActivityFactory(revision=draft), organisation=organisation)

    assert [c.label for c in Candidates(draft).boxes()][2:] == ["Nedlagda skolan", "Skolan i Kil"]


def test_the_number_of_queries_does_not_follow_the_number_of_organisations(
    draft: Any, lekeberg: Any, django_assert_num_queries: Any
) -> None:
    for _n in range(3):
        UnitFactory(parent=lekeberg)
        GroupFactory(parent=lekeberg)

    with django_assert_num_queries(2):
        assert Candidates(draft).read("Polis/kommun")
