"""The days that the two years of 6 § are counted from, for one municipality or many, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from lagesbild.law import Clock, Due, clock
from lagesbild.models import ActionPlan, Lagesbild, Layer
from lagesbild.states import LagesbildStatus, PlanStatus


@dataclass(frozen=True)
class Clocks:
    """What is in force for the whole municipality, and how the two years of each stand."""

    lagesbild: Lagesbild | None
    plan: ActionPlan | None
    lagesbild_clock: Clock
    plan_clock: Clock

    @property
    def due_on(self) -> date | None:
        """The first of the days that something is due; None when something has never been done."""
        days = (self.lagesbild_clock.due_on, self.plan_clock.due_on)
        return None if None in days else min(day for day in days if day)


def adopted_lagesbilder() -> QuerySet[Lagesbild]:
    """Lägesbilder in force for whole municipalities: one of a part does not fulfil the duty."""
    return Lagesbild.objects.filter(
        status=LagesbildStatus.ADOPTED, area__isnull=True, area_text="", layer=Layer.PARTIES
    )


def decided_plans() -> QuerySet[ActionPlan]:
    """Plans in force on lägesbilder for whole municipalities."""
    return ActionPlan.objects.filter(
        status=PlanStatus.DECIDED,
        version__lagesbild__area__isnull=True,
        version__lagesbild__area_text="",
    )


def clocks_of(municipalities: Iterable[int], today: date) -> dict[int, Clocks]:
    """For each municipality by id, how its two years stand. Two queries."""
    pks = list(municipalities)
    # The latest last, so that it is the one that is kept.
    lagesbilder = adopted_lagesbilder().filter(municipality__in=pks).order_by("decided_on", "pk")
    latest = {row.municipality_id: row for row in lagesbilder.defer(*_LONG).select_related("version")}
    plans = decided_plans().filter(municipality__in=pks).order_by("decided_on", "pk")
    planned = {row.municipality_id: row for row in plans}
    return {pk: _clocks(latest.get(pk), planned.get(pk), today) for pk in pks}


def states_of(municipalities: Collection[int], today: date) -> dict[int, tuple[Due, Due]]:
    """For each municipality by id, how the two years of its lägesbild and of its plan stand. Two queries for all."""
    adopted = adopted_lagesbilder().filter(municipality__in=municipalities).order_by("decided_on", "pk")
    plans = decided_plans().filter(municipality__in=municipalities).order_by("decided_on", "pk")
    followed_up = plans.annotate(since=Coalesce("followed_up_on", "decided_on"))
    # The latest last, so that it is the one that is kept.
    lagesbild_on = dict(adopted.values_list("municipality", "decided_on"))
    plan_on = dict(followed_up.values_list("municipality", "since"))
    return {
        pk: (clock(lagesbild_on.get(pk), today).state, clock(plan_on.get(pk), today).state)
        for pk in municipalities
    }


_LONG = (
    "mapping",
    "other_information",
    "analysis",
    "positive_factors",
    "forecast",
    "planned_events",
    "public_summary",
    "version__canonical",
)


def _clocks(lagesbild: Lagesbild | None, plan: ActionPlan | None, today: date) -> Clocks:
    since = (plan.followed_up_on or plan.decided_on) if plan else None
    return Clocks(
        lagesbild,
        plan,
        clock(lagesbild.decided_on if lagesbild else None, today),
        clock(since, today),
    )
