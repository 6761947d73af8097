"""The end of a promise: verdicts, the answer to those who live there, and the conclusion."""

from __future__ import annotations

from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from followup import permissions
from followup.actions import concluding
from followup.answers import read_answer
from followup.concluding import answer_of, first_words, obstacles, verdicts_of, without_verdict
from followup.followed import FollowedPromise
from followup.forms.concluding import AnswerForm, ConcludeForm, ReleaseForm, VerdictForm, WhyForm
from followup.hints import small_groups_in
from followup.standing import Stands, standing_of
from followup.views.base import (
    MemberRequest,
    all_valid,
    attempt,
    correction_form,
    get_whole,
    member_required,
    page,
    posted_or_parked,
    status_of,
    tried,
)
from organisations.roles import Permission

TAB = "conclusion"


@require_safe
@member_required
def conclusion(request: MemberRequest, pk: int) -> HttpResponse:
    """How far the promise has come towards its end, and what is left."""
    found = get_whole(request, pk)
    verdicts, answer = verdicts_of(found.promise), answer_of(found.promise)
    context = page(
        request,
        found,
        TAB,
        obstacles=obstacles(found) if found.is_open else [],
        given=len(found.activities) - len(without_verdict(found, verdicts)),
        answer=answer,
        may_conclude=found.is_open and permissions.can(request.user, Permission.CONCLUDE, found),
        may_renew=permissions.can(request.user, Permission.RENEW, found),
    )
    context["may_release"] = permissions.can(request.user, Permission.RELEASE, found)
    context["may_correct"] = context["may_release"] and not found.is_open
    return render(request, "followup/conclusion.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def verdicts(request: MemberRequest, pk: int) -> HttpResponse:
    """A verdict for each activity, all on one page; those left without a choice wait."""
    found = get_whole(request, pk)
    permissions.check_can(request.user, Permission.CONCLUDE, found)
    why = correction_form(request, found)
    rows = _verdict_rows(request, found)
    forms = [form for _one, form in rows]
    if request.method == "POST" and all_valid([*forms, why]) and _give(request, found, rows, _said(why)):
        return redirect("followup:release_answer" if why else "followup:conclusion", pk)
    context = page(request, found, TAB, rows=rows, why=why, forms=[*forms, *([why] if why else [])])
    return render(request, "followup/verdicts.html", context, status=max(map(status_of, forms), default=200))


def _said(why: WhyForm | None) -> dict[str, Any]:
    """The argument of the action, when the promise has ended."""
    return why.values() if why else {}


def _verdict_rows(request: MemberRequest, found: FollowedPromise) -> list[tuple[Stands, VerdictForm]]:
    data, known = posted_or_parked(request), verdicts_of(found.promise)
    return [
        (one, _filled(VerdictForm(data, prefix=one.activity.key.hex), known.get(one.activity.key)))
        for one in standing_of(found).activities
    ]


def _filled(form: VerdictForm, verdict: Any) -> VerdictForm:
    form.fill(verdict)
    return form


def _give(
    request: MemberRequest,
    found: FollowedPromise,
    rows: list[tuple[Stands, VerdictForm]],
    why: dict[str, Any],
) -> bool:
    """Give every verdict that has been chosen. Each is tried in its own form, so that a refusal stands there."""
    chosen = [(one.activity, form) for one, form in rows if form.cleaned_data["outcome"]]
    saved = [
        attempt(
            form,
            partial(
                concluding.give_verdict,
                found,
                activity,
                by=request.user,
                **form.key(),
                **form.values(),
                **why,
            ),
        )
        for activity, form in chosen
    ]
    if not chosen:
        messages.info(request, _("Inget omdöme är valt än."))
    elif all(saved):
        messages.success(request, _("Omdömena är sparade."))
    return all(saved)


@require_http_methods(["GET", "POST"])
@member_required
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """The answer to those who live there, begun from the promise's own words."""
    found = get_whole(request, pk)
    permissions.check_can(request.user, Permission.CONCLUDE, found)
    why, current = correction_form(request, found), answer_of(found.promise)
    if why and current is None:
        permissions.check_is_open(found)
    form = AnswerForm(posted_or_parked(request), initial={} if current else first_words(found))
    form.fill(current)
    if request.method == "POST" and all_valid([form, why]):
        values = cast("concluding.AnswerValues", form.values())
        action = partial(
            concluding.save_answer, found, values=values, by=request.user, **form.key(), **_said(why)
        )
        if attempt(form, action):
            messages.success(request, _("Svaret är sparat. Läs igenom det innan ni visar det för alla."))
            return redirect("followup:release_answer", pk)
    forms = [form, *([why] if why else [])]
    context = page(request, found, TAB, form=form, why=why, forms=forms, answer=current)
    return render(request, "followup/answer.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def release_answer(request: MemberRequest, pk: int) -> HttpResponse:
    """The answer as everybody would read it, and the button that lets them."""
    found = get_whole(request, pk)
    permissions.check_can(request.user, Permission.RELEASE, found)
    current = answer_of(found.promise)
    if current is None:
        return redirect("followup:answer", pk)
    form = ReleaseForm(posted_or_parked(request), initial={"edit_number": current.edit_number})
    if request.method == "POST" and form.is_valid():
        action = partial(concluding.release_answer, found, by=request.user, **form.key())
        if tried(request, action, _("Nu kan alla läsa svaret.")):
            return redirect("followup:conclusion", pk)
        return redirect("followup:release_answer", pk)
    text = read_answer(found, current)
    context = page(
        request, found, TAB, form=form, answer=current, text=text, warnings=small_groups_in(text.texts)
    )
    return render(request, "followup/release_answer.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def conclude(request: MemberRequest, pk: int) -> HttpResponse:
    """End the promise, or learn what is missing."""
    found = get_whole(request, pk)
    permissions.check_can(request.user, Permission.CONCLUDE, found)
    form = ConcludeForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        action = partial(concluding.conclude, found, by=request.user, **form.values())
        if attempt(form, action):
            messages.success(request, _("Löftet är avslutat. Det går fortfarande att läsa."))
            return redirect("followup:conclusion", pk)
    missing = obstacles(found) if found.is_open else []
    context = page(request, found, TAB, form=form, obstacles=missing)
    return render(request, "followup/conclude.html", context)
