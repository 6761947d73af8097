"""What stands in the form before anybody has touched it, so that the ordinary report is one press. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from followup.calendar import MEASURED
from followup.followed import Followed
from followup.intervals import repeats, window
from followup.models import Entry, Occasion
from followup.states import COUNTS, EntryStatus
from promises.extent import Extent, Kind

_PLACE_LENGTH = 150


def initial_values(
    activity: Followed, occasion: Occasion | None, entries: Iterable[Entry], today: date
) -> dict[str, Any]:
    """Today, done, one of what is promised (or what remains of this stretch of it), where the activity is.

    On a planned occasion that has passed, its last day: counted today, last week's evenings would be this week's.
    """
    extent = activity.extent
    is_ongoing = extent is None or extent.kind is Kind.ONGOING
    latest = (today, activity.ends_on, occasion.last_day if occasion else None)
    day = min(one for one in latest if one)
    quantity, out_of = _quantity(activity, occasion, entries, day)
    return {
        "happened_on": day,
        "status": EntryStatus.UNDERWAY if is_ongoing and occasion is None else EntryStatus.DONE,
        "quantity": quantity,
        "out_of": out_of,
        "exactness": Entry.Exactness.EXACT,
        "unit": extent.unit if extent and extent.unit and extent.unit != "st" else "",
        "place": _place(activity, occasion),
    }


def _quantity(
    activity: Followed, occasion: Occasion | None, entries: Iterable[Entry], day: date
) -> tuple[Decimal | None, Decimal | None]:
    extent = activity.extent
    one = Decimal(1)
    if extent is None:
        return None, None
    if extent.kind is Kind.ON_DEMAND:
        return one, one
    if extent.kind is Kind.COUNT:
        return one, None
    if extent.kind is Kind.RATE:
        is_one = occasion is not None and extent.unit not in MEASURED
        return one if is_one else _remaining(extent, activity, entries, day), None
    return None, None


def _remaining(extent: Extent, activity: Followed, entries: Iterable[Entry], day: date) -> Decimal:
    """How much of what each week or month asks for is left in the one that the day lies in; at least one."""
    promised, span = Decimal(extent.number or 1), window(extent, activity.starts_on, activity.ends_on)
    if span is None or extent.per is None or extent.every is None:
        return Decimal(1)
    now = next((stretch for stretch in repeats(extent.per, extent.every, span) if day in stretch), None)
    done = sum(
        (e.quantity for e in entries if now and e.quantity and e.status in COUNTS and e.happened_on in now),
        Decimal(0),
    )
    return max(promised - done, Decimal(1))


def _place(activity: Followed, occasion: Occasion | None) -> str:
    if occasion is not None and occasion.place:
        return occasion.place
    places = ", ".join(activity.text.places)
    return places if len(places) <= _PLACE_LENGTH else ""
