"""The answer to those who live there: what they said, what was promised, how it went."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from followup.answers import public_answer
from public.caching import for_readers


@for_readers
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    text = public_answer(slug)
    if text is None:
        raise Http404
    return render(request, "public/answer.html", {"text": text})
