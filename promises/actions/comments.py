"""Remarks on parts of a draft, between the parties."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from organisations.permissions import seats_of
from promises import permissions
from promises.actions.events import note
from promises.actions.rows import check_same_draft
from promises.models import Comment, Revision

if TYPE_CHECKING:
    from organisations.models import User

# The parts of a draft that are not rows of their own.
PARTS = ("basics", "sections", "dialogue", "activities", "follow_up", "signatories")
_ROWS = {"section": "sections", "focus_area": "focus_areas", "activity": "activities"}


def unresolved(revision: Revision) -> QuerySet[Comment]:
    """The comments that nobody has resolved, oldest first. A text with such comments is not frozen."""
    return Comment.objects.filter(revision=revision, resolved_at__isnull=True)


def is_part(revision: Revision, anchor: str) -> bool:
    """Whether ``anchor`` names a part of this revision: ``basics``, ``section:12``, ``activity:<key>``."""
    if anchor in PARTS:
        return True
    kind, _colon, name = anchor.partition(":")
    if kind not in _ROWS:
        return False
    rows = getattr(revision, _ROWS[kind])
    if kind == "activity":
        return _is_uuid(name) and rows.filter(key=name).exists()
    return name.isascii() and name.isdigit() and len(name) < 16 and rows.filter(pk=int(name)).exists()


@transaction.atomic
def add_comment(revision: Revision, *, anchor: str, text: str, creation_key: UUID, by: User) -> Comment:
    """Write a comment on a part of the draft. The same ``creation_key`` again gives the same comment.

    Raises ``ValueError`` for a part that the revision does not have.
    """
    revision = _commentable(revision, by)
    if not is_part(revision, anchor):
        raise ValueError(f"no such part: {anchor}")
    comment, is_new = Comment.objects.get_or_create(
        creation_key=creation_key,
        defaults={
            "revision": revision,
            "anchor": anchor,
            "text": text,
            "author": by,
            "organisation_id": _speaks_for(by, revision),
        },
    )
    check_same_draft(comment, revision)
    if is_new:
        note("comment_added", revision, by=by, anchor=anchor)
    return comment


@transaction.atomic
def resolve_comment(comment: Comment, *, by: User) -> None:
    """Mark a comment as dealt with. A second time changes nothing."""
    _set_resolved(comment, by=by, resolved=True)


@transaction.atomic
def reopen_comment(comment: Comment, *, by: User) -> None:
    """Take back that a comment is dealt with."""
    _set_resolved(comment, by=by, resolved=False)


def _set_resolved(comment: Comment, *, by: User, resolved: bool) -> None:
    revision = _commentable(comment.revision, by)
    changed = Comment.objects.filter(pk=comment.pk, resolved_at__isnull=resolved).update(
        resolved_at=timezone.now() if resolved else None, resolved_by=by if resolved else None
    )
    if changed:
        action = "comment_resolved" if resolved else "comment_reopened"
        note(action, revision, by=by, anchor=comment.anchor)


def _commentable(revision: Revision, by: User) -> Revision:
    """The revision, locked, so that no comment slips in while the text is frozen."""
    locked = Revision.objects.select_for_update().select_related("promise").get(pk=revision.pk)
    permissions.check_can_comment(by, locked)
    return locked


def _speaks_for(user: User, revision: Revision) -> int | None:
    """The party, or else the organisation, that the person's word stands for here."""
    seats = seats_of(user)
    parties = set(revision.parties.values_list("organisation_id", flat=True))
    mine = [number for seat in seats for number in (seat.organisation_id, seat.inside_id)]
    return next((number for number in mine if number in parties), mine[0] if mine else None)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
