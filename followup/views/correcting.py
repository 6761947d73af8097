"""Taking back what everybody can read of how a promise ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from followup import permissions
from followup.actions import correcting
from followup.followed import FollowedPromise
from followup.forms.concluding import HideForm
from followup.models import Evaluation, PublicAnswer
from followup.views.base import MemberRequest, attempt, get_whole, member_required, page, posted_or_parked
from organisations.roles import Permission


@require_http_methods(["GET", "POST"])
@member_required
def hide_answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Stop showing the answer and the verdicts, at once."""
    found = _may_hide(request, pk)
    get_object_or_404(PublicAnswer, promise=found.promise)
    hide = partial(correcting.hide_answer, found)
    title = _("Sluta visa svaret för alla?")
    lead = _(
        "Svaret och omdömena försvinner från löftets sida på en gång. Ni kan rätta dem och visa dem igen."
    )
    back = reverse("followup:conclusion", args=[pk])
    return _hide(request, found, hide, title=title, lead=lead, back=back, tab="conclusion")


@require_http_methods(["GET", "POST"])
@member_required
def hide_evaluation(request: MemberRequest, pk: int, evaluation: int) -> HttpResponse:
    """Stop showing an evaluation, at once."""
    found = _may_hide(request, pk)
    rows = Evaluation.objects.filter(promise=found.promise)
    hide = partial(correcting.hide_evaluation, found, get_object_or_404(rows, id=evaluation))
    title = _("Sluta visa utvärderingen för alla?")
    lead = _("Den försvinner från löftets sida på en gång. Ni kan rätta den och visa den igen.")
    back = reverse("followup:evaluations", args=[pk])
    return _hide(request, found, hide, title=title, lead=lead, back=back, tab="evaluation")


def _may_hide(request: MemberRequest, pk: int) -> FollowedPromise:
    found = get_whole(request, pk)
    permissions.check_can(request.user, Permission.RELEASE, found)
    return found


def _hide(
    request: MemberRequest, found: FollowedPromise, hide: Callable[..., Any], *, tab: str, **words: str
) -> HttpResponse:
    form = HideForm(posted_or_parked(request))
    hidden = partial(hide, by=request.user)
    if request.method == "POST" and form.is_valid() and attempt(form, partial(hidden, **form.values())):
        messages.success(request, _("Det visas inte längre. På löftets sida står när och varför."))
        return redirect(words["back"])
    return render(request, "followup/hide.html", page(request, found, tab, form=form, **words))
