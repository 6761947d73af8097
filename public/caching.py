"""Let readers and proxies keep public pages, and never show an old one.

Every write in the application leaves an event, so the head of the event log changes with every write: it is the
entity tag of all public pages. A tag per page was rejected: it must know all that a page shows, and one forgotten
column makes a page that is wrong until somebody notices. The price is that a change anywhere makes readers fetch
again, which costs one rendering.

``Last-Modified`` is for whoever knows nothing of tags. A date is weaker than a tag: it counts whole seconds. So it is
left out until its second cannot get another text, and it is believed only when it is the very one that we gave.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from audit.models import Event
from public.kept import kept

View = Callable[..., HttpResponseBase]

# A login, and a message to be shown once.
_PERSONAL = (settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name)
_TEXT = ("text/", "application/json", "application/atom+xml")
_gzip = GZipMiddleware(lambda _request: HttpResponse())
# A write is stamped before it is seen. None takes this long: the application server ends it sooner.
_SETTLED = timedelta(minutes=1)
# What is served was made by this code and these templates, whatever their own dates say.
_STARTED = timezone.now()


def for_readers(view: View) -> View:
    """A public page: GET and HEAD only; an anonymous reader's copy is asked about anew each time, and kept if right.

    Whoever is logged in sees a page with a menu of their own, and whoever has just reported something a page that
    thanks for it. Those nobody may keep.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        anonymous = not any(request.COOKIES.get(name) for name in _PERSONAL)
        if anonymous:
            response = _unless_the_same(request, lambda: _compressed(request, view(request, *args, **kwargs)))
            patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        else:
            response = view(request, *args, **kwargs)
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


def _unless_the_same(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """304 for a reader who has what we would send; a tag decides before a date (RFC 9110, 13.2.2)."""
    tag, modified = _validators(request)
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    # Not any later date: when a backup has been restored, readers' dates can be later than ours.
    known = modified if since == modified else None
    same = get_conditional_response(request, etag=tag, last_modified=known)
    response = kept(request, tag, answer) if same is None else same
    # The same page compressed is another row of bytes, so there the tag is a weak one (RFC 9110, 8.8.1).
    response["ETag"] = f"W/{tag}" if response.has_header("Content-Encoding") else tag
    if modified:
        response["Last-Modified"] = http_date(modified)
    return response


def _validators(request: HttpRequest) -> tuple[str, int | None]:
    """The entity tag; and since which second the page is as it is, or None while it may change within it."""
    head, at = Event.objects.newest_first().values_list("hash", "at").first() or ("", "")
    now = timezone.localtime()
    # The day counts too: a page says whether the promise's period is over.
    parts = (head, now.date().isoformat(), _build(), request.get_full_path())
    tag = f'"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:24]}"'
    since = max(now.replace(hour=0, minute=0, second=0, microsecond=0), _STARTED)
    if at:
        since = max(since, Event(at=at).occurred_at)
    return tag, int(since.timestamp()) if now - since >= _SETTLED else None


@cache
def _build() -> str:
    """Another in every release, so that it is seen at once: a digest of what pages are made of."""
    total = hashlib.sha256()
    for file in sorted(_sources()):
        total.update(file.read_bytes())
    return total.hexdigest()


def _sources() -> Iterator[Path]:
    """Templates, code, and the list of styles with their names of the day."""
    for folder in (folder for engine in settings.TEMPLATES for folder in engine["DIRS"]):
        yield from Path(folder).rglob("*.html")
    for app in apps.get_app_configs():
        if Path(app.path).parent == settings.BASE_DIR:
            yield from Path(app.path).rglob("*.py")
    manifest = Path(settings.STATIC_ROOT or "") / "staticfiles.json"
    if manifest.is_file():
        yield manifest
