"""Rules 8 and 18: who stands behind an activity, and who signs."""

from dataclasses import replace
from typing import Any

import pytest

from promises import documents as d
from promises.quality import (
    ActorFact,
    ActorFacts,
    Standing,
    Subject,
    judge,
)
from tests.promises.judging import ACTIVITY, DOCUMENT, SIGNATORIES, judged, said, with_activity


def fact(standing: Standing, **more: Any) -> ActorFact:
    return ActorFact("Hyresvärden", standing, **more)


PARTY = ActorFact("Lekebergs kommun", Standing.PARTY)

ACTORS = [
    (ActorFacts([PARTY], [PARTY]), []),
    (ActorFacts([], [PARTY]), [("block", "executor_0_who")]),
    (ActorFacts([PARTY], []), [("block", "responsible_0_who")]),
    (ActorFacts([], []), [("block", "executor_0_who"), ("block", "responsible_0_who")]),
    (ActorFacts([fact(Standing.NOWHERE)], [PARTY]), [("block", "executor_0_who")]),
    (ActorFacts([fact(Standing.NOWHERE), PARTY], [PARTY]), []),
    (ActorFacts([fact(Standing.ACCEPTED)], [PARTY]), []),
    (ActorFacts([fact(Standing.WAITING)], [PARTY]), [("block", "")]),
    (ActorFacts([fact(Standing.DECLINED)], [PARTY]), [("block", "")]),
    (ActorFacts([fact(Standing.DECLINED)], [fact(Standing.DECLINED)]), [("block", "")]),
    (ActorFacts([fact(Standing.INSIDE)], [PARTY]), []),
    (ActorFacts([fact(Standing.INSIDE, unanswered=True)], [PARTY]), [("warn", "")]),
    (
        ActorFacts([fact(Standing.INSIDE, unanswered=True)], [fact(Standing.INSIDE, unanswered=True)]),
        [("warn", "")],
    ),
]


@pytest.mark.parametrize(("actors", "expected"), ACTORS)
def test_executor_and_responsible_stand_behind_the_activity(actors, expected):
    assert said(judged(facts={"actors": {"a": actors}}), 8) == expected


def test_a_unit_that_has_not_answered_is_told_of_once():
    waiting = ActorFacts([fact(Standing.INSIDE, unanswered=True)], [PARTY])
    several = [replace(ACTIVITY, key=key) for key in "abc"]
    findings = judged(
        facts={"actors": dict.fromkeys("abc", waiting)},
        focus_areas=[d.FocusAreaText(None, activities=several)],
    )

    assert [finding.message for finding in findings] == [
        "Hyresvärden har inte svarat på om de kan göra 3 aktiviteter."
    ]


def test_nobody_is_asked_about_a_promise_registered_afterwards():
    waiting = ActorFacts([fact(Standing.WAITING, unanswered=True)], [fact(Standing.INSIDE, unanswered=True)])

    assert judged(facts={"actors": {"a": waiting}}, registered_afterwards=True) == []


def test_what_is_settled_without_changing_the_text_does_not_block_the_review():
    missing = {
        "actors": {"a": ActorFacts([fact(Standing.WAITING)], [PARTY])},
        "signatories": [replace(SIGNATORIES[0], has_mandate=False)],
    }
    report = judge(replace(Subject(DOCUMENT), **missing))
    nobody = judge(replace(Subject(DOCUMENT), actors={"a": ActorFacts()}, signatories=SIGNATORIES))

    assert (len(report.blocking), report.blocking_review) == (2, [])
    assert nobody.blocking_review == nobody.blocking


def test_words_that_name_no_organisation_are_quoted():
    facts = {"actors": {"a": ActorFacts([], [PARTY])}}
    (finding,) = judged(facts=facts, **with_activity(executor_wording="Polis/kommun"))

    assert finding.message == "Det framgår inte vilken organisation ”Polis/kommun” hör till."


@pytest.mark.parametrize(
    ("facts", "count"),
    [
        ({"unsigned_parties": ["Lokalpolisområde Örebro"]}, 1),
        ({"signatories": ()}, 1),
        ({"signatories": (), "unsigned_parties": ["Lekebergs kommun", "Lokalpolisområde Örebro"]}, 2),
        ({"signatories": [replace(SIGNATORIES[0], has_mandate=False), SIGNATORIES[1]]}, 1),
        ({"signatories": [replace(one, has_mandate=False) for one in SIGNATORIES]}, 2),
        ({"signatories": [replace(SIGNATORIES[0], is_party=False, has_mandate=False), SIGNATORIES[1]]}, 1),
    ],
)
def test_every_required_signatory_is_named_with_a_mandate(facts, count):
    findings = judged(facts=facts)

    assert said(findings, 18) == [("block", "")] * count
    assert {finding.anchor for finding in findings} == {"signatories"}
