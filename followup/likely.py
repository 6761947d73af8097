"""What a report may say: what is refused, and what is only asked about once more. Reads nothing from the database.

A number far beyond what is promised can be right, and then it must be possible to report: such values raise with the
code ``UNLIKELY``, and the form asks for a tick that says that it is so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from followup.followed import Followed
from followup.outcome import compare, shown_number
from followup.states import NEEDS_REASON
from promises.extent import Kind

UNLIKELY = "unlikely"
# More than a hundred times what is promised for the whole period, or more than a million, is asked about.
TIMES_PROMISED = 100
MANY = Decimal(1_000_000)
MOST_HOURS = Decimal(10_000)
# What the columns hold. SQLite stores more without a word, and nobody can read the row again.
_ROOM = {"quantity": 10**10, "out_of": 10**10, "hours": 10**6, "participants": 2**31}
# Omfattningar whose quantity is a share of something.
OF_HOW_MANY = frozenset({Kind.SERVICE_LEVEL, Kind.ON_DEMAND})


def check_values(activity: Followed, values: Mapping[str, Any], today: date, *, is_sure: bool) -> None:
    """Raise ValidationError, by field, for what cannot be right; for what is unlikely too unless ``is_sure``."""
    errors: dict[str, ValidationError] = {}
    for check in (_day, _reason, _numbers):
        errors |= check(activity, values, today)
    if not errors and not is_sure:
        errors = _unlikely(activity, values)
    if errors:
        raise ValidationError(errors)


def _day(activity: Followed, values: Mapping[str, Any], today: date) -> dict[str, ValidationError]:
    day: date = values["happened_on"]
    sentence = ""
    if day > today:
        sentence = _("Datumet har inte varit än. Rapportera när det är gjort.")
    elif activity.starts_on and day < activity.starts_on:
        sentence = _("Datumet är före aktivitetens period, som börjar den %(day)s.") % {
            "day": date_format(activity.starts_on, "j F Y")
        }
    elif activity.ends_on and day > activity.ends_on:
        sentence = _("Datumet är efter aktivitetens period, som slutade den %(day)s.") % {
            "day": date_format(activity.ends_on, "j F Y")
        }
    return {"happened_on": ValidationError(sentence)} if sentence else {}


def _reason(activity: Followed, values: Mapping[str, Any], today: date) -> dict[str, ValidationError]:
    if values["status"] not in NEEDS_REASON or str(values.get("reason", "")).strip():
        return {}
    return {"reason": ValidationError(_("Skriv varför det inte blev som det var tänkt."))}


def _numbers(activity: Followed, values: Mapping[str, Any], today: date) -> dict[str, ValidationError]:
    errors = {
        name: ValidationError(_("Antalet kan inte vara mindre än noll."))
        for name in ("quantity", "out_of", "participants", "hours")
        if values.get(name) is not None and values[name] < 0
    }
    errors |= {
        name: ValidationError(_("Talet är för stort. Kontrollera siffran."))
        for name, room in _ROOM.items()
        if values.get(name) is not None and values[name] >= room
    }
    quantity, out_of = values.get("quantity"), values.get("out_of")
    if quantity is not None and out_of is not None and quantity > out_of and not errors:
        sentence = _("Antalet kan inte vara större än hur många det var av (%(out_of)s).")
        errors["quantity"] = ValidationError(sentence % {"out_of": shown_number(out_of)})
    return errors


def _unlikely(activity: Followed, values: Mapping[str, Any]) -> dict[str, ValidationError]:
    limits = {"quantity": _limit(activity), "out_of": MANY, "participants": MANY, "hours": MOST_HOURS}
    sentence = _(
        "%(number)s är ovanligt mycket. Kontrollera siffran. Stämmer den, kryssa i ”Det stämmer ändå”."
    )
    return {
        name: ValidationError(sentence % {"number": shown_number(Decimal(values[name]))}, code=UNLIKELY)
        for name, limit in limits.items()
        if values.get(name) is not None and values[name] > limit
    }


def _limit(activity: Followed) -> Decimal:
    result = compare(
        activity.extent,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        reports=[],
        today=activity.starts_on or date.min,
        silence=timedelta.max,
    )
    return min(MANY, result.promised * TIMES_PROMISED) if result.promised else MANY
