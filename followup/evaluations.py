"""What of a promise can be evaluated, by whom, and what has been found. Three kinds, always kept apart."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from followup import permissions
from followup.documents import EvaluationText
from followup.followed import Followed, FollowedPromise
from followup.models import Evaluation
from organisations.models import Organisation, User
from organisations.roles import Permission

Subject = Evaluation.Subject
Kind = Evaluation.Kind
# Whether the problem changed is the one thing that can lack a measurable answer though it was looked for.
_ONLY_OUTCOME = frozenset({Evaluation.Result.NO_MEASURABLE})
NEEDS_REASON = frozenset({Evaluation.Result.NO_MEASURABLE, Evaluation.Result.CANNOT_SAY})


@dataclass(frozen=True)
class Evaluable:
    """The whole promise, a focus area or an activity. ``key`` is None for the whole."""

    subject: Subject
    title: str
    key: uuid.UUID | None = None
    activity: Followed | None = None
    found: dict[str, Evaluation] = field(default_factory=dict)

    @property
    def kinds(self) -> list[tuple[Kind, Evaluation | None]]:
        return [(kind, self.found.get(kind)) for kind in Kind]


def results_of(kind: str) -> list[tuple[str, str]]:
    """The results that an evaluation of this kind can have."""
    return [
        (one.value, str(one.label))
        for one in Evaluation.Result
        if kind == Kind.OUTCOME or one not in _ONLY_OUTCOME
    ]


def evaluables(followed: FollowedPromise) -> list[Evaluable]:
    """The promise, then each focus area followed by its activities, with what has been found. One query."""
    found: dict[tuple[str, uuid.UUID | None], dict[str, Evaluation]] = {}
    for row in Evaluation.objects.filter(promise=followed.promise).select_related("evaluator"):
        found.setdefault((row.subject, row.subject_key), {})[row.kind] = row
    rows = [Evaluable(Subject.PROMISE, _("Hela löftet"), found=found.get((Subject.PROMISE, None), {}))]
    for area in followed.document.focus_areas:
        # Areas had no key in texts that were frozen before; those are evaluated by activity only.
        if area.title and area.key:
            key = uuid.UUID(area.key)
            rows.append(
                Evaluable(Subject.FOCUS_AREA, area.title, key, found=found.get((Subject.FOCUS_AREA, key), {}))
            )
        rows += [
            Evaluable(
                Subject.ACTIVITY,
                f"{one.text.number}. {one.text.text}",
                one.key,
                one,
                found.get((Subject.ACTIVITY, one.key), {}),
            )
            for one in followed.activities
            if one.area is area
        ]
    return rows


def evaluation_text(about: str, row: Evaluation) -> EvaluationText:
    """The evaluation as readers get it. Released or not is for who asks to know."""
    return EvaluationText(
        about=about,
        kind=str(row.get_kind_display()),
        evaluator=str(row.evaluator),
        result=str(row.get_result_display()),
        text=row.text,
        reason=row.reason,
        success_factors=row.success_factors,
        remaining_challenges=row.remaining_challenges,
        recommendation=str(row.get_recommendation_display()) if row.recommendation else "",
    )


def evaluators(user: User, followed: FollowedPromise, activity: Followed | None) -> list[Organisation]:
    """In whose name the person can evaluate: the named evaluators first, then the parties; an executor in its own."""
    named = activity.evaluators if activity else []
    if not permissions.has_whole(user, Permission.EVALUATE, followed.revision):
        mine = permissions.acting_for(user, Permission.EVALUATE)
        return [one for one in named if one.pk in mine]
    parties = followed.revision.parties.select_related("organisation").order_by("position", "pk")
    everyone = [*named, *(party.organisation for party in parties)]
    return list({one.pk: one for one in everyone}.values())
