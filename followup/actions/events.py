"""What the event log is told about a follow-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.actions import record

if TYPE_CHECKING:
    from followup.followed import Followed, FollowedPromise
    from organisations.models import User


def note(
    action: str, followed: FollowedPromise, *, by: User | None, activity: Followed | None = None, **data: Any
) -> None:
    """Record ``followup.<action>`` on the promise, in the logs of its owner and its parties.

    ``data`` holds strings and whole numbers, never what people wrote. Last in the transaction: the log stays locked
    until its end.
    """
    parties = followed.revision.parties.values_list("organisation_id", flat=True)
    about = {"activity": f"{activity.text.number}. {activity.text.text[:80]}"} if activity else {}
    record(
        f"followup.{action}",
        by=by,
        obj=followed.promise,
        data={"title": followed.document.title, **about, **data},
        organisations=[followed.promise.owner_id, *parties],
    )
