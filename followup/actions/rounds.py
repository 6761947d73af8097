"""Saying how an activity stands in a round, and closing the round."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from followup import permissions
from followup.actions.events import note
from followup.actions.rows import lock_open
from followup.followed import Followed, FollowedPromise
from followup.models import Confirmation, Round, RoundComment
from followup.rounds import rounds_of
from followup.standing import standing_at
from followup.states import RoundState, Standing
from organisations.actions.rows import StaleEdit
from organisations.models import Organisation, User
from organisations.roles import Permission


@transaction.atomic
def confirm(
    followed: FollowedPromise,
    *,
    number: int,
    activity: Followed,
    organisation: Organisation,
    standing: str,
    by: User,
    comment: str = "",
    edit_number: int = 0,
) -> Confirmation:
    """Say for an organisation how one of its activities stands in a round. Saying it again changes what was said.

    edit_number: of the confirmation that the form was made from, 0 when there was none; raises StaleEdit.
    """
    permissions.check_can(by, Permission.CONFIRM_STANDING, followed, activity)
    lock_open(followed)
    _check_speaks_for(by, followed, activity, organisation)
    row = _touched(followed, number)
    _check_is_not_closed(row)
    said = {"standing": Standing(standing), "comment": comment}
    place: dict[str, Any] = {"round": row, "activity_key": activity.key, "organisation": organisation}
    current = Confirmation.objects.select_for_update().filter(**place).first()
    if current and all(getattr(current, name) == value for name, value in said.items()):
        return current
    if current and current.edit_number != edit_number:
        raise StaleEdit(current)
    who = {"confirmed_by": by, "edited_by": by, "edited_at": timezone.now()}
    saved, _created = Confirmation.objects.update_or_create(
        **place, defaults={**said, **who, "edit_number": (current.edit_number if current else 0) + 1}
    )
    note(
        "standing_confirmed",
        followed,
        by=by,
        activity=activity,
        round=number,
        organisation=str(organisation),
        standing=str(Standing(standing).label),
    )
    return saved


@transaction.atomic
def close(
    followed: FollowedPromise,
    *,
    number: int,
    by: User,
    comment: str = "",
    comments: Mapping[uuid.UUID, str] | None = None,
    at: datetime | None = None,
) -> Round:
    """Close a round that has ended, with a comment on each activity and how each stood on its last day, for good.

    at: when it was closed, for an invented history; the event log says when it was written.

    Raises ValidationError when somebody else has closed it; what was written is then still in the form.
    """
    permissions.check_can(by, Permission.CLOSE_ROUND, followed)
    lock_open(followed)
    row = _touched(followed, number)
    said = comments or {}
    if row.closed_at is not None:
        if row.closed_by_id == by.pk and row.comment == comment and _says(row, said):
            return row
        _check_is_not_closed(row)
    if row.ends_on >= timezone.localdate():
        sentence = _("Omgången pågår till och med %(day)s och kan avslutas först efter det.")
        raise ValidationError(sentence % {"day": date_format(row.ends_on, "j F Y")})
    _write_comments(followed, row, said)
    row.comment, row.closed_at, row.closed_by = comment, at or timezone.now(), by
    row.edited_by, row.edited_at, row.edit_number = by, row.closed_at, row.edit_number + 1
    row.save()
    note("round_closed", followed, by=by, round=number)
    return row


def _write_comments(followed: FollowedPromise, row: Round, said: Mapping[uuid.UUID, str]) -> None:
    stands = standing_at(followed, row.ends_on)
    RoundComment.objects.bulk_create(
        RoundComment(
            round=row,
            activity_key=one.activity.key,
            standing=one.result.standing,
            text=said.get(one.activity.key, ""),
        )
        for one in stands.activities
    )


def _says(row: Round, said: Mapping[uuid.UUID, str]) -> bool:
    written = {comment.activity_key: comment.text for comment in row.comments.all() if comment.text}
    return written == {key: text for key, text in said.items() if text}


def _touched(followed: FollowedPromise, number: int) -> Round:
    """The row of a round, made when it is first touched, and locked. Of two at once, both get the same one.

    Those before it are made too, since only what comes after the last stored round is derived.
    """
    rounds = rounds_of(followed)
    found = next((one for one in rounds if one.number == number), None)
    if found is None:
        raise ValidationError(_("Den omgången finns inte längre. Ladda om sidan."))
    if found.state == RoundState.COMING:
        raise ValidationError(_("Omgången har inte börjat än."))
    missing = [one.days for one in rounds if one.number <= number and one.row is None]
    Round.objects.bulk_create(
        [Round(promise=followed.promise, **asdict(days)) for days in missing], ignore_conflicts=True
    )
    rows = Round.objects.select_for_update(of=("self",)).select_related("closed_by")
    return rows.get(promise=followed.promise, number=number)


def _check_is_not_closed(row: Round) -> None:
    if row.closed_at is not None:
        sentence = _("%(who)s har redan avslutat omgången, den %(when)s. Det du skrev är inte sparat.")
        when = date_format(timezone.localtime(row.closed_at), "j F Y \\k\\l. H.i")
        raise ValidationError(sentence % {"who": row.closed_by, "when": when})


def _check_speaks_for(
    by: User, followed: FollowedPromise, activity: Followed, organisation: Organisation
) -> None:
    allowed = {one.pk for one in permissions.confirming(by, followed)(activity)}
    if organisation.pk not in allowed:
        raise PermissionDenied(
            _(
                "Du kan inte bekräfta läget för %(organisation)s. Det gör den som ansvarar för aktiviteten där."
            )
            % {"organisation": organisation}
        )
