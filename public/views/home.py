from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from public.caching import for_readers
from public.querysets import current_versions, for_cards, matching, municipalities_matching
from public.reading import cards

LATEST = 6
MOST_FOUND = 20


@for_readers
def home(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()[:100]
    context = {"q": text, **(_found(text) if text else _latest())}
    return render(request, "public/home.html", context)


def _latest() -> dict[str, object]:
    versions = current_versions()
    return {"latest": cards(for_cards(versions)[:LATEST]), "promise_count": versions.count()}


def _found(text: str) -> dict[str, object]:
    return {
        "municipalities": municipalities_matching(text),
        "promises": cards(for_cards(matching(current_versions(), text))[:MOST_FOUND]),
        "searched": True,
    }
