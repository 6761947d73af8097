"""An executor that does not draft says yes or no to an activity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from organisations.actions.rows import StaleEdit
from promises import answers, notifications
from promises.actions.events import note
from promises.models import Activity, ActivityAnswer, Revision
from promises.permissions.answers import check_can_answer

if TYPE_CHECKING:
    from organisations.models import Organisation, User


class NotAsked(Exception):
    """The organisation is a party, or no longer carries out or answers for the activity."""


@transaction.atomic
def answer_activity(
    activity: Activity,
    organisation: Organisation,
    *,
    outcome: str,
    reason: str = "",
    edit_number: int,
    by: User,
) -> ActivityAnswer:
    """Record the organisation's yes or no to the activity as it reads; a later answer replaces an earlier one.

    ``edit_number`` is the activity's when it was read: raises ``StaleEdit`` when it has been changed since, so that
    nobody says yes to words they have not seen. The same answer again changes nothing. Raises ``NotAsked``, and
    ``ValueError`` for a no without a reason.
    """
    revision = (
        Revision.objects.select_for_update(of=("self",))
        .select_related("promise")
        .get(pk=activity.revision_id)
    )
    current = Activity.objects.select_related("edited_by", "revision").filter(pk=activity.pk).first()
    if current is None:
        raise StaleEdit(None)
    check_can_answer(by, current, organisation)
    if organisation.pk not in {q.organisation.pk for q in answers.asked_in(revision).get(current.pk, [])}:
        raise NotAsked
    if current.edit_number != edit_number:
        raise StaleEdit(current)
    if outcome == ActivityAnswer.Outcome.DECLINED and not reason.strip():
        raise ValueError("a no has a reason")
    said = {
        "outcome": outcome,
        "reason": reason.strip() if outcome == ActivityAnswer.Outcome.DECLINED else "",
        "answered_text": current.text,
        "answered_scope": current.scope,
        "answered_by": by,
    }
    same = ActivityAnswer.objects.filter(activity=current, organisation=organisation, **said).first()
    return same or _given(current, organisation, said, revision)


def _given(
    activity: Activity, organisation: Organisation, said: dict[str, Any], revision: Revision
) -> ActivityAnswer:
    given, _new = ActivityAnswer.objects.update_or_create(
        activity=activity, organisation=organisation, defaults=said
    )
    note(
        f"activity_{given.outcome}",
        revision,
        by=given.answered_by,
        what=str(activity),
        organisation=str(organisation),
        reason=given.reason,
    )
    if given.outcome == ActivityAnswer.Outcome.DECLINED:
        notifications.activity_declined(revision, given)
    return given
