"""A person's occasions for a calendar program, which cannot log in: the address itself is the key."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from followup import feeds, ics
from followup.followed import followed


@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The occasions that the owner of the address may follow now; 404 for one that is unknown, closed or worth
    nothing any more, so that nobody learns which."""
    feed = feeds.find(secret)
    if feed is None:
        raise Http404
    found = followed(feed.promise) if feed.promise else None
    title = found.document.title if found else _("Medborgarlöften: planerade tillfällen")
    response = HttpResponse(ics.calendar_of(title, feeds.rows_of(feed)), content_type=ics.CONTENT_TYPE)
    response["Content-Disposition"] = 'inline; filename="medborgarloften.ics"'
    # The address is a secret: no cache but the reader's own, no search engine, nothing to follow it by.
    patch_cache_control(response, private=True, no_store=True)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
