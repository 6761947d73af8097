"""What a municipality has chosen to tell everybody of its lägesbild."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from organisations.models import Municipality
from public.caching import for_readers
from public.lagesbild import told_in


@for_readers
def lagesbild(request: HttpRequest, slug: str) -> HttpResponse:
    """The summaries of the adopted lägesbilder; 404 while none has been chosen."""
    municipality = get_object_or_404(Municipality, slug=slug)
    told = told_in(municipality)
    if not told:
        raise Http404
    return render(request, "public/lagesbild.html", {"municipality": municipality, "told": told})
