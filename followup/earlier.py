"""How the activities of earlier promises went, told to the quality check of a new one."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from followup.models import Carried, Verdict
from followup.states import Outcome
from promises.quality.outcomes import Known

_NOT_DONE = (Outcome.NOT_ACHIEVED, Outcome.STOPPED)


def outcomes(promise: int, told_of: Collection[int]) -> dict[tuple[int, UUID], Known]:
    """By promise and activity. What was not done is said when the renewal says what is different."""
    found = {
        (one.promise_id, one.activity_key): Known.NOT_DONE if one.outcome in _NOT_DONE else Known.SAID
        for one in Verdict.objects.filter(promise__in=told_of).only("promise", "activity_key", "outcome")
    }
    explained = Carried.objects.filter(successor=promise, promise__in=told_of).exclude(reason="")
    found |= dict.fromkeys(explained.values_list("promise", "activity_key"), Known.SAID)
    return found
