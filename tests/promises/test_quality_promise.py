"""The rules about the promise as a whole, on documents that are right but for one thing."""

import re
from dataclasses import replace

import pytest
from django.conf import settings

from promises import documents as d
from promises.quality import (
    RULES,
    ActorFacts,
    Basis,
    Level,
    Subject,
    judge,
)
from tests.promises.judging import (
    ACTIVITY,
    DOCUMENT,
    INDICATOR,
    SIGNATORIES,
    earlier,
    judged,
    said,
    with_activity,
)


def test_a_promise_with_everything_in_order_gets_no_findings():
    assert judged() == []


SAID = "Många tycker att stationen är otrygg."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"dialogue": d.DialogueText()}, [("block", "summary")]),
        ({"dialogue": d.DialogueText(summary="–")}, [("block", "summary")]),
        ({"dialogue": d.DialogueText(method="Enkät", sources=["Statistik"])}, [("block", "summary")]),
        ({"dialogue": d.DialogueText(no_dialogue_reason="Löftet förlängs bara.")}, []),
        ({"dialogue": d.DialogueText(), "sections": [d.SectionText("dialogue", "Ni sa", SAID)]}, []),
        (
            {"dialogue": d.DialogueText(), "sections": [d.SectionText("dialogue", "Ni sa", "")]},
            [("block", "summary")],
        ),
        (
            {"dialogue": d.DialogueText(), "sections": [d.SectionText("other", "", SAID)]},
            [("block", "summary")],
        ),
    ],
)
def test_the_dialogue_is_told_of_or_there_is_a_reason(changes, expected):
    assert said(judged(**changes), 5) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"by_whom": ""}, [("block", "by_whom")]),
        ({"by_whom": "  "}, [("block", "by_whom")]),
        ({"interval": ""}, [("block", "interval")]),
        ({"first_on": None}, [("block", "first_on")]),
        ({"reported_to": ""}, [("block", "reported_to")]),
        ({"interval": "", "first_on": None}, [("block", "interval"), ("block", "first_on")]),
        ({"by_whom": "", "interval": "", "first_on": None, "reported_to": ""}, [("block", "by_whom")]),
        ({"first_on": "2028-02-01"}, [("warn", "first_on")]),
        ({"report_by": None, "text": ""}, []),
    ],
)
def test_the_follow_up_says_who_how_often_when_and_to_whom(changes, expected):
    assert said(judged(follow_up=replace(DOCUMENT.follow_up, **changes)), 9) == expected


@pytest.mark.parametrize(
    ("feedback", "expected"),
    [
        (d.FeedbackText("2028-01-31", "Webbplatsen"), []),
        (d.FeedbackText(None, "Webbplatsen"), [("block", "feedback_on")]),
        (d.FeedbackText("2028-01-31", ""), [("block", "feedback_channel")]),
        (d.FeedbackText(), [("block", "feedback_on")]),
        (d.FeedbackText(communication="Vi berättar."), [("block", "feedback_on")]),
        (d.FeedbackText("2026-12-31", "Webbplatsen"), [("warn", "feedback_on")]),
    ],
)
def test_those_who_live_there_are_answered_on_a_day_and_in_a_way(feedback, expected):
    assert said(judged(feedback=feedback), 10) == expected


PHONE = "Ring 070-123 45 67."


@pytest.mark.parametrize(
    ("changes", "anchor"),
    [
        ({"title": PHONE}, "basics"),
        ({"sections": [d.SectionText("background", "Bakgrund", PHONE)]}, "section:11"),
        ({"aims": [PHONE]}, "sections"),
        ({"dialogue": d.DialogueText(summary=PHONE)}, "dialogue"),
        ({"focus_areas": [d.FocusAreaText("Trafik", goal=PHONE, activities=[ACTIVITY])]}, "focus_area:22"),
        (with_activity(text=f"Två ronder i månaden. {PHONE}"), "activity:a"),
        (with_activity(target_group=PHONE), "activity:a"),
        ({"follow_up": replace(DOCUMENT.follow_up, text=PHONE)}, "follow_up"),
        ({"signatories": [d.SignatoryText("Lekeberg", "Ordförande", statement=PHONE)]}, "signatories"),
    ],
)
def test_personal_data_is_found_wherever_it_stands(changes, anchor):
    (finding,) = judged(facts={"sections": [11], "focus_areas": [22]}, **changes)

    assert (finding.rule, finding.level, finding.anchor) == (13, Level.BLOCK, anchor)


def test_contacts_and_names_of_signatories_are_exempt():
    contact = d.ContactText("Lekebergs kommun", "Samordnare", "070-123 45 67", "samordnare@kommun.example")

    assert judged(contacts=[contact]) == []


NOTHING = {
    "indicators": [],
    "period": d.PeriodText(),
    "focus_areas": [],
    "dialogue": d.DialogueText(),
    "follow_up": d.FollowUpText(),
    "feedback": d.FeedbackText(),
}


def test_an_empty_draft_is_blocked_by_everything_that_it_lacks():
    report = judge(Subject(replace(DOCUMENT, **NOTHING)))

    assert {finding.rule for finding in report.blocking} == {2, 4, 5, 9, 10, 18}
    assert report.warnings == []


def test_what_would_block_only_warns_in_a_promise_registered_afterwards():
    report = judge(Subject(replace(DOCUMENT, registered_afterwards=True, **NOTHING)))

    assert report.blocking == []
    assert {finding.rule for finding in report.warnings} == {2, 4, 5, 9, 10, 18}


def test_mandates_are_not_asked_for_in_a_promise_registered_afterwards():
    facts = {"signatories": [replace(one, has_mandate=False) for one in SIGNATORIES]}

    assert judged(facts=facts, registered_afterwards=True) == []


def test_what_weighs_most_comes_first_and_the_order_of_the_draft_is_kept():
    findings = judged(
        period=d.PeriodText(),
        feedback=d.FeedbackText(),
        **with_activity(text="Verka för trygghet med EST.", scope="2 st"),
    )

    assert [(f.level.value, f.rule) for f in findings] == [
        ("block", 4),
        ("block", 4),
        ("block", 10),
        ("warn", 1),
        ("inform", 12),
    ]


def test_every_finding_says_why_and_how_it_could_be():
    findings = [
        *judge(Subject(replace(DOCUMENT, **NOTHING))).findings,
        *judged(**with_activity(text="Verka vid behov för ett fåtal ungdomar med EST.", scope="löpande")),
        *judged(facts=earlier(ACTIVITY.text)),
        *judged(indicators=[]),
        *judged(indicators=[replace(INDICATOR, baseline=None)]),
        *judged(facts={"actors": {"a": ActorFacts()}}),
        *judged(title=PHONE),
        *judged(facts={"basis": Basis(has_findings=True, has_problems=True)}),
        *judged(**with_activity(text="Razzia på Storgatan fredag.", scope="2 st")),
    ]

    assert {finding.rule for finding in findings} == set(RULES)
    assert all(f.message and f.reason and f.example and f.anchor and f.about and f.title for f in findings)
    assert all(text.endswith((".", "?", "”", ")")) for f in findings for text in (f.message, f.reason))


def test_every_rule_of_the_field_is_asked():
    assert set(RULES) == set(range(1, 19))


def test_the_documentation_tells_of_every_rule():
    text = (settings.BASE_DIR / "docs" / "quality.md").read_text()
    told = {int(number) for number in re.findall(r"^\| (\d+) \|", text, re.MULTILINE)}

    assert told == set(RULES)
