"""The rules about the promise as a whole, on documents that are right but for one thing."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings

from promises import documents as d
from promises.quality import (
    RULES,
    ActorFact,
    ActorFacts,
    Basis,
    Earlier,
    Finding,
    Level,
    SignatoryFact,
    Standing,
    Subject,
    judge,
)
from promises.quality.outcomes import Known

ACTIVITY = d.ActivityText(
    number="1",
    key="a",
    text="Trygghetsronder i Kronogården och Lextorp.",
    executors=["Lekebergs kommun"],
    responsible=["Säkerhetssamordnare, Lekebergs kommun"],
    scope="2 st under våren 2027",
)
INDICATOR = d.IndicatorText(
    "i",
    "outcome",
    "Andel som känner sig trygga",
    unit="procent",
    direction="up",
    source="Kommunens enkät",
    baseline="41",
    baseline_on="2026-10-01",
    target="50",
    target_on="2027-12-31",
)
DOCUMENT = d.Document(
    slug="ett-lofte",
    title="Tryggare kvällar",
    version=1,
    municipalities=[],
    police_area=None,
    police_areas=[],
    period=d.PeriodText("2027-01-01", "2027-12-31", "year", "2027"),
    parties=[],
    focus_areas=[d.FocusAreaText(None, activities=[ACTIVITY])],
    indicators=[INDICATOR],
    dialogue=d.DialogueText(summary="180 personer svarade på en enkät."),
    follow_up=d.FollowUpText("", "quarter", "Samordnaren", "2027-04-15", "Rådet"),
    feedback=d.FeedbackText("2028-01-31", "Kommunens webbplats"),
)
SIGNATORIES = (
    SignatoryFact("Lekebergs kommun", "Kommunstyrelsens ordförande"),
    SignatoryFact("Lokalpolisområde Örebro", "Lokalpolisområdeschef"),
)


def judged(*, facts: dict[str, Any] | None = None, **changes: Any) -> list[Finding]:
    subject = Subject(replace(DOCUMENT, **changes), signatories=SIGNATORIES)
    return judge(replace(subject, **(facts or {}))).findings


def with_activity(**changes: Any) -> dict[str, Any]:
    return {"focus_areas": [d.FocusAreaText(None, activities=[replace(ACTIVITY, **changes)])]}


def said(findings: list[Finding], rule: int) -> list[tuple[str, str]]:
    """Level and field of what a rule says."""
    assert {finding.rule for finding in findings} <= {rule}
    return [(str(finding.level), finding.field) for finding in findings]


def test_a_promise_with_everything_in_order_gets_no_findings():
    assert judged() == []


# --- Rule 2, for the whole promise --------------------------------------------------------------------------


def test_a_promise_where_nothing_can_be_measured_is_blocked():
    findings = [f for f in judged(**with_activity(scope="löpande"), indicators=[]) if f.rule == 2]

    assert [(f.rule, f.level, f.anchor) for f in findings] == [
        (2, Level.BLOCK, "activities"),
        (2, Level.WARN, "activity:a"),
    ]


def test_a_new_promise_without_activities_is_blocked():
    (finding,) = judged(focus_areas=[])

    assert (finding.rule, finding.level) == (2, Level.BLOCK)
    assert finding.message == "Löftet har inga aktiviteter."


def test_one_measurable_activity_is_enough():
    vague = replace(ACTIVITY, key="b", text="Polisen patrullerar i centrum.", scope="löpande")
    findings = judged(focus_areas=[d.FocusAreaText(None, activities=[ACTIVITY, vague])])

    assert [(f.rule, f.level, f.anchor) for f in findings] == [(2, Level.WARN, "activity:b")]


# --- Rule 4 -------------------------------------------------------------------------------------------------

PERIODS = [
    (d.PeriodText("2027-01-01", "2030-12-31"), []),
    (d.PeriodText("2027-01-01", "2031-01-01"), ["period_end"]),
    (d.PeriodText("2028-02-29", "2032-02-28"), []),
    (d.PeriodText("2027-12-31", "2027-01-01"), ["period_end"]),
    (d.PeriodText(), ["period_text", "period_text"]),
    (d.PeriodText("2027-01-01"), ["period_text"]),
    (d.PeriodText(None, "2027-12-31"), ["period_text"]),
    (d.PeriodText("2027-01-01", open_ended=True), ["period_condition", "period_review_on"]),
    (d.PeriodText("2027-01-01", open_ended=True, condition="tills läget ändras"), ["period_review_on"]),
    (d.PeriodText("2027-01-01", open_ended=True, review_on="2028-01-01"), ["period_condition"]),
    (d.PeriodText("2027-01-01", open_ended=True, condition="tills läget ändras", review_on="2028-01-01"), []),
    (
        d.PeriodText("2027-01-01", open_ended=True, condition="tills läget ändras", review_on="2031-06-01"),
        ["period_review_on"],
    ),
    (
        d.PeriodText("2027-01-01", open_ended=True, condition="tills läget ändras", review_on="2026-01-01"),
        ["period_review_on"],
    ),
]


@pytest.mark.parametrize(("period", "fields"), PERIODS)
def test_the_period_has_both_ends_in_order_and_at_most_four_years(period, fields):
    # Neither what is read out of the words nor the plan's days matter here.
    findings = judged(
        period=period,
        follow_up=replace(DOCUMENT.follow_up, first_on="2027-01-01"),
        feedback=replace(DOCUMENT.feedback, on="2033-01-01"),
        **with_activity(scope="2 st"),
    )

    assert said(findings, 4) == [("block", field) for field in fields]


ACTIVITY_PERIODS = [
    (d.PeriodText("2027-03-01", "2027-05-31"), "", []),
    (d.PeriodText("2027-12-01", "2028-01-31"), "", [("block", "period_text")]),
    (d.PeriodText("2026-12-01", "2027-01-31"), "", [("block", "period_text")]),
    (d.PeriodText("2027-12-01", "2028-01-31"), "Vintern slutar inte vid nyår.", []),
    (d.PeriodText("2027-12-01", "2028-01-31"), "  ", [("block", "period_text")]),
    (d.PeriodText("2027-05-31", "2027-03-01"), "", [("block", "period_end")]),
    (d.PeriodText("2027-03-01"), "", []),
    (d.PeriodText(text="när det är mörkt"), "", []),
]


@pytest.mark.parametrize(("period", "reason", "expected"), ACTIVITY_PERIODS)
def test_an_activity_lies_within_the_promise_or_says_why_not(period, reason, expected):
    findings = judged(**with_activity(period=period, outside_period_reason=reason, scope="2 st"))

    assert said(findings, 4) == expected


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("2 st under 2027", []),
        ("2 st under våren 2027", []),
        ("2 st senast december 2027", []),
        ("2 st under våren", []),
        ("2 st under 2018", [("warn", "scope")]),
        ("2 st senast mars 2028", [("warn", "scope")]),
        ("2 st under vintern 2027–2028", [("warn", "scope")]),
    ],
)
def test_a_time_in_the_omfattning_outside_the_period_is_warned_about(scope, expected):
    assert said(judged(**with_activity(scope=scope)), 4) == expected


# --- Rule 5 -------------------------------------------------------------------------------------------------

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


# --- Rule 8 -------------------------------------------------------------------------------------------------


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


# --- Rules 9 and 10 -------------------------------------------------------------------------------------------


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


# --- Rule 13 --------------------------------------------------------------------------------------------------

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


# --- Rule 15 --------------------------------------------------------------------------------------------------


def earlier(text: str, key: str = "x", *, same: bool = False) -> dict[str, Any]:
    return {"earlier": [Earlier(key, text, "Medborgarlöfte 2026", same)]}


@pytest.mark.parametrize(
    "text",
    [
        "Trygghetsronder i Kronogården och Lextorp.",
        "trygghetsrond i kronogården, och i Lextorp",
        "Trygghetsronder i stadsdelarna Kronogården och Lextorp.",
        "Trygghetsronderna i Kronogården och i Lextorp ska genomföras.",
    ],
)
def test_nearly_the_same_as_before_is_warned_about(text):
    assert said(judged(facts=earlier(text)), 15) == [("warn", "text")]


@pytest.mark.parametrize(
    ("known", "sentence"),
    [(Known.SAID, None), (Known.NOT_DONE, "som inte blev gjord"), (Known.NOTHING, "inte hur det gick")],
)
def test_what_is_known_of_last_time_decides_what_is_said(known, sentence):
    before = Earlier("x", ACTIVITY.text, "Medborgarlöfte 2026", known=known)

    messages = [finding.message for finding in judged(facts={"earlier": [before]})]

    assert [sentence in message for message in messages] == ([True] if sentence else [])


@pytest.mark.parametrize(
    "text",
    [
        "Trygghetsvandringar i Sylte och Hjortmossen.",
        "Trygghetsronder i Sylte och Hjortmossen.",
        "Polisen patrullerar i Kronogården och Lextorp på kvällarna och talar med dem som är ute.",
        "Trygghetsronder.",
        "",
    ],
)
def test_something_else_than_before_passes(text):
    assert judged(facts=earlier(text)) == []


def test_an_activity_that_an_amendment_carries_over_is_itself():
    assert judged(facts=earlier(ACTIVITY.text, key="a", same=True)) == []


def test_a_new_activity_with_the_words_of_an_old_version_is_not():
    assert said(judged(facts=earlier(ACTIVITY.text, key="b", same=True)), 15) == [("warn", "text")]


def test_a_copy_from_another_promise_is_warned_about_whatever_its_key():
    assert said(judged(facts=earlier(ACTIVITY.text, key="a")), 15) == [("warn", "text")]


# --- Rules 3 and 11 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {"baseline": None, "baseline_on": None},
        {"baseline_on": None},
        {"baseline_on": "2027-01-01"},
        {"baseline_on": "2027-06-01"},
    ],
)
def test_a_baseline_is_dated_before_the_start(changes):
    findings = judged(indicators=[replace(INDICATOR, **changes)])

    assert said(findings, 3) == [("warn", "")]
    assert findings[0].anchor == "follow_up"


def test_each_indicator_without_a_baseline_is_named():
    rows = [replace(INDICATOR, key=key, name=key, baseline=None) for key in ("Trygga", "Hastighet")]

    assert [f.message for f in judged(indicators=rows)] == [
        "”Trygga” har inget utgångsvärde.",
        "”Hastighet” har inget utgångsvärde.",
    ]


@pytest.mark.parametrize("kinds", [[], ["output"], ["process", "output"]])
def test_a_promise_measures_some_effect(kinds):
    rows = [replace(INDICATOR, key=kind, kind=kind) for kind in kinds]

    assert said(judged(indicators=rows), 11) == [("warn", "")]


def test_an_indicator_makes_its_activity_measurable_but_only_when_it_is_whole():
    ongoing = with_activity(scope="löpande")
    whole = replace(INDICATOR, activity_key="a")

    assert judged(**ongoing, indicators=[whole]) == []
    for missing in ({"unit": " "}, {"target": None}):
        findings = judged(**ongoing, indicators=[replace(whole, **missing)])
        assert (2, "activities") in {(f.rule, f.anchor) for f in findings}
        assert (2, "activity:a") in {(f.rule, f.anchor) for f in findings}


def test_an_indicator_of_the_whole_makes_no_activity_measurable():
    findings = judged(**with_activity(scope="löpande"))

    assert [(f.rule, f.level, f.anchor) for f in findings] == [
        (2, Level.BLOCK, "activities"),
        (2, Level.WARN, "activity:a"),
    ]


# --- Rule 18 --------------------------------------------------------------------------------------------------


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


# --- The report -----------------------------------------------------------------------------------------------

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
