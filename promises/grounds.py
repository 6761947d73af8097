"""What a promise can be linked to in the lägesbild, and what it is linked to, as one person may read it.

Only what both parties read can be linked to. What is linked is shown to those alone who read the lägesbild: somebody
who carries out an activity sees the draft, but not why.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from lagesbild.models import Cause, CooperationAgreement, Dialogue, Finding, Lagesbild, Layer, Problem
from lagesbild.permissions import municipalities_for, readable
from lagesbild.states import LagesbildStatus
from organisations.models import Organisation
from organisations.roles import Permission
from promises.models import (
    ActivityCause,
    ActivityProblem,
    FindingAnswer,
    FocusAreaProblem,
    PromiseBasis,
    PromiseFinding,
    Revision,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User

# Somebody has decided on these; a draft may still say anything.
DECIDED = (LagesbildStatus.ADOPTED, LagesbildStatus.REPLACED)


@dataclass(frozen=True)
class Ground:
    """A problem, and those of its causes that an activity acts on."""

    problem: Problem
    causes: list[Cause] = field(default_factory=list)


@dataclass
class Grounds:
    """What a promise is linked to: by the keys of its activities and focus areas, and as a whole."""

    activities: dict[uuid.UUID, list[Ground]] = field(default_factory=dict)
    areas: dict[uuid.UUID, list[Ground]] = field(default_factory=dict)
    answered: dict[uuid.UUID, list[Finding]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def municipalities_of(revision: Revision) -> set[int]:
    """The ids of the municipalities among the parties."""
    parties = revision.parties.filter(organisation__kind=Organisation.Kind.MUNICIPALITY)
    return set(parties.values_list("organisation", flat=True))


def reads_lagesbild(user: User | AnonymousUser, revision: Revision) -> bool:
    """Whether the person reads the lägesbild of some municipality of the promise."""
    near = municipalities_for(user, Permission.VIEW_LAGESBILD)
    return near.filter(pk__in=revision.parties.values("organisation")).exists()


# --- What there is to link to -------------------------------------------------------------------------


def readable_problems(user: User, revision: Revision) -> QuerySet[Problem]:
    """The problems of the promise's municipalities that the person reads, whether or not they can be linked to."""
    return readable(user, Problem.objects.filter(municipality__in=municipalities_of(revision)))


def readable_findings(user: User, revision: Revision) -> QuerySet[Finding]:
    """What has been said there and the person reads, whether or not it can be linked to."""
    dialogues = readable(user, Dialogue.objects.filter(municipality__in=municipalities_of(revision)))
    return Finding.objects.filter(dialogue__in=dialogues.values("pk"))


def linkable_problems(user: User, revision: Revision) -> QuerySet[Problem]:
    """The problems of the promise's municipalities that both parties read, the joint ones first."""
    return _shared(readable_problems(user, revision))


def linkable_findings(user: User, revision: Revision) -> QuerySet[Finding]:
    """What has been said in the dialogues that both parties read."""
    dialogues = readable(user, Dialogue.objects.filter(municipality__in=municipalities_of(revision)))
    return Finding.objects.filter(dialogue__in=_shared(dialogues).values("pk"))


def linkable_lagesbilder(user: User, revision: Revision) -> QuerySet[Lagesbild]:
    """The adopted lägesbilder of the promise's municipalities."""
    found = Lagesbild.objects.filter(municipality__in=municipalities_of(revision), status__in=DECIDED)
    return readable(user, found).filter(secrecy_provision="")


def linkable_agreements(user: User, revision: Revision) -> QuerySet[CooperationAgreement]:
    return readable(user, CooperationAgreement.objects.filter(municipality__in=municipalities_of(revision)))


def _shared(rows: QuerySet) -> QuerySet:
    return rows.exclude(layer=Layer.OWN).filter(secrecy_provision="")


# --- What is linked -----------------------------------------------------------------------------------


def grounds_of(user: User, revision: Revision) -> Grounds:
    """What the promise is linked to and the person may read. Four queries, one for who reads no lägesbild of it."""
    seen = {
        problem.pk: problem
        for problem in readable(user, Problem.objects.filter(_linked(revision))).distinct()
    }
    findings = _findings(user, revision)
    return Grounds(
        activities=_by_activity(revision, seen) if seen else {},
        areas=_by_area(revision, seen) if seen else {},
        answered=_answered(findings),
        findings=findings,
    )


def _linked(revision: Revision) -> Q:
    promise = revision.promise_id
    by_activity = ActivityProblem.objects.filter(promise=promise).values("problem")
    by_area = FocusAreaProblem.objects.filter(promise=promise).values("problem")
    return Q(pk__in=by_activity) | Q(pk__in=by_area)


def _by_activity(revision: Revision, seen: dict[int, Problem]) -> dict[uuid.UUID, list[Ground]]:
    causes: dict[tuple[uuid.UUID, int], list[Cause]] = defaultdict(list)
    acting = ActivityCause.objects.filter(promise=revision.promise_id, cause__problem__in=seen)
    for link in acting.select_related("cause").order_by("cause__position", "cause"):
        causes[link.activity_key, link.cause.problem_id].append(link.cause)
    found: dict[uuid.UUID, list[Ground]] = defaultdict(list)
    answering = ActivityProblem.objects.filter(promise=revision.promise_id, problem__in=seen)
    for key, number in answering.values_list("activity_key", "problem"):
        found[key].append(Ground(seen[number], causes[key, number]))
    return dict(found)


def _by_area(revision: Revision, seen: dict[int, Problem]) -> dict[uuid.UUID, list[Ground]]:
    found: dict[uuid.UUID, list[Ground]] = defaultdict(list)
    rows = FocusAreaProblem.objects.filter(promise=revision.promise_id, problem__in=seen)
    for key, number in rows.values_list("focus_area_key", "problem"):
        found[key].append(Ground(seen[number]))
    return dict(found)


def _findings(user: User, revision: Revision) -> list[Finding]:
    """Those that the promise builds on and those that it is the answer to, once each."""
    promise = revision.promise_id
    chosen = PromiseFinding.objects.filter(promise=promise).values("finding")
    answered = FindingAnswer.objects.filter(promise=promise).values("finding")
    found = Finding.objects.filter(Q(pk__in=chosen) | Q(pk__in=answered))
    seen = found.filter(dialogue__in=readable(user, Dialogue.objects.all()).values("pk"))
    return list(seen.select_related("dialogue", "answer").order_by("dialogue", "position", "pk"))


def _answered(findings: list[Finding]) -> dict[uuid.UUID, list[Finding]]:
    found: dict[uuid.UUID, list[Finding]] = defaultdict(list)
    for one in findings:
        key = one.answer.activity_key if hasattr(one, "answer") else None
        if key:
            found[key].append(one)
    return dict(found)


def basis_of(user: User, revision: Revision) -> list[PromiseBasis]:
    """The lägesbilder and agreements that the promise stands on, as far as the person reads them."""
    rows = PromiseBasis.objects.filter(promise=revision.promise_id).select_related("lagesbild", "agreement")
    reads_lagesbild = readable(user, Lagesbild.objects.all()).values("pk")
    reads_agreement = readable(user, CooperationAgreement.objects.all()).values("pk")
    return list(rows.filter(Q(lagesbild__in=reads_lagesbild) | Q(agreement__in=reads_agreement)))
