"""The demonstration's promises and its lägesbilder, linked by the words they begin with."""

import tomllib

import pytest

from promises.demo import content, links
from promises.models import ActivityCause, ActivityProblem, FindingAnswer, FocusAreaProblem, PromiseFinding
from tests.factories.lagesbild import CauseFactory, DialogueFactory, FindingFactory, ProblemFactory
from tests.factories.promises import ActivityFactory, FocusAreaFactory, PartyFactory, RevisionFactory


def written():
    text = (content.FOLDER / "links.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["promise"]


@pytest.mark.parametrize("promise", written(), ids=lambda one: one["slug"])
def test_every_beginning_is_that_of_one_of_the_promises_own_rows(promise):
    told = content.read_promise(promise["slug"])
    areas = told.get("focus_areas", [])
    rows = [*told.get("activities", []), *(row for area in areas for row in area.get("activities", []))]
    named = [row["begins"] for row in promise.get("activities", [])]
    named += [row["activity"] for row in promise.get("said", []) if "activity" in row]

    for begins in named:
        assert len([row for row in rows if row["text"].startswith(begins)]) == 1, begins
    assert {row["title"] for row in promise.get("areas", [])} <= {area["title"] for area in areas}


@pytest.fixture
def draft(lekeberg, orebro_area):
    revision = RevisionFactory(promise__owner=lekeberg, promise__slug="lekeberg-2021-2022")
    PartyFactory(revision=revision, organisation=lekeberg)
    PartyFactory(revision=revision, organisation=orebro_area)
    area = FocusAreaFactory(revision=revision, title="ANDT")
    ActivityFactory(revision=revision, focus_area=area, text="Polisen gör riktade insatser mot narkotika.")
    ActivityFactory(
        revision=revision, text="Kommunen ansvarar för att samordna arbetet kring Lanna badgruva."
    )
    return revision


def test_it_links_what_is_there_once_and_passes_over_the_rest(draft, lekeberg, coordinator):
    ProblemFactory(municipality=lekeberg, title="Narkotika och alkohol bland unga")
    CauseFactory(problem__municipality=lekeberg, text="Ingen vuxen är på platsen efter klockan 18.")
    dialogue = DialogueFactory(municipality=lekeberg)
    FindingFactory(dialogue=dialogue, text="Arbeta mot narkotika och alkohol.")
    FindingFactory(dialogue=dialogue, text="Förebygg inbrott.")
    people = dict.fromkeys((one["by"] for one in written()), coordinator)

    for _ in range(2):
        links.load(people)

    assert FocusAreaProblem.objects.count() == 1
    assert (ActivityProblem.objects.count(), ActivityCause.objects.count()) == (2, 1)
    assert sorted(FindingAnswer.objects.values_list("kind", flat=True)) == ["not_promised", "promised"]
    assert not PromiseFinding.objects.exists()


def test_without_a_lagesbild_nothing_is_linked(draft, coordinator):
    links.load(dict.fromkeys((one["by"] for one in written()), coordinator))

    assert not ActivityProblem.objects.exists()
