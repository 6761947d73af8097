"""Beginning the next period's promise out of the one that ends."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from followup.actions.events import note
from followup.actions.rows import lock_in_force
from followup.concluding import lacks_verdict, named
from followup.followed import FollowedPromise
from followup.models import Carried
from followup.permissions import check_can
from followup.renewal import Before, draft_after, renewal_of
from followup.states import Outcome
from organisations.roles import Permission
from promises.actions.succeeding import begin_successor
from promises.models import Promise

if TYPE_CHECKING:
    from organisations.models import User

Choice = Carried.Choice


class Decision(NamedTuple):
    """What becomes of one activity, and what is different or why it is dropped."""

    choice: str
    reason: str = ""


@transaction.atomic
def renew(
    followed: FollowedPromise,
    *,
    title: str,
    period_text: str,
    decisions: Mapping[uuid.UUID, Decision],
    creation_key: uuid.UUID,
    by: User,
) -> Promise:
    """Begin the next period's draft; ``decisions`` holds one for each activity, by its key.

    The same form again gives the same draft. Refused while an activity lacks a verdict or a decision, and while the
    next period already has a draft.
    """
    check_can(by, Permission.RENEW, followed)
    lock_in_force(followed)
    made = Promise.objects.filter(creation_key=creation_key).exists()
    if not made and draft_after(followed.promise) is not None:
        raise ValidationError(_("Det finns redan ett utkast för nästa period. Fortsätt på det."))
    rows = renewal_of(followed).rows
    faults = [fault for row in rows if (fault := fault_in(row, decisions.get(row.activity.key)))]
    if faults:
        raise ValidationError(faults)
    dropped = {key for key, decision in decisions.items() if decision.choice == Choice.DROPPED}
    promise, is_new = begin_successor(
        followed.revision,
        title=title,
        period_text=period_text,
        without=dropped,
        creation_key=creation_key,
        by=by,
    )
    if is_new:
        _carry(followed, promise, rows, decisions, by)
        note("renewed", followed, by=by, successor=title)
    return promise


def fault_in(row: Before, decision: Decision | None) -> str:
    """The sentence that says what is wrong with a decision; empty when nothing is."""
    name = named(row.activity)
    if row.verdict is None:
        return lacks_verdict(row.activity)
    if decision is None or decision.choice not in Choice:
        return _("Välj vad som händer med aktivitet %(number)s: %(text)s") % name
    if decision.reason.strip():
        return ""
    if decision.choice == Choice.DROPPED:
        return _("Skriv varför aktivitet %(number)s inte följer med: %(text)s") % name
    if decision.choice == Choice.AGAIN and row.verdict.outcome != Outcome.ACHIEVED:
        return (
            _("Aktivitet %(number)s blev inte som ni lovade. Skriv vad som blir annorlunda: %(text)s") % name
        )
    return ""


def _carry(
    followed: FollowedPromise,
    successor: Promise,
    rows: list[Before],
    decisions: Mapping[uuid.UUID, Decision],
    by: User,
) -> None:
    Carried.objects.bulk_create(
        Carried(
            promise=followed.promise,
            activity_key=row.activity.key,
            successor=successor,
            choice=decisions[row.activity.key].choice,
            reason=decisions[row.activity.key].reason,
            successor_key=None if decisions[row.activity.key].choice == Choice.DROPPED else row.activity.key,
            edited_by=by,
        )
        for row in rows
    )
