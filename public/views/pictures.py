"""Pictures from reports, shown to everybody only when somebody has decided so."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from followup.entries import shown_picture
from organisations.views.files import sent
from promises.models import Promise
from promises.states import CURRENT
from public.caching import for_readers


@for_readers
def entry_picture(request: HttpRequest, slug: str, entry: int) -> FileResponse:
    """The picture of a report while the latest decision shows it; 404 before and after, and for one corrected."""
    promise = get_object_or_404(Promise.objects.filter(revisions__status__in=CURRENT).distinct(), slug=slug)
    picture = shown_picture(promise, entry)
    if picture is None:
        raise Http404
    return sent(picture.file)
