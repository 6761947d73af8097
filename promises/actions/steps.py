"""From one state to the next: every action here locks the revision first and then asks what it may do."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from promises.models import Revision
from promises.states import Step, next_status


class Refused(Exception):
    """The step exists and the person may take it, but something in the way must be dealt with first.

    ``reasons`` are Swedish sentences, each saying what is wrong and what to do.
    """

    def __init__(self, *reasons: str) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(self.reasons))


def locked(revision: Revision) -> Revision:
    """The revision as it stands now, locked until the transaction ends.

    Only its own row: locking the promise too would make readers of other versions wait on PostgreSQL.
    """
    return Revision.objects.select_for_update(of=("self",)).select_related("promise").get(pk=revision.pk)


def check_step(revision: Revision, step: Step) -> None:
    """Raise ``IllegalStep`` unless the revision can take ``step`` now; asked before what else may be in the way."""
    next_status(revision.status, step)


def take(revision: Revision, step: Step, **values: Any) -> None:
    """Move a locked revision over ``step`` and set ``values`` with it; raises ``IllegalStep``.

    The only code that assigns a status.
    """
    revision.status = next_status(revision.status, step)
    revision.status_changed_at = timezone.now()
    for name, value in values.items():
        setattr(revision, name, value)
    revision.save(update_fields=["status", "status_changed_at", *values])
