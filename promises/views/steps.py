"""What the pages share that take a promise from one state to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from organisations.models import User
from promises.actions.steps import Refused
from promises.models import PromiseVersion, Revision
from promises.presentation import Presentation, present
from promises.publication import publication_of
from promises.states import IllegalStep
from promises.views.base import page


def person(request: HttpRequest) -> User:
    """Whoever is logged in; the views here are for members only."""
    assert isinstance(request.user, User)  # noqa: S101  # for the type checker
    return request.user


def tried(request: HttpRequest, step: Callable[[], object], success: str) -> bool:
    """Take the step and say so, or say why it could not be taken."""
    try:
        step()
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
        return False
    except IllegalStep as illegal:
        messages.error(request, str(illegal))
        return False
    messages.success(request, success)
    return True


def confirm_page(request: HttpRequest, revision: Revision, **texts: Any) -> HttpResponse:
    """Ask once more before a step. ``texts``: title, paragraphs, action_text, form, tone."""
    return render(request, "promises/confirm_step.html", page(request, revision, **texts))


def back(revision: Revision) -> HttpResponse:
    """To the page that shows where the promise is between review and publication."""
    return redirect("promises:review", revision.promise_id)


def frozen_text(version: PromiseVersion) -> Presentation:
    """The frozen text as it is shown: made from the document that was frozen, never from the rows."""
    return present(publication_of(version))


def version_name(revision: Revision) -> str:
    """What a text is called among others: "version 2, försök 3"."""
    if revision.attempt == 1:
        return _("Version %(number)s") % {"number": revision.number}
    return _("Version %(number)s, försök %(attempt)s") % {
        "number": revision.number,
        "attempt": revision.attempt,
    }
