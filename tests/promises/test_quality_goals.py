"""Rules 2, 3 and 11: what is measured, from when, and that it is an effect."""

from dataclasses import replace

import pytest

from promises import documents as d
from promises.quality import (
    Level,
)
from tests.promises.judging import ACTIVITY, INDICATOR, judged, said, with_activity


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
