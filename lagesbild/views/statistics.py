"""Figures from others about one municipality, compared with its county, its group and the country."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lagesbild.forms.statistics import SeriesForm
from lagesbild.models import Series
from lagesbild.statistics.comparing import show
from lagesbild.views.base import MemberRequest, get_municipality, member_required, page
from organisations.models import Municipality


@require_safe
@member_required
def statistics(request: MemberRequest, slug: str) -> HttpResponse:
    """One series as chart and table, and all to choose from."""
    municipality = get_municipality(request, slug)
    every = list(
        Series.objects.filter(Q(municipality=None) | Q(municipality=municipality)).order_by(
            "theme", "title", "pk"
        )
    )
    chosen = _chosen(every, request.GET.get("serie", ""))
    form = SeriesForm(initial={"serie": chosen.pk if chosen else None}, every=every)
    # With its county, which is asked for by name.
    with_county = Municipality.objects.select_related("county").get(pk=municipality.pk)
    shown = show(chosen, with_county) if chosen else None
    return render(request, "lagesbild/statistics.html", page(request, municipality, form=form, shown=shown))


def _chosen(every: list[Series], asked: str) -> Series | None:
    """The series that the address names, else the first."""
    if not asked:
        return every[0] if every else None
    found = next((one for one in every if str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found
