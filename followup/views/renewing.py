"""From one period to the next: beginning the draft, and what was decided beside what had become of it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from followup import permissions
from followup.actions import renewing
from followup.followed import FollowedPromise
from followup.forms.renewing import DecisionForm, RenewForm
from followup.renewal import Before, before, draft_after, renewal_of
from followup.views.base import MemberRequest, attempt, get_whole, member_required, page, posted_or_parked
from organisations.roles import Permission
from promises.models import Promise
from promises.permissions import visible_to

TAB = "conclusion"
Rows = list[tuple[Before, DecisionForm]]


@require_http_methods(["GET", "POST"])
@member_required
def renew(request: MemberRequest, pk: int) -> HttpResponse:
    """Each activity with its verdict and evaluation beside it, and what is to become of it."""
    found = get_whole(request, pk)
    permissions.check_can(request.user, Permission.RENEW, found)
    data, renewal = posted_or_parked(request), renewal_of(found)
    form = RenewForm(data, initial={"title": found.document.title})
    rows = [(row, DecisionForm(data, prefix=row.activity.key.hex, row=row)) for row in renewal.rows]
    if request.method == "POST" and _all_valid(form, rows) and _begin(request, found, form, rows):
        return redirect("followup:renewed", pk)
    context = page(
        request,
        found,
        TAB,
        form=form,
        rows=rows,
        forms=[one for _row, one in rows],
        without_verdict=renewal.without_verdict,
        begun=draft_after(found.promise),
    )
    return render(request, "followup/renew.html", context)


def _all_valid(form: RenewForm, rows: Rows) -> bool:
    valid = [form.is_valid(), *(one.is_valid() for _row, one in rows)]
    return all(valid)


def _begin(request: MemberRequest, found: FollowedPromise, form: RenewForm, rows: Rows) -> bool:
    decisions = {row.activity.key: one.decision for row, one in rows}
    action = partial(
        renewing.renew, found, decisions=decisions, by=request.user, **form.key(), **form.values()
    )
    if not attempt(form, action):
        return False
    messages.success(request, _("Utkastet för nästa period är skapat."))
    return True


@require_safe
@member_required
def renewed(request: MemberRequest, pk: int) -> HttpResponse:
    """What became of each activity in the next period's draft, newest draft first."""
    found = get_whole(request, pk)
    successor = Promise.objects.filter(carried_activities__promise=found.promise).order_by("-pk").first()
    return _carried(request, found, successor)


@require_safe
@member_required
def carried(request: MemberRequest, pk: int) -> HttpResponse:
    """The same, asked from the draft: what each of its activities comes from. ``pk`` is the draft's promise."""
    successor = get_object_or_404(visible_to(request.user), pk=pk)
    earlier = before(successor)
    if earlier is None:
        raise Http404
    return _carried(request, get_whole(request, earlier.pk), successor)


def _carried(request: MemberRequest, found: FollowedPromise, successor: Promise | None) -> HttpResponse:
    if successor is None:
        raise Http404
    context = page(request, found, TAB, successor=successor, rows=renewal_of(found, successor).rows)
    return render(request, "followup/carried.html", context)
