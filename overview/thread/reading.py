"""What the thread of a municipality is made of, as one person may read it. A fixed number of queries."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet, Value
from django.utils import timezone

from followup.followed import followed_many
from followup.standing import standings_of
from followup.states import Standing
from lagesbild.models import Cause, Dialogue, Finding, Measure, Problem
from lagesbild.permissions import can, readable
from organisations.models import Municipality
from organisations.roles import Permission
from promises.finding_answers import gone_from
from promises.models import (
    ActivityCause,
    ActivityProblem,
    FindingAnswer,
    FocusAreaProblem,
    MeasureActivity,
    PromiseFinding,
    Revision,
)
from promises.promised import Promised, promised_in
from promises.states import OPEN, Status

if TYPE_CHECKING:
    from organisations.models import User

# Being written, or in force.
LIVING = OPEN | {Status.PUBLISHED}
# A promise and one of its activities.
Key = tuple[int, uuid.UUID]


@dataclass(frozen=True)
class Activity:
    """An activity of a promise; ``standing`` is None before the promise is in force, ``row`` is that of its text."""

    key: Key
    text: str
    promise_title: str
    row: int = 0
    is_open: bool = True
    area_key: uuid.UUID | None = None
    standing: Standing | None = None
    words: str = ""


@dataclass
class Material:
    """Rows by their ids, and what is linked to what."""

    municipality: Municipality
    findings: dict[int, Finding] = field(default_factory=dict)
    problems: dict[int, Problem] = field(default_factory=dict)
    causes: dict[int, Cause] = field(default_factory=dict)
    activities: dict[Key, Activity] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    measures: dict[int, Measure] = field(default_factory=dict)
    answers: dict[int, FindingAnswer] = field(default_factory=dict)
    # Findings whose answer was an activity that is promised no longer.
    gone: set[int] = field(default_factory=set)
    findings_of_problem: dict[int, list[int]] = field(default_factory=dict)
    findings_of_promise: dict[int, list[int]] = field(default_factory=dict)
    activities_of_problem: dict[int, list[Key]] = field(default_factory=dict)
    activities_of_cause: dict[int, list[Key]] = field(default_factory=dict)
    activities_of_measure: dict[int, list[Key]] = field(default_factory=dict)
    promises_of_problem: dict[int, set[int]] = field(default_factory=dict)

    def causes_of(self, problem: int) -> list[Cause]:
        return [one for one in self.causes.values() if one.problem_id == problem]


def read(user: User, municipality: Municipality) -> Material:
    """Everything that the person reads of the municipality's thread."""
    dialogues = readable(user, Dialogue.objects.filter(municipality=municipality))
    problems = readable(user, Problem.objects.filter(municipality=municipality))
    if not can(user, Permission.WRITE_LAGESBILD, municipality):
        # What is marked as secret does not reach those who only read.
        dialogues, problems = dialogues.filter(secrecy_provision=""), problems.filter(secrecy_provision="")
    findings = Finding.objects.filter(dialogue__in=dialogues.values("pk")).select_related("dialogue")
    promised = promised_in(user, municipality)
    found = Material(
        municipality,
        findings={one.pk: one for one in findings.order_by("-dialogue__starts_on", "position", "pk")},
        problems={
            one.pk: one for one in problems.filter(joined_into__isnull=True).order_by("-priority", "pk")
        },
        activities=_activities(promised),
        titles={one.revision.promise_id: one.revision.title for one in promised},
        measures={one.pk: one for one in _measures(user, municipality)},
    )
    found.causes = _causes(found)
    _link(found)
    return found


def _measures(user: User, municipality: Municipality) -> Iterable[Measure]:
    rows = Measure.objects.filter(plan__municipality=municipality).exclude(plan__status="replaced")
    return rows.select_related("plan").order_by("plan", "position", "pk")


def _causes(found: Material) -> dict[int, Cause]:
    rows = Cause.objects.filter(problem__in=found.problems).order_by("problem", "position", "pk")
    return {one.pk: one for one in rows}


# --- What is promised, and how it goes ----------------------------------------------------------------


def _activities(promised: list[Promised]) -> dict[Key, Activity]:
    """Those of the texts in force with their standing, and those of drafts without. Two queries."""
    followed = followed_many([one.revision.promise for one in promised], with_actors=False)
    stands = standings_of(followed.values())
    found: dict[Key, Activity] = {}
    for one in promised:
        number, is_open = one.revision.promise_id, _is_open(one.revision)
        for row in one.activities:
            area = row.focus_area.key if row.focus_area else None
            key = (number, row.key)
            found[key] = Activity(key, row.text, one.revision.title, row.pk, is_open, area)
        for each in stands[number].activities if number in stands else ():
            known = found.get((number, each.activity.key))
            # One that the next version, being written, no longer has is still promised.
            text = known or Activity((number, each.activity.key), each.activity.text.text, one.revision.title)
            result = each.result
            found[text.key] = replace(text, standing=result.standing, words=result.words)
    return found


def _is_open(revision: Revision) -> bool:
    """Whether something can still be done about it: being written, or in force with days left."""
    is_over = revision.period_end is not None and revision.period_end < timezone.localdate()
    return revision.status in LIVING and not is_over


# --- What is linked -----------------------------------------------------------------------------------


def _link(found: Material) -> None:
    """Six queries at most. Links to what the person does not see, or is promised no longer, are left out."""
    promises = list(found.titles)
    _link_findings(found, promises)
    by_problem, by_cause, by_measure = _lists(
        found,
        problem=ActivityProblem.objects.filter(problem__in=found.problems, promise__in=promises),
        cause=ActivityCause.objects.filter(cause__in=found.causes, promise__in=promises),
        measure=MeasureActivity.objects.filter(measure__in=found.measures, promise__in=promises),
    )
    _link_areas(found, promises, by_problem)
    found.activities_of_problem, found.activities_of_cause = by_problem, by_cause
    found.activities_of_measure = by_measure


def _lists(found: Material, **links: QuerySet[Any]) -> list[dict[int, list[Key]]]:
    """Which activities each row is linked to, in the order that it was done; ``links`` by the name of their row. One
    query."""
    parts = [
        rows.order_by().values_list(Value(number), "pk", name, "promise", "activity_key")
        for number, (name, rows) in enumerate(links.items())
    ]
    lists: list[dict[int, list[Key]]] = [defaultdict(list) for _part in parts]
    for number, _pk, row, promise, key in sorted(parts[0].union(*parts[1:], all=True)):
        if (promise, key) in found.activities:
            lists[number][row].append((promise, key))
    return [dict(one) for one in lists]


def _link_areas(found: Material, promises: list[int], by_problem: dict[int, list[Key]]) -> None:
    """A focus area answers a problem by its activities."""
    rows = FocusAreaProblem.objects.filter(problem__in=found.problems, promise__in=promises)
    for problem, promise, area in rows.values_list("problem", "promise", "focus_area_key"):
        found.promises_of_problem.setdefault(problem, set()).add(promise)
        known = by_problem.setdefault(problem, [])
        known += [
            key
            for key, one in found.activities.items()
            if key[0] == promise and one.area_key == area and key not in known
        ]


def _link_findings(found: Material, promises: list[int]) -> None:
    through = Problem.findings.through.objects.filter(problem__in=found.problems, finding__in=found.findings)
    for problem, finding in through.values_list("problem", "finding"):
        found.findings_of_problem.setdefault(problem, []).append(finding)
    for row in FindingAnswer.objects.filter(finding__in=found.findings):
        found.answers[row.finding_id] = row
        if row.promise_id:
            found.findings_of_promise.setdefault(row.promise_id, []).append(row.finding_id)
    # What the person does not see may be promised all the same.
    found.gone = gone_from(
        row for row in found.answers.values() if (row.promise_id, row.activity_key) not in found.activities
    )
    built_on = PromiseFinding.objects.filter(finding__in=found.findings, promise__in=promises)
    for promise, finding in built_on.values_list("promise", "finding"):
        known = found.findings_of_promise.setdefault(promise, [])
        if finding not in known:
            known.append(finding)
