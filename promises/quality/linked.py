"""What a promise is linked to in the lägesbild, as the rules ask of it. Two queries."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, Q, QuerySet

from lagesbild.models import Finding, Lagesbild, Layer, Problem
from organisations.models import Organisation
from promises.grounds import DECIDED
from promises.models import (
    ActivityCause,
    ActivityProblem,
    FindingAnswer,
    FocusAreaProblem,
    Party,
    Promise,
    PromiseFinding,
    Revision,
)
from promises.quality.subject import Basis

# Lag (2023:196) 6 §: the lägesbild is brought up to date at least every second year.
RECENT_MONTHS = 24


def basis_of(revision: Revision, parties: Collection[Party], day: date) -> Basis:
    """Whoever asks, what both parties read counts: the text is judged alike by all of them."""
    since = _since(revision, day)
    problems = _shared(Problem.objects.all()).filter(_answered(revision.promise_id))
    recent = Lagesbild.objects.filter(problems__in=problems, status__in=DECIDED, decided_on__gte=since)
    near = [row.organisation_id for row in parties if row.organisation.kind == Organisation.Kind.MUNICIPALITY]
    said = Finding.objects.filter(dialogue__municipality__in=near, dialogue__secrecy_provision="")
    there = _shared(Problem.objects.filter(municipality__in=near, is_active=True))
    found = Promise.objects.filter(pk=revision.promise_id).values_list(
        Exists(PromiseFinding.objects.filter(promise=revision.promise_id)),
        Exists(_answers(revision)),
        Exists(said.exclude(dialogue__layer=Layer.OWN)),
        Exists(problems),
        Exists(there),
        Exists(recent),
        Exists(problems.exclude(equality="")),
    )
    chosen, answered, has_findings, answers, has_problems, is_recent, equality = found.get()
    acting = ActivityCause.objects.filter(promise=revision.promise_id).values_list("activity_key", flat=True)
    return Basis(
        is_from_dialogue=chosen or answered,
        has_findings=has_findings,
        answers_problem=answers,
        has_problems=has_problems,
        is_recent=is_recent,
        considers_equality=equality,
        acting=frozenset(map(str, acting)),
    )


def _answers(revision: Revision) -> QuerySet[FindingAnswer]:
    """What was said and is answered by the promise as a whole, or by an activity that the text still has."""
    there = Q(activity_key=None) | Q(activity_key__in=revision.activities.values("key"))
    return FindingAnswer.objects.filter(there, promise=revision.promise_id)


def _shared(problems: QuerySet[Problem]) -> QuerySet[Problem]:
    return problems.exclude(layer=Layer.OWN).filter(secrecy_provision="")


def _answered(promise: int) -> Q:
    return Q(pk__in=ActivityProblem.objects.filter(promise=promise).values("problem")) | Q(
        pk__in=FocusAreaProblem.objects.filter(promise=promise).values("problem")
    )


def _since(revision: Revision, day: date) -> date:
    """Two years before the day, or before the promise begins when that was earlier: it was made with what was known."""
    at = min(day, revision.period_start or day)
    return date(at.year - RECENT_MONTHS // 12, at.month, min(at.day, 28))
