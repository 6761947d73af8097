"""Pages as they were last sent, kept by each worker for the next reader who asks for the same.

A page is found under its entity tag, which is another after every write anywhere (``public.caching``), so one that is
found is right. Kept in the worker's own memory: a shared cache was rejected, because asking it over the network or in
the database costs what is to be saved. Nothing in it is secret: it is what an anonymous reader is sent.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import caches
from django.http import HttpRequest, HttpResponseBase

# Bytes as sent, mostly compressed. With the number of pages in ``settings.CACHES`` it says how much memory is used.
LARGEST = 60_000


def kept(request: HttpRequest, tag: str, make: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The answer that was made for the same tag and the same kind of reader, else what ``make`` gives, then kept."""
    key = _key(request, tag)
    found: HttpResponseBase | None = caches["pages"].get(key)
    if found is not None:
        return found
    response = make()
    if _may_be_kept(request, response):
        caches["pages"].set(key, response)
    return response


def _key(request: HttpRequest, tag: str) -> str:
    """What an answer depends on beside the address, which the tag covers."""
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    part = bool(request.headers.get("HX-Request"))
    return f"{request.get_host()}|{tag}|{packed:d}{part:d}"


def _may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Only a whole page that is the same for everybody: no file, no cookie, no token of one reader's form."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
        and len(response.getvalue()) <= LARGEST
    )
