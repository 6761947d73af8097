"""Rules 5, 6, 7 and 17: what the promise is linked to in the lägesbild, first judged, then read from the database."""

from dataclasses import replace
from datetime import date

import pytest

from lagesbild.models import Layer
from promises import documents as d
from promises import quality
from promises.models import (
    ActivityCause,
    ActivityProblem,
    FindingAnswer,
    FocusAreaProblem,
    PromiseFinding,
)
from promises.quality import Basis, Level
from promises.quality.facts import gather
from tests.factories.lagesbild import (
    AdoptedLagesbildFactory,
    CauseFactory,
    DialogueFactory,
    FindingFactory,
    LagesbildFactory,
    ProblemFactory,
)
from tests.factories.promises import ActivityFactory, FocusAreaFactory, PartyFactory, RevisionFactory
from tests.promises.judging import ACTIVITY, judged

# Linked to everything there is.
WHOLE = Basis(
    is_from_dialogue=True,
    has_findings=True,
    answers_problem=True,
    has_problems=True,
    is_recent=True,
    considers_equality=True,
    acting=frozenset({"a"}),
)
NO_DIALOGUE = d.DialogueText()
TWO = [d.FocusAreaText(None, activities=[ACTIVITY, replace(ACTIVITY, key="b", text="Möten med skolan.")])]


def told(basis, **changes):
    """(rule, level) of what is said, without what is said of the same promise when nothing is known of its links."""
    before = [(f.rule, f.message) for f in judged(**changes)]
    found = judged(facts={"basis": basis}, **changes)
    return [(f.rule, f.level) for f in found if (f.rule, f.message) not in before]


def test_a_promise_linked_to_everything_gets_no_findings():
    assert judged(facts={"basis": WHOLE}) == []


def test_nothing_is_asked_of_a_document_whose_links_nobody_knows():
    assert judged() == []


def test_a_link_to_something_said_is_enough_without_a_summary():
    assert {f.rule for f in judged(dialogue=NO_DIALOGUE)} == {5}
    assert judged(dialogue=NO_DIALOGUE, facts={"basis": WHOLE}) == []


def test_without_a_link_the_written_summary_or_reason_is_still_enough_to_sign():
    unlinked = replace(WHOLE, is_from_dialogue=False, has_findings=False)

    assert judged(facts={"basis": unlinked}) == []
    assert [f.level for f in judged(facts={"basis": unlinked}, dialogue=NO_DIALOGUE)] == [Level.BLOCK]


def test_where_something_is_written_down_the_promise_says_what_it_answers_or_why_not():
    unlinked = replace(WHOLE, is_from_dialogue=False)
    explained = d.DialogueText(summary="180 svarade.", no_dialogue_reason="Vi svarar på polisens underlag.")

    assert told(unlinked) == [(5, Level.WARN)]
    assert told(unlinked, dialogue=explained) == []


def test_a_municipality_without_a_lagesbild_gets_one_warning_and_no_block():
    found = judged(facts={"basis": Basis(considers_equality=True)})

    assert [(f.rule, f.level) for f in found] == [(6, Level.WARN)]
    assert found[0].message == "Kommunen har ingen lägesbild med problem som löftet kan svara på."


@pytest.mark.parametrize(
    ("basis", "message"),
    [
        (
            replace(WHOLE, is_recent=False, answers_problem=False),
            "Löftet är inte kopplat till något problem i",
        ),
        (replace(WHOLE, is_recent=False), "Problemen som löftet svarar på finns inte i någon lägesbild"),
    ],
)
def test_the_problem_is_known_and_not_old(basis, message):
    (finding,) = judged(facts={"basis": basis})

    assert (finding.rule, finding.level) == (6, Level.WARN)
    assert finding.message.startswith(message)


def test_activities_without_a_cause_are_told_of_once():
    none = judged(focus_areas=TWO, facts={"basis": replace(WHOLE, acting=frozenset())})
    one = judged(focus_areas=TWO, facts={"basis": WHOLE})

    assert [f.message for f in none if f.rule == 7] == ["Ingen aktivitet är kopplad till en orsak."]
    assert [f.message for f in one if f.rule == 7] == ["1 aktivitet är inte kopplad till någon orsak."]


def test_a_promise_without_activities_is_asked_for_no_cause():
    assert 7 not in {
        f.rule for f in judged(focus_areas=[], facts={"basis": replace(WHOLE, acting=frozenset())})
    }


@pytest.mark.parametrize(
    ("words", "passes"),
    [
        ("Fler kvinnor än män är otrygga.", True),
        ("Både unga och äldre undviker gångvägen.", True),
        ("Äldre undviker gångvägen.", False),
        ("Man undviker gångvägen.", False),
    ],
)
def test_the_promises_own_words_show_that_equality_is_considered(words, passes):
    basis = replace(WHOLE, considers_equality=False)
    found = told(basis, dialogue=d.DialogueText(summary=f"180 svarade. {words}"))

    assert found == ([] if passes else [(17, Level.INFORM)])


def test_a_promise_registered_afterwards_is_only_warned():
    findings = judged(registered_afterwards=True, dialogue=NO_DIALOGUE, facts={"basis": Basis()})

    assert {f.rule for f in findings if f.rule in (5, 6)} == {5, 6}
    assert not [f for f in findings if f.level is Level.BLOCK]


# --- Read from the database -----------------------------------------------------------------------------


@pytest.fixture
def draft(lekeberg, orebro_area):
    revision = RevisionFactory(promise__owner=lekeberg, period_start=date(2027, 1, 1))
    PartyFactory(revision=revision, organisation=lekeberg, position=1)
    PartyFactory(revision=revision, organisation=orebro_area, position=2)
    return revision


def basis(draft, on=date(2026, 10, 1)):
    return gather(draft, on=on).basis


def of(draft, coordinator):
    return {"promise": draft.promise, "linked_by": coordinator}


def test_nothing_is_linked_and_nothing_is_there(draft):
    assert basis(draft) == Basis()


def test_what_both_parties_read_is_there_to_link_to(draft, lekeberg, kungsor):
    FindingFactory(dialogue=DialogueFactory(municipality=lekeberg, layer=Layer.OWN))
    ProblemFactory(municipality=lekeberg, layer=Layer.OWN)
    ProblemFactory(municipality=kungsor)
    assert basis(draft) == Basis()

    FindingFactory(dialogue=DialogueFactory(municipality=lekeberg))
    ProblemFactory(municipality=lekeberg)
    assert basis(draft) == Basis(has_findings=True, has_problems=True)


def test_a_finding_is_linked_as_what_it_builds_on_or_as_what_it_answers(draft, lekeberg, coordinator):
    finding = FindingFactory(dialogue=DialogueFactory(municipality=lekeberg))
    link = PromiseFinding.objects.create(finding=finding, **of(draft, coordinator))
    assert basis(draft).is_from_dialogue

    link.delete()
    assert not basis(draft).is_from_dialogue
    FindingAnswer.objects.create(
        finding=finding, kind="promised", promise=draft.promise, answered_by=coordinator
    )
    assert basis(draft).is_from_dialogue


def test_an_answer_by_an_activity_that_the_text_no_longer_has_is_no_link(draft, lekeberg, coordinator):
    finding = FindingFactory(dialogue=DialogueFactory(municipality=lekeberg))
    activity = ActivityFactory(revision=draft)
    FindingAnswer.objects.create(
        finding=finding,
        kind="promised",
        promise=draft.promise,
        activity_key=activity.key,
        answered_by=coordinator,
    )
    assert basis(draft).is_from_dialogue

    activity.delete()
    assert not basis(draft).is_from_dialogue


@pytest.mark.parametrize(
    ("decided_on", "is_recent"), [(date(2024, 10, 1), True), (date(2024, 9, 30), False), (None, False)]
)
def test_a_problem_is_recent_by_the_lagesbild_that_it_stands_in(
    draft, lekeberg, coordinator, decided_on, is_recent
):
    problem = ProblemFactory(municipality=lekeberg)
    activity = ActivityFactory(revision=draft)
    ActivityProblem.objects.create(activity_key=activity.key, problem=problem, **of(draft, coordinator))
    if decided_on:
        AdoptedLagesbildFactory(municipality=lekeberg, decided_on=decided_on).problems.add(problem)
    else:
        LagesbildFactory(municipality=lekeberg).problems.add(problem)

    found = basis(draft)
    assert (found.answers_problem, found.is_recent) == (True, is_recent)


def test_the_problem_of_a_focus_area_counts_and_its_words_on_equality(draft, lekeberg, coordinator):
    problem = ProblemFactory(municipality=lekeberg, equality="Fler unga kvinnor än unga män.")
    area = FocusAreaFactory(revision=draft)
    FocusAreaProblem.objects.create(focus_area_key=area.key, problem=problem, **of(draft, coordinator))

    assert (basis(draft).answers_problem, basis(draft).considers_equality) == (True, True)


def test_a_cause_is_known_by_the_activity(draft, lekeberg, coordinator):
    cause = CauseFactory(problem__municipality=lekeberg)
    activity = ActivityFactory(revision=draft)
    ActivityCause.objects.create(activity_key=activity.key, cause=cause, **of(draft, coordinator))

    assert basis(draft).acting == {str(activity.key)}
    assert 7 not in {finding.rule for finding in quality.check(draft).findings}
