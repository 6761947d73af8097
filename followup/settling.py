"""Which planned occasions a report speaks for.

A report on a planned occasion speaks for that one. Where so many occasions are promised in each week, month or other
stretch ("3 kvällar i veckan"), one report can tell of several: it speaks for as many as its number says, the one that
it was written on first, then the oldest that were planned for the same organisation in the same stretch and that
nobody has reported. It never reaches beyond the stretch, and a report of what was not done speaks for one only. What
is reported outside the plan settles nothing in it.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from followup.calendar import MEASURED
from followup.followed import Followed, holding_entries
from followup.intervals import LONGEST, Span, repeats, window
from followup.models import AlsoSettled, Entry, Occasion
from followup.states import COUNTS
from promises.extent import Kind, Operator

# Which of the further occasions are settled by a report that holds: neither superseded nor retracting.
BY_HOLDING = Q(entry__superseded_by__isnull=True, entry__retracts=False)


def is_reported() -> Q:
    """That a report that holds speaks for the occasion."""
    own = holding_entries().filter(occasion=OuterRef("pk"))
    others = AlsoSettled.objects.filter(BY_HOLDING, occasion=OuterRef("pk"))
    return Q(Exists(own)) | Q(Exists(others))


def report_on(occasion: Occasion) -> Entry | None:
    """A report that holds and speaks for the occasion."""
    speaks = Q(occasion=occasion) | Q(also_settled__occasion=occasion)
    return holding_entries().filter(speaks).select_related("organisation").first()


def further(activity: Followed, entry: Entry) -> list[Occasion]:
    """The occasions that a new report speaks for beside the one that it was written on, the oldest first."""
    if entry.occasion is None or entry.status not in COUNTS:
        return []
    return open_beside(activity, entry.occasion)[: max(int(entry.quantity or 0) - 1, 0)]


def open_beside(activity: Followed, occasion: Occasion) -> list[Occasion]:
    """The other occasions of the same stretch that are not reported, the oldest first. One query, or none."""
    stretch = stretch_of(activity, occasion)
    if stretch is None:
        return []
    planned = Occasion.objects.filter(
        ~is_reported(),
        promise=occasion.promise_id,
        activity_key=activity.key,
        organisation=occasion.organisation_id,
        cancelled_at__isnull=True,
        starts_on__range=(stretch.first, stretch.last),
    )
    return list(planned.exclude(pk=occasion.pk))


def stretch_of(activity: Followed, occasion: Occasion) -> Span | None:
    """The week, month or other stretch for which the number is promised; None where no occasions are counted."""
    extent = activity.extent
    if extent is None or extent.kind is not Kind.RATE or not extent.per or not extent.every:
        return None
    if extent.unit in MEASURED or extent.operator is Operator.AT_MOST or activity.starts_on is None:
        return None
    span = window(extent, activity.starts_on, activity.ends_on)
    span = span or Span(activity.starts_on, occasion.last_day + LONGEST)
    stretches = repeats(extent.per, extent.every, span)
    return next((one for one in stretches if occasion.starts_on in one), None)
