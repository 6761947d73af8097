"""Let readers and proxies keep public pages, and never show an old one.

Every write in the application leaves an event, so the head of the event log changes with every write: it is the
entity tag of all public pages. A tag per page was rejected: it must know all that a page shows, and one forgotten
column makes a page that is wrong until somebody notices. The price is that a change anywhere makes readers fetch
again, which costs one rendering.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import condition, require_safe

from audit.models import ChainHead

View = Callable[..., HttpResponseBase]

# A login, and a message to be shown once.
_PERSONAL = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
_TEXT = ("text/", "application/json", "application/atom+xml")
_gzip = GZipMiddleware(lambda _request: HttpResponse())


def for_readers(view: View) -> View:
    """A public page: GET and HEAD only; an anonymous reader's copy is asked about anew each time, and kept if right.

    Whoever is logged in sees a page with a menu of their own, and whoever has just reported something a page that
    thanks for it. Those nobody may keep.
    """
    tagged = condition(etag_func=_entity_tag)(view)

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        anonymous = not any(request.COOKIES.get(name) for name in _PERSONAL)
        response = (tagged if anonymous else view)(request, *args, **kwargs)
        if anonymous:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
            response = _compressed(request, response)
        else:
            patch_cache_control(response, private=True, no_store=True)
        patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
        return response

    return require_safe(wrapper)


def _compressed(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Text as gzip, for whoever takes it; pictures and PDF are small already, and a file keeps its length.

    Here rather than in the proxy, so that it holds wherever the application runs; and not for pages behind login,
    where what a stranger can make the page repeat would lie compressed together with a secret (BREACH). A reader's
    page has no secret.
    """
    if response.streaming or not response.get("Content-Type", "").startswith(_TEXT):
        return response
    return _gzip.process_response(request, response)


def _entity_tag(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    # The day counts too: a page says whether the promise's period is over.
    head = ChainHead.objects.values_list("hash", flat=True).first() or ""
    parts = (head, timezone.localdate().isoformat(), _build(), request.get_full_path())
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]}"'


@cache
def _build() -> str:
    """Changes when the templates do, so that a new release is seen at once."""
    folders = [folder for engine in settings.TEMPLATES for folder in engine["DIRS"]]
    return str(max(file.stat().st_mtime_ns for folder in folders for file in folder.rglob("*.html")))
