"""Rule 4: the period of a promise and of its activities."""

from dataclasses import replace

import pytest

from promises import documents as d
from tests.promises.judging import DOCUMENT, judged, said, with_activity

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
