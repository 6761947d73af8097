"""How the rows of an åtgärdsplan go, where they have become activities of a promise that is followed up."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.followed import followed_many
from followup.standing import Stands, standings_of
from followup.states import Standing
from lagesbild.measures import MeasureStanding
from lagesbild.models import Measure
from promises.models import Activity, MeasureActivity, Promise
from promises.states import OPEN


def standings(measures: Iterable[Measure]) -> dict[int, list[MeasureStanding]]:
    """By the rows' ids, the activities that they have become. Five queries, whatever the number of rows.

    Of one in a promise that is not in force yet only that it is being written: a draft is for its parties.
    """
    rows = MeasureActivity.objects.filter(measure__in=[one.pk for one in measures])
    links = list(rows.order_by("pk").values_list("measure", "promise", "activity_key"))
    if not links:
        return {}
    promises = Promise.objects.filter(pk__in={promise for _measure, promise, _key in links})
    followed = followed_many(promises, with_actors=False)
    stands = standings_of(followed.values())
    known = {
        (pk, each.activity.key): _standing(pk, followed[pk].document.title, each)
        for pk, whole in stands.items()
        for each in whole.activities
    }
    for pair in _being_written(links):
        known.setdefault(pair, _WRITTEN)
    found: dict[int, list[MeasureStanding]] = {}
    for measure, promise, key in links:
        if (promise, key) in known:
            found.setdefault(measure, []).append(known[promise, key])
    return found


_WRITTEN = MeasureStanding(
    promise=_("inte publicerat än"),
    activity=_("I ett löfte som skrivs"),
    standing=Standing.GREY,
    standing_text=_("Har inte börjat"),
)


def _being_written(links: list[tuple[int, int, uuid.UUID]]) -> set[tuple[int, uuid.UUID]]:
    rows = Activity.objects.filter(
        revision__status__in=OPEN,
        revision__promise__in={promise for _measure, promise, _key in links},
        key__in={key for _measure, _promise, key in links},
    )
    return set(rows.values_list("revision__promise", "key"))


def _standing(promise: int, title: str, each: Stands) -> MeasureStanding:
    return MeasureStanding(
        promise=title,
        activity=each.activity.text.text,
        standing=each.result.standing,
        standing_text=str(Standing(each.result.standing).label),
        url=reverse("followup:activity", args=[promise, each.activity.key]),
    )
