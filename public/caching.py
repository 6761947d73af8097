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
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import condition, require_safe

from audit.models import ChainHead

View = Callable[..., HttpResponseBase]


def for_readers(view: View) -> View:
    """A public page: GET and HEAD only; an anonymous reader's copy is asked about anew each time, and kept if right.

    Whoever is logged in sees a page with a menu of their own, which nobody may keep.
    """
    tagged = condition(etag_func=_entity_tag)(view)

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES
        response = (tagged if anonymous else view)(request, *args, **kwargs)
        if anonymous:
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        else:
            patch_cache_control(response, private=True, no_store=True)
        patch_vary_headers(response, ["Cookie"])
        return response

    return require_safe(wrapper)


def _entity_tag(request: HttpRequest, *args: Any, **kwargs: Any) -> str:
    # The day counts too: a page says whether the promise's period is over.
    head = ChainHead.objects.values_list("hash", flat=True).first() or ""
    parts = (head, timezone.localdate().isoformat(), _build(), request.get_full_path())
    return f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]}"'


@cache
def _build() -> str:
    """Changes when the templates do, so that a new release is seen at once."""
    newest = max(file.stat().st_mtime_ns for file in (settings.BASE_DIR / "templates").rglob("*.html"))
    return str(newest)
