"""Publishing a signed text, which supersedes the one before it, and ending a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from promises import permissions
from promises.actions.events import note
from promises.actions.steps import Refused, check_step, locked, take
from promises.indexing import index_of
from promises.models import Promise, Revision
from promises.states import CURRENT, Status, Step

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def publish(revision: Revision, *, by: User) -> Revision:
    """Let everybody read the signed text. The text in force before it is superseded in the same transaction.

    A second time changes nothing. Raises ``IllegalStep`` unless the text is signed.
    """
    revision = locked(revision)
    permissions.check_can_publish(by, revision)
    if revision.status == Status.PUBLISHED:
        return revision
    check_step(revision, Step.PUBLISH)
    put_in_force(revision, Step.PUBLISH, by=by)
    note("published", revision, by=by, sha256=revision.version.sha256)
    return revision


@transaction.atomic
def end(revision: Revision, *, reason: str, by: User) -> Revision:
    """End the promise. The text stays readable. A second time changes nothing."""
    revision = locked(revision)
    permissions.check_can_end(by, revision)
    if revision.status == Status.ENDED:
        return revision
    check_step(revision, Step.END)
    if Revision.objects.open().filter(promise=revision.promise_id).exists():
        raise Refused(
            _("En ny version är på gång. Publicera den eller ta bort den innan ni avslutar löftet.")
        )
    take(revision, Step.END, ended_at=timezone.now(), ended_reason=reason)
    note("ended", revision, by=by, ended=revision.pk)
    return revision


def put_in_force(revision: Revision, step: Step, *, by: User) -> None:
    """Move a locked, frozen revision over ``step`` to published, after superseding the one in force.

    In that order, because the database allows one text in force at a time.
    """
    old = _in_force(revision.promise)
    if old is not None:
        take(old, Step.SUPERSEDE)
    take(revision, step, published_at=timezone.now(), **index_of(revision.version.document))
    if old is not None:
        note("superseded", old, by=by, by_version=revision.number)


def _in_force(promise: Promise) -> Revision | None:
    rows = Revision.objects.select_for_update(of=("self",)).select_related("promise")
    return rows.filter(promise=promise, status__in=CURRENT).first()
