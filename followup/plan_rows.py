"""How the rows of an åtgärdsplan go, where they have become activities of a promise that is followed up."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from followup.followed import followed_many
from followup.standing import Stands, standings_of
from followup.states import Standing
from lagesbild.measures import MeasureStanding
from lagesbild.models import Measure
from promises.models import MeasureActivity, Promise


def standings(measures: Iterable[Measure]) -> dict[int, list[MeasureStanding]]:
    """By the rows' ids, the activities in force that they have become. Four queries, whatever the number of rows."""
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
    found: dict[int, list[MeasureStanding]] = {}
    for measure, promise, key in links:
        if (promise, key) in known:
            found.setdefault(measure, []).append(known[promise, key])
    return found


def _standing(promise: int, title: str, each: Stands) -> MeasureStanding:
    return MeasureStanding(
        promise=title,
        activity=each.activity.text.text,
        standing=each.result.standing,
        standing_text=str(Standing(each.result.standing).label),
        url=reverse("followup:activity", args=[promise, each.activity.key]),
    )
