"""The demonstration's promises as documents, straight from their files: no database, no loader."""

from __future__ import annotations

from datetime import date
from typing import Any

from promises import documents as d
from promises import extent
from promises.demo import content
from promises.quality import SignatoryFact, Subject


def document_of(slug: str) -> d.Document:
    """The document that the file describes, with the extents that are read from its words."""
    promise = content.read_promise(slug)
    follow_up = promise.get("follow_up", {})
    return d.Document(
        slug=slug,
        title=promise["title"],
        version=1,
        municipalities=[],
        police_area=None,
        police_areas=[],
        period=_period(promise["period"]),
        parties=[d.PartyText(row["wording"], "", row["wording"]) for row in promise["parties"]],
        sections=[
            d.SectionText(
                row["kind"], row["heading"], row["body"].strip(), row.get("after_activities", False)
            )
            for row in promise.get("sections", [])
        ],
        aims_lead=promise.get("aims_lead", ""),
        aims=promise.get("aims", []),
        focus_areas=_focus_areas(promise),
        dialogue=d.DialogueText(**{k: v for k, v in promise.get("dialogue", {}).items() if k != "method"}),
        follow_up=d.FollowUpText(
            follow_up.get("statement", ""),
            follow_up.get("interval", ""),
            follow_up.get("by_whom", ""),
            _iso(follow_up.get("first_on")),
            follow_up.get("reported_to", ""),
            _iso(follow_up.get("report_by")),
        ),
        feedback=d.FeedbackText(
            _iso(follow_up.get("feedback_on")),
            follow_up.get("feedback_channel", ""),
            follow_up.get("communication", ""),
        ),
        indicators=[_indicator(row, number) for number, row in enumerate(promise.get("indicators", []))],
        registered_afterwards=promise["life"] == "registered",
    )


def subject_of(slug: str) -> Subject:
    """As the check sees it when every mandate is in order."""
    promise = content.read_promise(slug)
    signatories = [SignatoryFact(row["organisation"], row["title"]) for row in promise.get("signatories", [])]
    names = frozenset(row["wording"] for row in promise["parties"])
    return Subject(document_of(slug), signatories=signatories, names=names)


def _focus_areas(promise: dict[str, Any]) -> list[d.FocusAreaText]:
    areas = [
        d.FocusAreaText(
            row["title"],
            row.get("background", ""),
            row.get("purpose", ""),
            row.get("goal", ""),
            row.get("problem", ""),
            activities=[_activity(activity) for activity in row.get("activities", [])],
        )
        for row in promise.get("focus_areas", [])
    ]
    outside = [_activity(activity) for activity in promise.get("activities", [])]
    return [*areas, d.FocusAreaText(None, activities=outside)] if outside else areas


def _activity(row: dict[str, Any]) -> d.ActivityText:
    read = extent.parse(row["scope"]) if row.get("scope") else None
    return d.ActivityText(
        number="",
        key=row["text"],
        text=row["text"],
        scope=row.get("scope", ""),
        executors=[_actor(actor) for actor in row.get("executors", [])],
        responsible=[_actor(actor) for actor in row.get("responsible", [])],
        extent=extent.to_dict(read) if read else None,
        purpose=row.get("purpose", ""),
        target_group=row.get("target_group", ""),
        places=[place["name"] for place in row.get("places", [])],
        period=_period(row["period"]) if "period" in row else None,
    )


def _indicator(row: dict[str, Any], number: int) -> d.IndicatorText:
    days = {name: _iso(row[name]) for name in ("baseline_on", "target_on")}
    values = {name: str(row[name]) for name in ("baseline", "target")}
    return d.IndicatorText(**{**row, "key": str(number), **days, **values})


def _actor(row: dict[str, str]) -> str:
    return ", ".join(filter(None, (row.get("role"), row.get("organisation"))))


def _period(row: dict[str, Any]) -> d.PeriodText:
    return d.PeriodText(_iso(row.get("start")), _iso(row.get("end")), row["precision"], row.get("text", ""))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
