"""What the event log is told about a promise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.actions import record

if TYPE_CHECKING:
    from organisations.models import User
    from promises.models import Revision


def note(action: str, revision: Revision, *, by: User | None, **data: Any) -> None:
    """Record ``promises.<action>`` on the promise, in the logs of its owner and its parties.

    ``data`` holds strings and whole numbers. Last in the transaction: the log stays locked until its end.
    """
    parties = revision.parties.values_list("organisation_id", flat=True)
    record(
        f"promises.{action}",
        by=by,
        obj=revision.promise,
        data={"version": revision.number, "title": revision.title, **data},
        organisations=[revision.promise.owner_id, *parties],
    )
