"""Taking back what everybody can read of how a promise ended, also when it has ended: at once, and with a reason.

What is rewritten is saved by the actions that wrote it; ``begin`` and ``finish`` are their part of it.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from followup.actions.events import note
from followup.actions.rows import lock_in_force
from followup.followed import Followed, FollowedPromise
from followup.models import Correction, Evaluation, PublicAnswer
from followup.permissions import check_can, check_is_open
from organisations.roles import Permission
from promises.states import Status

if TYPE_CHECKING:
    from organisations.models import User

What, Step = Correction.What, Correction.Step


@transaction.atomic
def hide_answer(followed: FollowedPromise, *, reason: str, by: User) -> PublicAnswer:
    """Stop showing the answer and the verdicts to everybody. Nothing happens when they are not shown."""
    _check_may_hide(followed, reason, by)
    answer = PublicAnswer.objects.select_for_update().get(promise=followed.promise)
    if answer.released_at is not None:
        answer.released_at = answer.released_by = None
        answer.save(update_fields=["released_at", "released_by"])
        _remember(followed, What.ANSWER, Step.HIDDEN, None, reason, by)
        note("answer_hidden", followed, by=by)
    return answer


@transaction.atomic
def hide_evaluation(
    followed: FollowedPromise, evaluation: Evaluation, *, reason: str, by: User
) -> Evaluation:
    """Stop showing an evaluation to everybody. Nothing happens when it is not shown."""
    _check_may_hide(followed, reason, by)
    current = Evaluation.objects.select_for_update(of=("self",)).get(
        pk=evaluation.pk, promise=followed.promise
    )
    if current.released_at is not None:
        current.released_at = current.released_by = None
        current.save(update_fields=["released_at", "released_by"])
        _remember(followed, What.EVALUATION, Step.HIDDEN, current.subject_key, reason, by)
        note("evaluation_hidden", followed, by=by, kind=current.get_kind_display())
    return current


def _check_may_hide(followed: FollowedPromise, reason: str, by: User) -> None:
    check_can(by, Permission.RELEASE, followed)
    lock_in_force(followed)
    _check_reason(reason)


# --- What is written anew after the end -------------------------------------------------------------


def begin(followed: FollowedPromise, *, why: str, by: User, is_new: bool = False) -> bool:
    """Lock the promise; whether what is to be saved corrects what stood when the promise ended.

    While the promise is open everything is as always. After that nothing is added, and what stands is corrected only
    by who decides what is shown, with a reason.
    """
    if lock_in_force(followed).status != Status.ENDED:
        return False
    if is_new or not why.strip():
        check_is_open(followed)
    check_can(by, Permission.RELEASE, followed)
    return True


def finish(
    followed: FollowedPromise,
    what: Correction.What,
    *,
    why: str,
    by: User,
    key: uuid.UUID | None = None,
    activity: Followed | None = None,
) -> None:
    """Note what was rewritten: for readers, and in the history."""
    _remember(followed, what, Step.REWRITTEN, key or (activity.key if activity else None), why, by)
    note(f"{what.value}_rewritten", followed, by=by, activity=activity)


def check_may_release(followed: FollowedPromise, *what: Correction.What) -> None:
    """Lock the promise, refused when it has ended: except for what has been hidden or rewritten since."""
    lock_in_force(followed)
    if not Correction.objects.filter(promise=followed.promise, what__in=what).exists():
        check_is_open(followed)


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför det inte ska visas.")})


def _remember(
    followed: FollowedPromise,
    what: Correction.What,
    step: Correction.Step,
    key: uuid.UUID | None,
    reason: str,
    by: User,
) -> None:
    Correction.objects.create(
        promise=followed.promise, what=what, step=step, subject_key=key, reason=reason, decided_by=by
    )
