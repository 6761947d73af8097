"""What the next period's promise takes over from the one before it, of what that one answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from lagesbild.models import Layer
from promises.actions.events import note
from promises.models import (
    ActivityCause,
    ActivityProblem,
    FocusAreaProblem,
    Promise,
    PromiseFinding,
    Revision,
)

if TYPE_CHECKING:
    from organisations.models import User


def inherit_links(before: Promise, draft: Revision, *, by: User) -> None:
    """Link the draft's promise to the problems, causes and findings that ``before`` is linked to.

    Activities and focus areas are the same by their keys; those that did not follow leave their links behind. So do
    problems that are no longer any, and what the two parties no longer both read. What was answered, and the lägesbild
    and agreement that the earlier promise stood on, are its own. Asks nothing: for actions that have asked.
    """
    activities = {"activity_key__in": draft.activities.values("key")}
    areas = {"focus_area_key__in": draft.focus_areas.values("key")}
    made = sum(
        [
            _copy(ActivityProblem, before, draft, by, _living("problem"), **activities),
            _copy(ActivityCause, before, draft, by, _living("cause__problem"), **activities),
            _copy(FocusAreaProblem, before, draft, by, _living("problem"), **areas),
            _copy(PromiseFinding, before, draft, by, _shared("finding__dialogue")),
        ]
    )
    if made:
        note("links_inherited", draft, by=by, count=made)


def _copy(model: Any, before: Promise, draft: Revision, by: User, which: Q, **keys: Any) -> int:
    """How many links were made."""
    rows = list(model.objects.filter(which, promise=before, **keys).order_by("pk"))
    for row in rows:
        row.pk, row.promise, row.linked_by = None, draft.promise, by
    return len(model.objects.bulk_create(rows))


def _living(problem: str) -> Q:
    return _shared(problem) & Q(**{f"{problem}__is_active": True, f"{problem}__joined_into": None})


def _shared(row: str) -> Q:
    """What both parties read."""
    return Q(**{f"{row}__secrecy_provision": ""}) & ~Q(**{f"{row}__layer": Layer.OWN})
