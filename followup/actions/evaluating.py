"""Evaluations: saved by the evaluator, shown to everybody by decision of the coordinator."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.actions import correcting
from followup.actions.correcting import What
from followup.actions.events import note
from followup.actions.rows import save_one
from followup.evaluations import NEEDS_REASON, Evaluable, evaluators, results_of
from followup.followed import FollowedPromise
from followup.models import Evaluation
from followup.permissions import check_can
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import Organisation, User


class EvaluationValues(TypedDict):
    """What an evaluator found."""

    evaluator: Organisation
    result: str
    text: str
    reason: str
    success_factors: str
    remaining_challenges: str
    recommendation: str


@transaction.atomic
def evaluate(
    followed: FollowedPromise,
    subject: Evaluable,
    kind: str,
    *,
    values: EvaluationValues,
    edit_number: int,
    by: User,
    why: str = "",
) -> Evaluation:
    """Save what was found of one kind about one thing. What has been changed must be released anew.

    why: the reason for readers when the promise has ended, and what stands is corrected.
    """
    check_can(by, Permission.EVALUATE, followed, subject.activity)
    corrects = correcting.begin(followed, why=why, by=by, is_new=edit_number == 0)
    evaluator = values["evaluator"]
    if evaluator.pk not in {one.pk for one in evaluators(by, followed, subject.activity)}:
        raise PermissionDenied(_("Du kan inte utvärdera för den organisationen."))
    _check_result(kind, values)
    saved, changed = save_one(
        Evaluation,
        of={
            "promise": followed.promise,
            "subject": subject.subject,
            "subject_key": subject.key,
            "kind": kind,
        },
        edit_number=edit_number,
        values={**{k: v for k, v in values.items() if k != "evaluator"}, "evaluator_id": evaluator.pk},
        by=by,
        stamp={"evaluated_by": by, "released_at": None, "released_by": None},
    )
    if changed:
        note(
            "evaluated",
            followed,
            by=by,
            evaluator=str(evaluator),
            about=subject.title[:80],
            kind=saved.get_kind_display(),
        )
        if corrects:
            correcting.finish(followed, What.EVALUATION, why=why, by=by, key=subject.key)
    return saved


def _check_result(kind: str, values: EvaluationValues) -> None:
    if values["result"] not in dict(results_of(kind)):
        raise ValidationError({"result": _("Det resultatet passar inte för det som utvärderas här.")})
    if values["result"] in NEEDS_REASON and not values["reason"].strip():
        raise ValidationError({"reason": _("Skriv varför det inte går att se eller bedöma.")})


@transaction.atomic
def release(followed: FollowedPromise, evaluation: Evaluation, *, edit_number: int, by: User) -> Evaluation:
    """Let everybody read an evaluation, on the promise's page and in the answer.

    ``edit_number`` is that of the text that was read through.
    """
    check_can(by, Permission.RELEASE, followed)
    correcting.check_may_release(followed, What.EVALUATION)
    current = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if current.edit_number != edit_number:
        raise ValidationError(_("Utvärderingen har ändrats sedan du läste den. Läs den en gång till."))
    if current.released_at is None:
        current.released_at, current.released_by = timezone.now(), by
        current.save(update_fields=["released_at", "released_by"])
        note("evaluation_released", followed, by=by, kind=current.get_kind_display())
    return current
