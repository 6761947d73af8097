"""What the demonstration's promises answer in its lägesbilder, as ``links.toml`` tells it.

Loaded last, when both are there. Rows are found by how they begin; one that nobody has written is passed over.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from lagesbild.models import Cause, Finding
from promises import grounds
from promises.actions import linking
from promises.actions.answering_findings import answer_finding
from promises.actions.linking import Change
from promises.models import Activity, FindingAnswer, Revision
from promises.states import CURRENT, OPEN

if TYPE_CHECKING:
    from organisations.models import User


def load(people: Mapping[str, User]) -> None:
    """Link each promise that is there. What is linked already stays as it is."""
    text = Path(__file__).with_name("links.toml").read_text(encoding="utf-8")
    for written in tomllib.loads(text)["promise"]:
        found = Revision.objects.filter(promise__slug=written["slug"], status__in=OPEN | CURRENT)
        revision = found.select_related("promise").order_by("number", "attempt").first()
        if revision is not None:
            _link(revision, written, people[written["by"]])


def _link(revision: Revision, written: dict[str, Any], by: User) -> None:
    problems = grounds.linkable_problems(by, revision)
    causes = Cause.objects.filter(problem__in=problems.values("pk"))
    for row in written.get("areas", []):
        area = revision.focus_areas.filter(title=row["title"]).first()
        if area is not None:
            linking.change_area_problems(
                area, problems=_chosen(problems, "title", row.get("problems", [])), by=by
            )
    for row in written.get("activities", []):
        activity = _activity(revision, row["begins"])
        if activity is not None:
            linking.change_grounds(
                activity,
                problems=_chosen(problems, "title", row.get("problems", [])),
                causes=_chosen(causes, "text", row.get("causes", [])),
                by=by,
            )
    for row in written.get("said", []):
        _said(revision, row, by)


def _chosen(rows: QuerySet[Any], name: str, beginnings: list[str]) -> Change:
    """The first row that begins with each of the words; problems come with the joint ones first."""
    found = (rows.filter(**{f"{name}__startswith": words}).first() for words in beginnings)
    return Change(add=frozenset(one.pk for one in found if one is not None))


def _activity(revision: Revision, begins: str) -> Activity | None:
    return revision.activities.filter(text__startswith=begins).first()


def _said(revision: Revision, row: dict[str, Any], by: User) -> None:
    """A finding is answered by an activity or the whole promise, or with a reason not promised; else it is built on."""
    found = grounds.linkable_findings(by, revision).filter(text__startswith=row["begins"])
    finding: Finding | None = found.select_related("dialogue").first()
    if finding is None:
        return
    if not row.keys() & {"activity", "whole", "reason"}:
        linking.change_basis(revision, findings=Change(add=frozenset({finding.pk})), by=by)
        return
    if FindingAnswer.objects.filter(finding=finding).exists():
        return
    if "reason" in row:
        answer_finding(
            finding, kind=FindingAnswer.Kind.NOT_PROMISED, reason=row["reason"], edit_number=0, by=by
        )
        return
    activity = _activity(revision, row["activity"]) if "activity" in row else None
    answer_finding(
        finding,
        kind=FindingAnswer.Kind.PROMISED,
        promise=revision.promise,
        activity_key=activity.key if activity else None,
        edit_number=0,
        by=by,
    )
