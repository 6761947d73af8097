from itertools import groupby

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from lagesbild.walks import public_walks
from organisations.models import Contact, Group, Municipality, PoliceAreaMunicipality
from promises.states import CURRENT
from public.caching import for_readers
from public.lagesbild import told_agreements, told_lagesbilder
from public.querysets import current_versions, for_cards, in_municipality
from public.reading import cards

# The latest; a municipality seldom has more than a few in a year.
WALKS_SHOWN = 20


@for_readers
def municipalities(request: HttpRequest) -> HttpResponse:
    current = Count("party_rows", filter=Q(party_rows__revision__status__in=CURRENT))
    rows = (
        Municipality.objects.annotate(promise_count=current)
        .order_by("county__sort_key", "sort_key")
        .values_list("name", "slug", "promise_count", "county__name", "county__slug")
    )
    counties = [(key, list(found)) for key, found in groupby(rows, key=lambda row: row[3:])]
    return render(request, "public/municipalities.html", {"counties": counties})


@for_readers
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    place = get_object_or_404(Municipality.objects.select_related("county", "police_region"), slug=slug)
    areas = PoliceAreaMunicipality.objects.filter(municipality=place).select_related("police_area")
    area_ids = [link.police_area_id for link in areas]
    contacts = Contact.objects.filter(
        Q(organisation=place.pk) | Q(organisation__in=area_ids), is_public=True
    ).select_related("organisation")
    context = {
        "municipality": place,
        "areas": areas,
        "contacts": list(contacts),
        "councils": Group.objects.filter(municipalities=place, group_kind=Group.GroupKind.COUNCIL),
        "walks": list(public_walks().filter(municipality=place)[:WALKS_SHOWN]),
        "has_lagesbild": told_lagesbilder(place).exists(),
        "agreements": told_agreements(place),
        "promises": cards(for_cards(in_municipality(current_versions(), slug))),
    }
    return render(request, "public/municipality.html", context)
