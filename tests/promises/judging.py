"""A document that is right, and what the rules say when one thing in it is changed."""

from dataclasses import replace
from typing import Any

from promises import documents as d
from promises.quality import (
    Earlier,
    Finding,
    SignatoryFact,
    Subject,
    judge,
)

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


def earlier(text: str, key: str = "x", *, same: bool = False) -> dict[str, Any]:
    return {"earlier": [Earlier(key, text, "Medborgarlöfte 2026", same)]}
