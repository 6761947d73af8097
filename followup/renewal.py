"""What the next period's draft is made from: each activity with its verdict and what was found about it."""

from __future__ import annotations

from dataclasses import dataclass, field

from followup.concluding import verdicts_of
from followup.evaluations import Evaluable, evaluables
from followup.followed import Followed, FollowedPromise
from followup.models import Carried, Verdict
from promises.models import Promise
from promises.states import OPEN


@dataclass(frozen=True)
class Before:
    """An activity of the period that ends, and what became of it in the next one when that is decided."""

    activity: Followed
    verdict: Verdict | None
    evaluation: Evaluable
    carried: Carried | None = None


@dataclass(frozen=True)
class Renewal:
    """A promise with all its activities as they were."""

    rows: list[Before] = field(default_factory=list)

    @property
    def without_verdict(self) -> list[Followed]:
        return [row.activity for row in self.rows if row.verdict is None]


def renewal_of(followed: FollowedPromise, successor: Promise | None = None) -> Renewal:
    """Everything that a renewal looks at. Three queries at most."""
    verdicts = verdicts_of(followed.promise)
    carried = {}
    if successor is not None:
        rows = Carried.objects.filter(promise=followed.promise, successor=successor)
        carried = {row.activity_key: row for row in rows}
    return Renewal(
        [
            Before(one.activity, verdicts.get(one.activity.key), one, carried.get(one.activity.key))
            for one in evaluables(followed)
            if one.activity is not None
        ]
    )


def draft_after(promise: Promise) -> Promise | None:
    """The next period's draft that somebody has begun already and that is not published yet."""
    begun = Carried.objects.filter(promise=promise).values("successor")
    return Promise.objects.filter(pk__in=begun, revisions__status__in=OPEN).distinct().first()


def before(successor: Promise) -> Promise | None:
    """The promise that a draft was made from, when it was made by renewal."""
    row = Carried.objects.filter(successor=successor).select_related("promise").first()
    return row.promise if row else None
