"""The answer to those who live there, and what was measured."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from followup.answers import public_answer
from followup.measures import public_measures
from public.caching import for_readers


@for_readers
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    text = public_answer(slug)
    if text is None:
        raise Http404
    return render(request, "public/answer.html", {"text": text})


@for_readers
def measures(request: HttpRequest, slug: str) -> HttpResponse:
    found = public_measures(slug)
    if found is None:
        raise Http404
    document, rows = found
    return render(request, "public/measures.html", {"document": document, "measures": rows})
