"""From rows to documents: a lägesbild that is being written, one that was adopted, and a plan."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lagesbild.choosing import may_tell
from lagesbild.documents import (
    TEXTS,
    CauseText,
    DecisionText,
    FollowUpText,
    LagesbildDocument,
    MeasureText,
    PlanDocument,
    ProblemText,
    SourceText,
    masked,
    with_masks,
)
from lagesbild.measures import activities_of
from lagesbild.models import ActionPlan, Cause, Lagesbild, LagesbildProblem, Problem
from organisations.body import normalise
from organisations.models import PoliceArea


def mark_of(row: Any) -> str:
    """A secrecy marking in words: the provision, the day and who made it; empty for a row that has none."""
    if not row.is_secret:
        return ""
    words = {
        "provision": row.secrecy_provision,
        "day": date_format(row.secrecy_on, "j F Y"),
        "by": row.secrecy_by,
    }
    return _("Sekretessmarkerat enligt %(provision)s den %(day)s av %(by)s.") % words


def document_of(lagesbild: Lagesbild) -> LagesbildDocument:
    """The lägesbild as its rows say now. What is marked as secret among its problems is masked already here.

    A problem that its party has kept for itself since it was chosen is not here at all: it stops the adoption.
    """
    follows = lagesbild.supersedes
    return LagesbildDocument(
        title=lagesbild.title,
        municipality=lagesbild.municipality.display_name,
        code=lagesbild.municipality.code,
        written_by=lagesbild.owner.display_name,
        parties=_parties(lagesbild),
        is_joint=lagesbild.is_joint,
        area=lagesbild.area_words,
        starts_on=lagesbild.starts_on.isoformat(),
        ends_on=lagesbild.ends_on.isoformat(),
        **{name: normalise(getattr(lagesbild, name)) for name in TEXTS},
        basis=[SourceText(one.name, one.period, one.note, one.is_rejected) for one in lagesbild.basis.all()],
        problems=[
            _problem(one.problem) for one in chosen_problems(lagesbild) if may_tell(lagesbild, one.problem)
        ],
        follows=follows.title if follows else "",
        decision=_decision(lagesbild),
        demonstration=settings.DEMO,
    )


def chosen_problems(lagesbild: Lagesbild) -> Iterable[LagesbildProblem]:
    """The problems that the lägesbild takes up, in order, with all that a document says of them."""
    causes = Prefetch("problem__causes", Cause.objects.order_by("position", "pk"))
    rows = lagesbild.chosen.select_related("problem__secrecy_by", "problem__owner")
    return rows.prefetch_related("problem__places", "problem__sources", causes)


def draft_document(lagesbild: Lagesbild) -> LagesbildDocument:
    """The draft as it may leave here: masked when the whole is marked as secret."""
    return with_masks(document_of(lagesbild), {}, mark_of(lagesbild))


def frozen_document(lagesbild: Lagesbild) -> LagesbildDocument:
    """The adopted text as it was frozen, for those who write the lägesbild; nothing that leaves here is made of it."""
    return LagesbildDocument.from_dict(json.loads(lagesbild.version.canonical))


def adopted_document(lagesbild: Lagesbild) -> LagesbildDocument:
    """The adopted text as it may leave here: masked where something has been marked as secret since."""
    document = frozen_document(lagesbild)
    return with_masks(document, _marked_since(document), mark_of(lagesbild))


def is_masked_since(lagesbild: Lagesbild) -> bool:
    """Whether the stored text holds words that have been marked as secret after it was adopted."""
    return lagesbild.is_secret or bool(_marked_since(frozen_document(lagesbild)))


def _marked_since(document: LagesbildDocument) -> dict[int, str]:
    told = [one.key for one in document.problems if not one.secrecy]
    marked = Problem.objects.filter(pk__in=told).exclude(secrecy_provision="").select_related("secrecy_by")
    return {one.pk: mark_of(one) for one in marked}


def _parties(lagesbild: Lagesbild) -> list[str]:
    """Who stands behind it: the one that wrote it, or the municipality and the police areas that cover it."""
    if not lagesbild.is_joint:
        return [lagesbild.owner.display_name]
    areas = PoliceArea.objects.filter(municipality_links__municipality=lagesbild.municipality_id)
    names = [one.display_name for one in areas.distinct().order_by("sort_key")]
    return [lagesbild.municipality.display_name, *names]


def _problem(problem: Problem) -> ProblemText:
    if problem.is_secret:
        return masked(ProblemText(problem.pk, ""), mark_of(problem))
    trend = str(problem.get_trend_display()) if problem.trend != Problem.Trend.UNKNOWN else ""
    decided = str(problem.get_priority_display()) if problem.priority else ""
    names = ("what", "where", "when", "how", "affected", "extent", "consequences", "positive_factors")
    return ProblemText(
        key=problem.pk,
        title=problem.title,
        theme=str(problem.get_theme_display()),
        **{name: normalise(getattr(problem, name)) for name in names},
        equality=normalise(problem.equality),
        trend=". ".join(part for part in (trend, problem.trend_text) if part),
        priority=decided,
        priority_reason=normalise(problem.priority_reason),
        places=[str(place) for place in problem.places.all()],
        sources=[
            SourceText(one.name, one.period, one.reason, one.is_rejected) for one in problem.sources.all()
        ],
        causes=[CauseText(one.text, one.is_direct) for one in problem.causes.all()],
    )


def _decision(row: Lagesbild | ActionPlan) -> DecisionText | None:
    if row.decided_on is None:
        return None
    day = row.decided_on.isoformat()
    return DecisionText(row.decided_by_organ, day, row.decision_paragraph, row.case_number)


def plan_document(plan: ActionPlan) -> PlanDocument:
    """The plan with each row's state, and how the promise's activity stands where it has one."""
    version = plan.version
    return PlanDocument(
        title=plan.title,
        municipality=plan.municipality.display_name,
        lagesbild=version.lagesbild.title,
        sha256=version.sha256,
        status=str(plan.get_status_display()),
        measures=_measures(plan),
        follow_ups=[
            FollowUpText(one.followed_up_on.isoformat(), normalise(one.text)) for one in plan.follow_ups.all()
        ],
        decision=_decision(plan),
        demonstration=settings.DEMO,
    )


def _measures(plan: ActionPlan) -> list[MeasureText]:
    rows = list(plan.measures.select_related("cause", "problem", "plan__version__lagesbild", "who"))
    activities = activities_of(rows)
    found = []
    for number, row in enumerate(rows, start=1):
        held_back = row.held_back
        linked = activities.get(row.pk, [])
        found.append(
            MeasureText(
                number=number,
                problem=held_back or str(row.problem or ""),
                cause=held_back or row.cause_words,
                text=row.text,
                goal=row.goal,
                when=row.when_words,
                who=row.who_words,
                follow_up=row.follow_up,
                kind=str(row.get_kind_display()) if row.kind else "",
                term=str(row.get_term_display()) if row.term else "",
                state=str(row.get_state_display()),
                state_note=row.state_note,
                standing="; ".join(f"{one.standing_text} ({one.promise})" for one in linked),
            )
        )
    return found
