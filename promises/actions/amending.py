"""A new version of a promise in force: written from the text in force, which stays in force until it is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from promises import permissions
from promises.actions.copying import copy_revision
from promises.actions.events import note
from promises.actions.steps import locked
from promises.models import Revision
from promises.states import IllegalStep, Status, Step

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def amend(revision: Revision, *, by: User) -> Revision:
    """Begin a new version of the promise in force; gives the draft that is open when there is one already.

    A promise that was registered afterwards gets a version that is reviewed and signed here. One whose only text was
    withdrawn, and its next draft removed, is begun again from that text.
    """
    return _draft(revision, by=by, signed_here=True)


@transaction.atomic
def correct_registration(revision: Revision, *, by: User) -> Revision:
    """Begin a corrected registration of a promise made elsewhere: the same signatures, the same adoptions."""
    permissions.check_can_register(by, revision)
    return _draft(revision, by=by, signed_here=False)


def _draft(revision: Revision, *, by: User, signed_here: bool) -> Revision:
    revision = locked(revision)
    permissions.check_can_amend(by, revision)
    begun = Revision.objects.open().filter(promise=revision.promise_id).first()
    if begun is not None:
        return begun
    if not revision.can_be_followed:
        raise IllegalStep(Status(revision.status), Step.SUPERSEDE)
    again = revision.status == Status.WITHDRAWN
    number = revision.number if again else revision.number + 1
    earlier = Revision.objects.filter(promise=revision.promise_id, number=number)
    draft = copy_revision(
        revision,
        number=number,
        attempt=(earlier.aggregate(last=Max("attempt"))["last"] or 0) + 1,
        by=by,
        keep_adoptions=not signed_here,
        signed_here=revision.signed_here or (signed_here and revision.promise.registered_afterwards),
    )
    note("amendment_begun", draft, by=by)
    return draft
