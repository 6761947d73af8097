"""Noting that an activity has been silent too long, once for each level that is to know."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from followup.actions.events import note
from followup.models import Escalation
from followup.silences import Silence


@transaction.atomic
def raise_silences(silences: Iterable[Silence], *, today: date, by: None = None) -> list[Escalation]:
    """Note each silence for each level reached. The same silence is noted once per level; says which are new."""
    wanted = {
        (one.followed.promise.pk, one.activity.key, int(level), one.since): (one, level)
        for one in silences
        for level in one.levels
    }
    known = Escalation.objects.filter(promise__in={key[0] for key in wanted})
    for key in known.values_list("promise", "activity_key", "level", "silent_since"):
        wanted.pop(key, None)
    new: list[Escalation] = []
    for one, level in wanted.values():
        row, created = Escalation.objects.get_or_create(
            promise=one.followed.promise,
            activity_key=one.activity.key,
            level=level,
            silent_since=one.since,
            defaults={"raised_on": today},
        )
        if created:
            new.append(row)
            note("silence_raised", one.followed, by=by, activity=one.activity, level=str(level.label))
    return new
