"""What became of a plan's rows in promises, told to the lägesbild: with how each activity stands."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from followup.followed import FollowedPromise, followed_many
from followup.standing import Stands, standings_of
from lagesbild.measures import MeasureActivity as Became
from lagesbild.models import Measure
from promises.models import Activity, MeasureActivity, Promise

# A promise and one of its activities.
Key = tuple[int, uuid.UUID]


def activities_of(measures: Iterable[Measure]) -> dict[int, list[Became]]:
    """By the rows' ids. Four queries, or one when no row is linked."""
    rows = MeasureActivity.objects.filter(measure__in=[one.pk for one in measures])
    links = list(rows.order_by("pk").values_list("measure", "promise", "activity_key"))
    if not links:
        return {}
    followed = followed_many(
        Promise.objects.filter(pk__in={promise for _row, promise, _key in links}), with_actors=False
    )
    stands: dict[Key, Stands] = {
        (number, one.activity.key): one
        for number, each in standings_of(followed.values()).items()
        for one in each.activities
    }
    drafts = _drafts({(promise, key) for _row, promise, key in links} - stands.keys())
    found: dict[int, list[Became]] = defaultdict(list)
    for row, promise, key in links:
        if (promise, key) in stands:
            found[row].append(_in_force(followed[promise], stands[promise, key]))
        elif (promise, key) in drafts:
            found[row].append(drafts[promise, key])
    return dict(found)


def _in_force(followed: FollowedPromise, stands: Stands) -> Became:
    return Became(
        followed.document.title,
        stands.activity.text.text,
        stands.result.standing.value,
        str(stands.result.standing.label),
        reverse("followup:activity", args=[followed.promise.pk, stands.activity.key]),
    )


def _drafts(keys: set[Key]) -> dict[Key, Became]:
    """Those of promises that are not in force yet, as the latest text has them."""
    if not keys:
        return {}
    rows = Activity.objects.filter(key__in=[key for _promise, key in keys]).select_related("revision")
    return {
        (row.revision.promise_id, row.key): Became(
            row.revision.title,
            row.text,
            "",
            _("Löftet gäller inte än"),
            reverse("promises:detail", args=[row.revision.promise_id]),
        )
        for row in rows.order_by("revision__number", "revision__attempt")
        if (row.revision.promise_id, row.key) in keys
    }
