"""How it ended: a verdict for each activity, the answer to those who live there, and the conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.actions import correcting
from followup.actions.correcting import What
from followup.actions.events import note
from followup.actions.rows import lock_in_force, save_one
from followup.concluding import fault_in, obstacles
from followup.followed import Followed, FollowedPromise
from followup.models import PublicAnswer, Verdict
from followup.permissions import check_can
from organisations.roles import Permission
from promises.actions import publishing
from promises.actions.steps import Refused
from promises.states import IllegalStep, Status

if TYPE_CHECKING:
    from organisations.models import User


class AnswerValues(TypedDict):
    """The answer's four parts."""

    you_said: str
    we_promised: str
    so_it_went: str
    what_now: str


@transaction.atomic
def give_verdict(
    followed: FollowedPromise,
    activity: Followed,
    *,
    outcome: str,
    reason: str,
    edit_number: int,
    by: User,
    why: str = "",
) -> Verdict:
    """Say how an activity ended. The same again changes nothing; raises StaleEdit over somebody else's.

    why: the reason for readers when the promise has ended, and what stands is corrected.
    """
    check_can(by, Permission.CONCLUDE, followed)
    corrects = correcting.begin(followed, why=why, by=by, is_new=edit_number == 0)
    if fault := fault_in(outcome, reason):
        raise ValidationError({"reason": fault})
    verdict, changed = save_one(
        Verdict,
        of={"promise": followed.promise, "activity_key": activity.key},
        edit_number=edit_number,
        values={"outcome": outcome, "reason": reason},
        by=by,
        stamp={"decided_by": by},
    )
    if changed:
        _take_back(followed)
        note("verdict_given", followed, by=by, activity=activity, outcome=verdict.get_outcome_display())
        if corrects:
            correcting.finish(followed, What.VERDICT, why=why, by=by, activity=activity)
    return verdict


@transaction.atomic
def save_answer(
    followed: FollowedPromise, *, values: AnswerValues, edit_number: int, by: User, why: str = ""
) -> PublicAnswer:
    """Save the answer to those who live there. One that has been changed must be released anew.

    why: the reason for readers when the promise has ended, and what stands is corrected.
    """
    check_can(by, Permission.CONCLUDE, followed)
    corrects = correcting.begin(followed, why=why, by=by, is_new=edit_number == 0)
    answer, changed = save_one(
        PublicAnswer, of={"promise": followed.promise}, edit_number=edit_number, values=values, by=by
    )
    if changed:
        _take_back(followed)
        answer.refresh_from_db()
        note("answer_saved", followed, by=by)
        if corrects:
            correcting.finish(followed, What.ANSWER, why=why, by=by)
    return answer


@transaction.atomic
def release_answer(followed: FollowedPromise, *, edit_number: int, by: User) -> PublicAnswer:
    """Let everybody read the answer and the verdicts. ``edit_number`` is that of the text that was read through."""
    check_can(by, Permission.RELEASE, followed)
    correcting.check_may_release(followed, What.ANSWER, What.VERDICT)
    answer = PublicAnswer.objects.filter(promise=followed.promise).first()
    if answer is None or not (answer.we_promised.strip() and answer.so_it_went.strip()):
        raise ValidationError(_("Skriv vad ni lovade och hur det gick innan ni visar svaret för alla."))
    if answer.edit_number != edit_number:
        raise ValidationError(_("Svaret har ändrats sedan du läste det. Läs det en gång till."))
    if answer.released_at is None:
        answer.released_at, answer.released_by = timezone.now(), by
        answer.save(update_fields=["released_at", "released_by"])
        note("answer_released", followed, by=by)
    return answer


@transaction.atomic
def conclude(followed: FollowedPromise, *, reason: str, by: User) -> None:
    """End the promise. Refused, with a sentence for each thing that is missing, until everything is answered.

    A second time changes nothing.
    """
    check_can(by, Permission.CONCLUDE, followed)
    revision = lock_in_force(followed)
    if revision.status == Status.ENDED:
        return
    missing = obstacles(followed)
    if missing:
        raise ValidationError(missing)
    try:
        publishing.end(revision, reason=reason, by=by)
    except Refused as refused:
        raise ValidationError(refused.reasons) from refused
    except IllegalStep as illegal:
        raise PermissionDenied(str(illegal)) from illegal


def _take_back(followed: FollowedPromise) -> None:
    """What everybody reads is what somebody has released: after a change it is released again."""
    released = PublicAnswer.objects.filter(promise=followed.promise, released_at__isnull=False)
    released.update(released_at=None, released_by=None)
