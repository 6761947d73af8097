"""What the invented promises stand on: each municipality's lägesbild, and the links from promises to it."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from followup.sweden.promise import SPACE
from followup.sweden.texts import YEARS
from lagesbild import sweden as lagesbild
from lagesbild.models import Finding
from lagesbild.sweden import Knowledge
from organisations.models import Municipality
from organisations.sweden import Parties, parties_of
from promises.models import (
    Activity,
    ActivityCause,
    ActivityProblem,
    FindingAnswer,
    FocusArea,
    FocusAreaProblem,
    MeasureActivity,
    Promise,
    PromiseBasis,
    PromiseFinding,
)

# Every second activity answers a problem and acts on its first cause; of the findings of a year, these are promised.
_EVERY = 2


@dataclass
class BuiltGrounds:
    """How much was made."""

    municipalities: int = 0
    lagesbilder: int = 0
    findings: int = 0
    links: int = 0


def build_grounds(
    municipalities: Iterable[Municipality],
    *,
    today: date,
    progress: Callable[[BuiltGrounds], None] = lambda built: None,
) -> BuiltGrounds:
    """Each municipality's lägesbild with links from the promises that are there. One that has it is passed over; each
    is whole or not there at all."""
    built = BuiltGrounds()
    # A promise builds on what was said in the year before.
    years = range(today.year - YEARS, today.year + 1)
    for municipality in municipalities:
        if not lagesbild.is_known(municipality):
            with transaction.atomic():
                parties = parties_of(municipality)
                known = lagesbild.know(parties, years=years, today=today)
                built.links += _link(parties, known)
            built.lagesbilder += len(known.adopted)
            built.findings += len(known.findings)
        built.municipalities += 1
        progress(built)
    return built


@dataclass(frozen=True)
class _Promised:
    year: int
    promise: Promise
    activities: list[Activity]
    areas: list[FocusArea]


def _link(parties: Parties, known: Knowledge) -> int:
    promised = {one.year: one for one in _promised(parties.municipality)}
    by = parties.coordinator
    count = 0
    for one in promised.values():
        count += _problems(one, known, by.pk) + _bases(one, known, by.pk) + _measures(one, known, by.pk)
    answers = FindingAnswer.objects.bulk_create(_answers(known, promised, by.pk))
    built_on = PromiseFinding.objects.bulk_create(
        PromiseFinding(promise_id=answer.promise_id, finding_id=answer.finding_id, linked_by_id=by.pk)
        for answer in answers
        if answer.promise_id
    )
    return count + len(answers) + len(built_on)


def _promised(municipality: Municipality) -> Iterator[_Promised]:
    """The invented promises of the municipality, with the rows of their text."""
    found = Promise.objects.filter(owner=municipality, slug__startswith=f"{municipality.slug}-pahittat-")
    for promise in found.order_by("slug"):
        activities = Activity.objects.filter(revision__promise=promise).order_by("position")
        areas = FocusArea.objects.filter(revision__promise=promise).order_by("position")
        yield _Promised(int(promise.slug[-4:]), promise, list(activities), list(areas))


def _problems(one: _Promised, known: Knowledge, by: int) -> int:
    """Every second activity answers a problem and acts on its first cause, and the areas answer the first of them."""
    problems, causes = known.known.problems, known.known.causes
    said = {"promise": one.promise, "linked_by_id": by}
    pairs = list(zip(one.activities[::_EVERY], problems, strict=False))
    made = ActivityProblem.objects.bulk_create(
        ActivityProblem(activity_key=activity.key, problem=problem, **said) for activity, problem in pairs
    )
    acts = ActivityCause.objects.bulk_create(
        ActivityCause(activity_key=activity.key, cause=causes[problem.pk][0], **said)
        for activity, problem in pairs
    )
    areas = FocusAreaProblem.objects.bulk_create(
        FocusAreaProblem(focus_area_key=area.key, problem=problem, **said)
        for area, problem in zip(one.areas, problems, strict=False)
    )
    return len(made) + len(acts) + len(areas)


def _bases(one: _Promised, known: Knowledge, by: int) -> int:
    """The lägesbild that was in force when the promise was made."""
    earlier = [each for each in known.adopted if each.year < one.year]
    if earlier:
        PromiseBasis.objects.create(promise=one.promise, lagesbild=earlier[-1].lagesbild, linked_by_id=by)
    return len(earlier[-1:])


def _measures(one: _Promised, known: Knowledge, by: int) -> int:
    """The rows of a plan are carried out as activities of the promise of the year after, the other way round."""
    rows = [measure for each in known.adopted if each.year == one.year - 1 for measure in each.measures]
    made = MeasureActivity.objects.bulk_create(
        MeasureActivity(measure=measure, promise=one.promise, activity_key=activity.key, linked_by_id=by)
        for measure, activity in zip(rows, one.activities[::_EVERY], strict=False)
    )
    return len(made)


def _answers(known: Knowledge, promised: dict[int, _Promised], by: int) -> Iterator[FindingAnswer]:
    """One in three is promised in the year after, where there is a promise; of this year's dialogues nobody has
    answered those that are open."""
    for number, finding in enumerate(known.findings):
        if finding.dialogue.is_open:
            continue
        answered = promised.get(finding.dialogue.starts_on.year + 1) if number % 3 == 0 else None
        yield FindingAnswer(
            finding=finding,
            answered_by_id=by,
            creation_key=uuid.uuid5(SPACE, f"answer/{finding.creation_key}"),
            **_said(number, finding, answered),
        )


def _said(number: int, finding: Finding, answered: _Promised | None) -> dict[str, object]:
    if answered is not None:
        key = answered.activities[number % len(answered.activities)].key if answered.activities else None
        return {"kind": FindingAnswer.Kind.PROMISED, "promise": answered.promise, "activity_key": key}
    if number % 2:
        return {"kind": FindingAnswer.Kind.NOT_PROMISED, "reason": "Påhittat: andra åtgärder går före i år."}
    return {"kind": FindingAnswer.Kind.PASSED_ON, "channel": f"Påhittat: det som gäller {finding.theme}."}
