"""What somebody has typed is given back when it can no longer be sent: the right is gone, or what it was about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from audit.middleware import note_refusal
from followup.views.base import MemberRequest
from organisations.parking import readable, typist_of

View = Callable[..., Any]


def gives_text_back(view: View) -> View:
    """Under ``member_required``: answer a refused form with the reason and the text in it, to be copied.

    Only to somebody who was shown the form by us, as it says itself, signed. Everybody else gets the bare 403 or
    404, so a stranger learns nothing here.
    """

    @wraps(view)
    def guarded(request: MemberRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, *args, **kwargs)
        except (Http404, PermissionDenied) as refusal:
            if request.method != "POST" or not _was_shown(request):
                raise
            note_refusal(request, refusal)
            return _given_back(request, refusal)

    return guarded


def _was_shown(request: MemberRequest) -> bool:
    typist = typist_of(request)
    if typist is None or typist.user_id != request.user.pk:
        return False
    return typist.path.partition("?")[0] == request.path


def _given_back(request: MemberRequest, refusal: Exception) -> HttpResponse:
    gone = _(
        "Det går inte längre att rapportera här. Aktiviteten är inte kvar i löftet, eller så har din roll "
        "tagits bort. Fråga samordnaren."
    )
    sentence = str(refusal) if isinstance(refusal, PermissionDenied) else gone
    context = {"sentence": sentence, "texts": readable(request.POST)}
    return render(request, "followup/not_saved.html", context, status=403)
