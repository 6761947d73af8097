"""How many municipalities stand how with the two years of 6 §: all that a person reads, and by county."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from lagesbild.clocks import states_of
from lagesbild.law import Due
from organisations.models import County, Municipality

# From the best to the worst; what was done too long ago is known, what was never done is not.
ORDER = (Due.FINE, Due.SOON, Due.LATE, Due.NEVER)


@dataclass(frozen=True)
class Part:
    """A state, how many are in it, and how many stand before it in the picture."""

    state: Due
    count: int
    before: int


@dataclass(frozen=True)
class Counted:
    """What is counted, how many in all, and in each of ``ORDER``. ``slug``: of a county, to list its municipalities."""

    label: str | LazyText
    total: int
    parts: list[Part]
    slug: str = ""


@dataclass(frozen=True)
class Standing:
    """subjects: the lägesbild, and the plan. counties: the worse of the two, by county."""

    total: int
    subjects: list[Counted]
    counties: list[Counted]


def standing_of(municipalities: QuerySet[Municipality], today: date) -> Standing:
    """How the municipalities stand ``today``, in four queries whatever their number."""
    county_of = dict(municipalities.order_by().values_list("pk", "county"))
    states = states_of(county_of, today)
    by_county: dict[int, list[Due]] = {}
    for pk, county in county_of.items():
        by_county.setdefault(county, []).append(max(states[pk], key=ORDER.index))
    counties = County.objects.filter(pk__in=by_county)
    return Standing(
        total=len(states),
        subjects=[
            _counted(_("Lägesbilden"), (lagesbild for lagesbild, _plan in states.values())),
            _counted(_("Åtgärdsplanen"), (plan for _lagesbild, plan in states.values())),
        ],
        counties=[_counted(str(county), by_county[county.pk], county.slug) for county in counties],
    )


def _counted(label: str | LazyText, states: Iterable[Due], slug: str = "") -> Counted:
    counts = Counter(states)
    parts, before = [], 0
    for state in ORDER:
        parts.append(Part(state, counts[state], before))
        before += counts[state]
    return Counted(label, before, parts, slug)
