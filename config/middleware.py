from collections.abc import Callable
from typing import BinaryIO, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

DRAIN_BYTES = 128 * 1024 * 1024
CHUNK_BYTES = 1024 * 1024


def refuse_large_bodies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Answer 413 to a body above ``settings.MAX_BODY_BYTES``, before anything has parsed it.

    An upload handler is the usual place, but the CSRF check runs the multipart parser, and a handler
    can only raise an error there, which becomes a bare 400. Here the declared length decides; a body
    without one is read as empty by Django.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        length = _declared_length(request)
        if length <= settings.MAX_BODY_BYTES:
            return get_response(request)
        _drain(cast(BinaryIO, request.environ["wsgi.input"]), length)  # type: ignore[attr-defined]
        context = {"limit": settings.MAX_BODY_BYTES // 1024 // 1024}
        return render(request, "413.html", context, status=413)

    return middleware


def _declared_length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def _drain(body: BinaryIO, length: int) -> None:
    """Throw the body away. A browser that is cut off while sending shows its own error, not our page."""
    left = min(length, DRAIN_BYTES)
    while left > 0 and (chunk := body.read(min(left, CHUNK_BYTES))):
        left -= len(chunk)
