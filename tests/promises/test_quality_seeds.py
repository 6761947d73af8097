"""The verdicts on the five restated promises and the three invented ones, straight from their files."""

import pytest

from promises.demo import content
from promises.quality import Level, Report, judge
from tests.promises.demo_documents import subject_of


def report_of(slug: str) -> Report:
    return judge(subject_of(slug))


def rules_of(slug: str, beginning: str) -> set[int]:
    """The rules that an activity hits, found by how it begins."""
    subject = subject_of(slug)
    (activity,) = [a for a in subject.document.activities if a.text.startswith(beginning)]
    return {finding.rule for finding in judge(subject).at(f"activity:{activity.key}")}


WORKED_EXAMPLES = [
    # Safety rounds, 2 of them in 2018: passes 1, 2 and 4.
    ("trollhattan-2018", "Trygghetsronder", set(), {1, 2, 4, 16}),
    # More police presence in chosen places, ongoing: fails 1 and 2.
    ("trollhattan-2018", "Mer närvaro", {1, 2}, {4, 16}),
    # At least two hours a week: passes 2.
    ("lekeberg-2021-2022", "Polisen arbetar på plats", set(), {2, 4, 16}),
    # Visits when needed: hits 16.
    ("kungsor-2021", "Vid behov besöker", {16}, {1}),
    # Contact within a week from when an investigator is assigned: passes 2 as a service level.
    ("hallefors", "Dialogen mellan", set(), {1, 2, 16}),
]


@pytest.mark.parametrize(("slug", "beginning", "hit", "passed"), WORKED_EXAMPLES)
def test_the_worked_examples_get_their_verdicts(slug, beginning, hit, passed):
    found = rules_of(slug, beginning)

    assert hit <= found
    assert not passed & found


@pytest.mark.parametrize("slug", content.SLUGS[:5])
def test_a_restated_promise_is_made_already_so_nothing_blocks_it(slug):
    report = report_of(slug)

    assert report.blocking == []
    assert report.warnings


def test_vivalla_has_no_activities_and_is_only_warned():
    findings = [f for f in report_of("orebro-vivalla-2021").warnings if f.rule == 2]

    assert [finding.message for finding in findings] == ["Löftet har inga aktiviteter."]


def test_trollhattan_has_no_column_of_executors():
    rules = [f.rule for f in report_of("trollhattan-2018").warnings if f.field == "executor_0_who"]

    assert rules == [8, 8, 8, 8]


def test_the_abbreviations_of_hallefors_and_kungsor_are_explained_and_lekebergs_is_not():
    def told(slug: str) -> list[str]:
        return [f.message for f in report_of(slug).informing if "förkortningen" in f.message]

    assert told("hallefors") == []
    assert told("kungsor-2021") == []
    assert told("lekeberg-2021-2022") == ["Skriv ut förkortningen ANDT första gången."]


def test_no_restated_promise_points_out_anybody_or_tells_secrets():
    assert [f for slug in content.SLUGS for f in report_of(slug).findings if f.rule in (13, 14)] == []


@pytest.mark.parametrize("slug", ["lekeberg-2026-2027", "lekeberg-skolvagar-2026-2027"])
def test_the_promises_that_are_signed_have_nothing_to_remark_on(slug):
    assert [(f.rule, f.message) for f in report_of(slug).findings if f.level is not Level.INFORM] == []


def test_the_draft_in_progress_makes_the_check_speak():
    report = report_of("lekeberg-vinter-2026-2027")

    assert {finding.rule for finding in report.blocking} == {5, 8, 9, 10}
    assert {finding.rule for finding in report.warnings} == {1, 2, 11, 16}
