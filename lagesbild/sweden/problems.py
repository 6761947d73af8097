"""Invented problems: each as the municipality sees it, as the police do, and as they have joined it; with causes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lagesbild.criteria import STANDARD
from lagesbild.models import (
    Cause,
    CauseAnalysis,
    ChainStep,
    Criterion,
    Evidence,
    Finding,
    Layer,
    Place,
    Problem,
    ProblemSource,
    Score,
)
from lagesbild.sweden import texts
from lagesbild.sweden.keys import key
from lagesbild.sweden.said import noon
from organisations.models import Organisation
from organisations.sweden import Parties

# The last of the problems is put aside.
_PUT_ASIDE = len(texts.PROBLEMS) - 1
_SINCE = timedelta(days=400)


@dataclass(frozen=True)
class Known:
    """The problems of both parties together, in order, and the causes of each by its key."""

    problems: list[Problem]
    causes: dict[int, list[Cause]]


def problems(parties: Parties, places: list[Place], findings: list[Finding], today: date) -> Known:
    """Write them, with what they build on and how they were weighed."""
    joint = Problem.objects.bulk_create(
        _problem(parties, number, parties.municipality, today, is_joint=True)
        for number in range(len(texts.PROBLEMS))
    )
    own = Problem.objects.bulk_create(
        _problem(parties, number, owner, today, into=one)
        for number, one in enumerate(joint)
        for owner in parties.organisations
    )
    _links(joint, places, findings)
    ProblemSource.objects.bulk_create(row for one in (*joint, *own) for row in _sources(one))
    _scores(parties, joint)
    return Known(joint, _causes(joint))


def _problem(
    parties: Parties,
    number: int,
    owner: Organisation,
    today: date,
    *,
    is_joint: bool = False,
    into: Problem | None = None,
) -> Problem:
    title, theme, what = texts.PROBLEMS[number]
    aside = number == _PUT_ASIDE
    priority = Problem.Priority.DEPRIORITISED if aside else Problem.Priority.PRIORITISED
    return Problem(
        municipality=parties.municipality,
        owner=owner,
        layer=Layer.PUBLIC if is_joint and not aside else Layer.PARTIES,
        title=title,
        theme=theme,
        is_joint=is_joint,
        joined_into=into,
        what=f"Påhittat. {what}",
        where="Centrum och vägen dit",
        when="Fredagar och lördagar efter klockan 20",
        how="I grupp, oftast efter att kiosken har stängt.",
        affected="Unga, äldre och de som arbetar kväll",
        extent="Ett tjugotal händelser i månaden",
        trend=(Problem.Trend.MORE, Problem.Trend.SAME, Problem.Trend.LESS)[number % 3],
        consequences="Fler undviker platsen.",
        positive_factors="Föreningarna vill vara med.",
        equality="Fler kvinnor än män undviker platsen.",
        public_text=title if is_joint else "",
        priority=priority if is_joint else Problem.Priority.UNDECIDED,
        priority_reason="Annat går före i år." if is_joint and aside else "",
        priority_on=today - _SINCE if is_joint else None,
        priority_by=parties.coordinator if is_joint else None,
        creation_key=key(parties.municipality.code, "problem", number, owner.pk, is_joint),
        edited_by=parties.coordinator,
        edited_at=noon(today - _SINCE),
    )


def _links(joint: list[Problem], places: list[Place], findings: list[Finding]) -> None:
    """Two places each, and what was said of its theme."""
    Problem.places.through.objects.bulk_create(
        Problem.places.through(problem=one, place=places[(number + shift) % len(places)])
        for number, one in enumerate(joint)
        for shift in range(2)
    )
    Problem.findings.through.objects.bulk_create(
        Problem.findings.through(problem=one, finding=said)
        for one in joint
        for said in findings
        if said.theme == one.theme
    )


def _sources(problem: Problem) -> Iterator[ProblemSource]:
    for position, (name, is_rejected) in enumerate(texts.SOURCES, start=1):
        yield ProblemSource(
            problem=problem,
            position=position,
            name=name,
            period="Senaste året",
            is_rejected=is_rejected,
            reason="För få svar." if is_rejected else "",
            creation_key=key(problem.creation_key, "source", position),
        )


def _causes(joint: list[Problem]) -> dict[int, list[Cause]]:
    """A triangle, a chain of events and a tree: all but the last cause lead to the problem, that one to the first."""
    CauseAnalysis.objects.bulk_create(
        CauseAnalysis(
            problem=one,
            offender="Unga i grupp",
            target="De som går förbi",
            place="Platsen är mörk",
            guardian="Vuxna som rör sig där",
            manager="Den som äger platsen",
            is_done=True,
            creation_key=key(one.creation_key, "analysis"),
        )
        for one in joint
    )
    ChainStep.objects.bulk_create(
        ChainStep(
            problem=one,
            position=position,
            text=text,
            creation_key=key(one.creation_key, "step", position),
        )
        for one in joint
        for position, text in enumerate(texts.CHAIN, start=1)
    )
    direct = Cause.objects.bulk_create(
        _cause(one, at) for one in joint for at in range(len(texts.CAUSES) - 1)
    )
    first = {cause.problem_id: cause for cause in direct if cause.position == 1}
    indirect = Cause.objects.bulk_create(
        _cause(one, len(texts.CAUSES) - 1, parent=first[one.pk]) for one in joint
    )
    found = [*direct, *indirect]
    Evidence.objects.bulk_create(
        Evidence(
            cause=cause,
            position=1,
            text=texts.EVIDENCE,
            source="Enkäten",
            creation_key=key(cause.creation_key, "evidence"),
        )
        for cause in found
    )
    return {one.pk: [cause for cause in found if cause.problem_id == one.pk] for one in joint}


def _cause(problem: Problem, at: int, parent: Cause | None = None) -> Cause:
    text, side = texts.CAUSES[at]
    return Cause(
        problem=problem,
        parent=parent,
        position=at + 1,
        text=text,
        side=side,
        public_text=text,
        creation_key=key(problem.creation_key, "cause", at),
    )


def _scores(parties: Parties, joint: list[Problem]) -> None:
    """How each weighs by the usual criteria, for each party and for both together."""
    criteria = list(Criterion.objects.filter(municipality=parties.municipality).order_by("position"))
    if not criteria:
        criteria = Criterion.objects.bulk_create(
            Criterion(
                municipality=parties.municipality,
                position=position,
                name=str(name),
                question=str(question),
                weight=weight,
                creation_key=key(parties.municipality.code, "criterion", position),
            )
            for position, (name, question, weight) in enumerate(STANDARD, start=1)
        )
    Score.objects.bulk_create(
        Score(problem=one, criterion=criterion, party=party, value=1 + (number + criterion.position) % 5)
        for number, one in enumerate(joint)
        for criterion in criteria
        for party in (None, *parties.organisations)
    )
