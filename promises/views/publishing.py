"""Publishing and beginning a new version."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from promises import permissions
from promises.actions import amending, publishing
from promises.models import Revision
from promises.states import CURRENT, Status
from promises.views.base import get_promise, get_working, member_required
from promises.views.steps import back, confirm_page, person, tried


@member_required
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_working(request, pk)
    permissions.check_can_publish(person(request), revision)
    if request.method == "POST":
        tried(
            request,
            lambda: publishing.publish(revision, by=person(request)),
            _("Löftet är publicerat. Nu kan alla läsa det."),
        )
        return back(revision)
    paragraphs = [_("Alla kan läsa löftet från och med nu, ord för ord som det är undertecknat.")]
    if revision.number > 1:
        paragraphs.append(_("Versionen som gäller nu ersätts. Den går fortfarande att läsa."))
    return confirm_page(
        request, revision, title=_("Publicera löftet?"), paragraphs=paragraphs, action_text=_("Publicera")
    )


@member_required
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    revision = _in_force(request, pk)
    permissions.check_can_amend(person(request), revision)
    if request.method == "POST":
        correct = request.POST.get("kind") == "correct" and revision.registered_afterwards
        begin = amending.correct_registration if correct else amending.amend
        done = tried(
            request,
            lambda: begin(revision, by=person(request)),
            _("Utkastet är skapat. Ändra det ni vill och lämna det för granskning."),
        )
        return redirect("promises:detail", pk) if done else back(revision)
    paragraphs = [
        _("Ni får ett utkast med samma innehåll att ändra i. Det granskas och skrivs under på nytt.")
    ]
    if revision.status == Status.PUBLISHED:
        paragraphs.append(_("Versionen som gäller nu fortsätter att gälla tills den nya är publicerad."))
    return confirm_page(
        request,
        revision,
        title=_("Skriva en ny version?"),
        paragraphs=paragraphs,
        action_text=_("Skriv en ny version"),
        correctable=revision.registered_afterwards,
    )


def _in_force(request: HttpRequest, pk: int) -> Revision:
    """The text in force of a promise the person may see; the working copy when there is none."""
    promise = get_promise(request, pk)
    current = promise.revisions.select_related("promise").filter(status__in=CURRENT).first()
    return current or get_working(request, pk)
