"""The analysis of one municipality's reports, and its hot spots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lagesbild import hotspots
from lagesbild.actions.hotspots import make_place
from lagesbild.analysis import Analysis, analyse
from lagesbild.forms.analysis import PeriodForm
from lagesbild.models import Category, HotSpot, Place
from lagesbild.periods import MONTHS_IN, Period, latest
from lagesbild.pictures import bars, heat
from lagesbild.views.base import MemberRequest, get_municipality, member_required, page
from organisations.models import Municipality

# The last whole quarter, when nothing else is asked for.
DEFAULT = "kvartal"


@dataclass(frozen=True)
class Chosen:
    """What is shown. ``choice``: the quick choice, if it is one. ``categories``: those chosen, none for all."""

    form: PeriodForm
    period: Period
    place: Place | None
    choice: str
    categories: list[str]

    @property
    def names(self) -> str:
        """What the chosen categories are called."""
        return ", ".join(str(Category(key).label) for key in self.categories)

    @property
    def narrowed(self) -> str:
        """The chosen categories as the end of an address."""
        return "".join(f"&vad={key}" for key in self.categories)


@require_safe
@member_required
def analysis(request: MemberRequest, slug: str) -> HttpResponse:
    """Counts by category, hour, place and source, compared with chance; and the hot spots."""
    municipality = get_municipality(request, slug)
    # The outline is asked for when one of them is chosen.
    places = list(Place.objects.filter(municipality=municipality).defer("outline", "description"))
    chosen = _chosen(request, municipality, places)
    names = {one.pk: one.name for one in places}
    found = analyse(municipality, chosen.period, chosen.place, names, chosen.categories)
    run = hotspots.latest_run(municipality, chosen.period)
    spots = hotspots.with_nearest(run.spots, places) if run else []
    context = page(
        request,
        municipality,
        chosen=chosen,
        analysis=found,
        quick=_quick(chosen),
        opens_form=bool(chosen.form.errors or chosen.categories),
        hot_spots=run,
        spots=spots,
        spots_on_map=hotspots.on_map(spots),
        **_pictures(found),
    )
    return render(request, "lagesbild/analysis.html", context)


@require_safe
@member_required
def hot_spots_json(request: MemberRequest, slug: str) -> HttpResponse:
    """The hot spots for a map, as GeoJSON; the table on the analysis page says the same."""
    municipality = get_municipality(request, slug)
    found = hotspots.latest_run(municipality, _chosen(request, municipality, []).period)
    empty: dict[str, Any] = {"type": "FeatureCollection", "features": []}
    return JsonResponse(hotspots.as_geojson(found) if found else empty)


@require_POST
@member_required
def name_hot_spot(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Make a hot spot a place, with one click."""
    municipality = get_municipality(request, slug)
    spots = HotSpot.objects.select_related("run__municipality").filter(run__municipality=municipality)
    place = make_place(get_object_or_404(spots, pk=pk), by=request.user)
    messages.success(request, _("%(place)s är nu en plats i lägesbilden.") % {"place": place})
    return redirect("lagesbild:analysis", slug)


def _chosen(request: MemberRequest, municipality: Municipality, places: list[Place]) -> Chosen:
    """What the address asks for; what cannot be read is said in the form, and the default is shown."""
    asked = request.GET
    today = timezone.localdate()
    choice = asked.get("period", "" if "fran" in asked or "till" in asked else DEFAULT)
    if choice and choice not in MONTHS_IN:
        raise Http404
    period = latest(choice or DEFAULT, today)
    data: dict[str, Any] = {name: asked.get(name, "") for name in ("fran", "till", "plats")}
    data["vad"] = asked.getlist("vad")
    if choice:
        data |= {"fran": period.first.isoformat(), "till": period.last.isoformat()}
    form = PeriodForm(data, places=[(one.pk, one.name) for one in places if one.is_active])
    place, categories = None, []
    if form.is_valid():
        period = Period(form.cleaned_data["fran"], form.cleaned_data["till"])
        place = next((one for one in places if one.pk == form.cleaned_data["plats"]), None)
        categories = form.cleaned_data["vad"]
    return Chosen(form, period, place, choice, categories)


def _quick(chosen: Chosen) -> list[dict[str, Any]]:
    """The quick choices, each for the area and the categories that are shown."""
    labels = {
        "manad": _("Senaste månaden"),
        "kvartal": _("Senaste kvartalet"),
        "tertial": _("Senaste tertialet"),
        "ar": _("Senaste året"),
    }
    place = f"&plats={chosen.place.pk}" if chosen.place else ""
    return [
        {
            "label": label,
            "address": f"?period={key}{place}{chosen.narrowed}",
            "is_chosen": key == chosen.choice,
        }
        for key, label in labels.items()
    ]


def _pictures(found: Analysis) -> dict[str, Any]:
    days = [_("må"), _("ti"), _("on"), _("to"), _("fr"), _("lö"), _("sö")]
    names = [_("Måndag"), _("Tisdag"), _("Onsdag"), _("Torsdag"), _("Fredag"), _("Lördag"), _("Söndag")]
    table = [(hour, [found.hours.get((day, hour), 0) for day in range(1, 8)]) for hour in range(24)]
    return {
        "bars": bars([(line.label, line.now, line.before.then) for line in found.lines]),
        "heat": heat(found.hours, days),
        "days": list(zip(days, names, strict=True)),
        "hours": table,
    }
