"""Evaluations of a promise, its focus areas and its activities."""

from __future__ import annotations

import uuid
from functools import partial
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from followup import permissions
from followup.actions import evaluating
from followup.evaluations import Evaluable, Kind, Subject, evaluables, evaluators
from followup.followed import FollowedPromise
from followup.forms.concluding import ReleaseForm
from followup.forms.evaluating import EvaluationForm
from followup.hints import small_groups_in
from followup.models import Evaluation
from followup.views.base import (
    MemberRequest,
    all_valid,
    attempt,
    correction_form,
    get_followed,
    get_whole,
    member_required,
    page,
    posted_or_parked,
    status_of,
    tried,
)
from organisations.roles import Permission

TAB = "evaluation"


@require_safe
@member_required
def evaluations(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything that can be evaluated and that the person may follow, with what has been found."""
    found = get_followed(request, pk)
    reach = {one.key for one in permissions.within_reach(request.user, Permission.VIEW_FOLLOW_UP, found)}
    writable = {one.key for one in permissions.within_reach(request.user, Permission.EVALUATE, found)}
    whole = permissions.has_whole(request.user, Permission.VIEW_FOLLOW_UP, found.revision)
    evaluates_whole = permissions.can(request.user, Permission.EVALUATE, found)
    may_release = permissions.can(request.user, Permission.RELEASE, found)
    rows = [
        (one, found.is_open and (one.key in writable if one.activity else evaluates_whole))
        for one in evaluables(found)
        if (one.key in reach if one.activity else whole)
    ]
    may = {"may_release": may_release, "may_correct": may_release and not found.is_open}
    return render(request, "followup/evaluations.html", page(request, found, TAB, rows=rows, **may))


def _subject(found: FollowedPromise, subject: str, key: uuid.UUID | None) -> Evaluable:
    for one in evaluables(found):
        if (one.subject, one.key) == (subject, key):
            return one
    raise Http404


@require_http_methods(["GET", "POST"])
@member_required
def evaluate(
    request: MemberRequest, pk: int, kind: str, subject: str = Subject.PROMISE, key: uuid.UUID | None = None
) -> HttpResponse:
    """Write down what was found, of one kind about one thing."""
    found = get_followed(request, pk)
    if kind not in Kind:
        raise Http404
    about = _subject(found, subject, key)
    if about.activity and not permissions.can(request.user, Permission.VIEW_FOLLOW_UP, found, about.activity):
        raise Http404
    permissions.check_can(request.user, Permission.EVALUATE, found, about.activity)
    why = correction_form(request, found)
    if why and kind not in about.found:
        permissions.check_is_open(found)
    form = EvaluationForm(
        posted_or_parked(request),
        kind=kind,
        organisations=evaluators(request.user, found, about.activity),
    )
    form.fill(about.found.get(kind))
    if request.method == "POST" and all_valid([form, why]):
        values = cast("evaluating.EvaluationValues", form.values())
        more = {**form.key(), **(why.values() if why else {})}
        action = partial(evaluating.evaluate, found, about, kind, values=values, by=request.user, **more)
        if attempt(form, action):
            messages.success(request, _("Utvärderingen är sparad."))
            if why:
                return redirect("followup:release_evaluation", pk, about.found[kind].pk)
            return redirect("followup:evaluations", pk)
    forms = [form, *([why] if why else [])]
    context = page(request, found, TAB, form=form, why=why, forms=forms, about=about, kind=Kind(kind))
    return render(request, "followup/evaluate.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def release_evaluation(request: MemberRequest, pk: int, evaluation: int) -> HttpResponse:
    """The evaluation as everybody would read it, and the button that lets them."""
    found = get_whole(request, pk)
    permissions.check_can(request.user, Permission.RELEASE, found)
    rows = Evaluation.objects.select_related("evaluator").filter(promise=found.promise)
    row = get_object_or_404(rows, pk=evaluation)
    form = ReleaseForm(posted_or_parked(request), initial={"edit_number": row.edit_number})
    if request.method == "POST" and form.is_valid():
        action = partial(evaluating.release, found, row, by=request.user, **form.key())
        if tried(
            request, action, _("Utvärderingen visas för alla på löftets sida och i svaret till invånarna.")
        ):
            return redirect("followup:evaluations", pk)
        return redirect("followup:release_evaluation", pk, evaluation)
    about = _subject(found, row.subject, row.subject_key)
    texts = [row.text, row.reason, row.success_factors, row.remaining_challenges]
    context = page(request, found, TAB, form=form, row=row, about=about, warnings=small_groups_in(texts))
    return render(request, "followup/release_evaluation.html", context)
