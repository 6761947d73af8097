from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from public.caching import for_readers


@for_readers
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "public/about.html")


@for_readers
def check(request: HttpRequest) -> HttpResponse:
    return render(request, "public/check.html", {"site_url": settings.SITE_URL})


@for_readers
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@for_readers
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "public/privacy.html")


@for_readers
def contact(request: HttpRequest) -> HttpResponse:
    return render(request, "public/contact.html")


@for_readers
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read what citizens read. Invented data must not be found as if it were real."""
    rules = (
        ["Disallow: /"] if settings.DEMO else ["Disallow: /arbete/", "Disallow: /konto/", "Disallow: /admin/"]
    )
    return HttpResponse("\n".join(["User-agent: *", *rules, ""]), content_type="text/plain; charset=utf-8")
