"""The next period's promise, begun from the one before it."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from promises.actions.copying import copy_revision
from promises.actions.drafting import free_slug, period_values
from promises.actions.events import note
from promises.actions.inheriting import inherit_links
from promises.models import ActivityAnswer, DialogueBasis, FollowUpPlan, Predecessor, Promise, Revision

if TYPE_CHECKING:
    from organisations.models import User

# What was agreed for the earlier period and is agreed anew.
_DAYS = {"first_on": None, "report_by": None, "feedback_on": None}
_ELSEWHERE = {"original_signed_on": None, "original_signed_text": "", "original_place": ""}


def begin_successor(
    revision: Revision,
    *,
    title: str,
    period_text: str,
    without: Collection[uuid.UUID],
    creation_key: uuid.UUID,
    by: User,
) -> tuple[Promise, bool]:
    """A new promise whose draft begins as a copy of ``revision``; says whether it was made now.

    ``without`` are the keys of activities that do not follow. Activities and indicators keep their keys, so that what
    was measured goes on, and what they answer is still linked to them. Asks nothing: for actions that have asked. To
    be called in a transaction.
    """
    found = Promise.objects.filter(creation_key=creation_key).first()
    if found is not None:
        return _same(found, revision, by), False
    owner = revision.promise.owner
    promise = Promise.objects.create(
        owner=owner,
        slug=free_slug(title, owner),
        creation_key=creation_key,
        created_by=by,
        is_demo=settings.DEMO,
    )
    values = {"title": title, "period_review_on": None, **period_values(period_text)}
    draft = copy_revision(
        revision, number=1, attempt=1, by=by, promise=promise, based_on=None, signed_here=False, **values
    )
    draft.activities.filter(key__in=without).delete()
    _begin_anew(draft)
    # What came before the earlier promise is its own to say.
    draft.predecessors.all().delete()
    Predecessor.objects.create(revision=draft, promise=revision.promise, position=1, edited_by=by)
    note("created", draft, by=by)
    inherit_links(revision.promise, draft, by=by)
    return promise, True


def _begin_anew(draft: Revision) -> None:
    """Leave out what belonged to the earlier period: its dialogue, its days, what executors said yes to."""
    DialogueBasis.objects.filter(revision=draft).delete()
    FollowUpPlan.objects.filter(revision=draft).update(**_DAYS)
    ActivityAnswer.objects.filter(activity__revision=draft).delete()
    draft.signatories.update(**_ELSEWHERE)


def _same(promise: Promise, revision: Revision, by: User) -> Promise:
    is_same = Predecessor.objects.filter(revision__promise=promise, promise=revision.promise).exists()
    if promise.created_by_id != by.pk or not is_same:
        raise PermissionDenied(_("Formuläret är redan använt. Ladda om sidan och försök igen."))
    return promise
