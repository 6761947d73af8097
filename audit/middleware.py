"""Tells the log where requests come from, and records the writes that were refused."""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse

from audit import actions, origin

logger = logging.getLogger(__name__)

READING = {"GET", "HEAD", "OPTIONS", "TRACE"}


class OriginMiddleware:
    """Remembers the address and browser of the request while it is served."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request with its origin known."""
        token = origin.current.set(origin.origin_of(request))
        try:
            return self.get_response(request)
        finally:
            origin.current.reset(token)


class RefusalMiddleware:
    """Records a write that a view refused: PermissionDenied, and 404 for somebody who is logged in.

    A stranger to an object gets 404, so leaving those out would leave out the attempts that matter most. Runs
    when the view has raised, so whatever the view had begun is rolled back by then. Must stand last in
    MIDDLEWARE.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Record the refusal and let the exception go on to become a 403 or 404."""
        note_refusal(request, exception)


def note_refusal(request: HttpRequest, exception: Exception) -> None:
    """Record a refused write; for a view that answers the refusal itself, which must not hide it from the log."""
    if request.method in READING or not _is_refusal(request, exception):
        return
    try:
        _record(request, exception)
    except DatabaseError:
        # The visitor's answer is still no; a log that cannot be written must not turn it into a 500.
        logger.exception("A refusal could not be recorded")


def _is_refusal(request: HttpRequest, exception: Exception) -> bool:
    if isinstance(exception, Http404):
        return _user(request).is_authenticated
    return isinstance(exception, PermissionDenied)


def _record(request: HttpRequest, exception: Exception) -> None:
    match = request.resolver_match
    actions.record_refusal(
        match.view_name.replace(":", ".") if match else "",
        by=_user(request),
        obj_type="path",
        obj_id=request.path,
        obj_label=request.path,
        reason=str(exception)
        if isinstance(exception, PermissionDenied)
        else "Sidan finns inte för den som frågade.",
    )


def _user(request: HttpRequest) -> Any:
    """Nobody, when the request never came as far as to the authentication."""
    return getattr(request, "user", None) or AnonymousUser()
