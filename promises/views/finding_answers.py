"""Answering what has been said in a dialogue, and saying which activities a row of the plan is carried out as."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild.models import Dialogue, Finding, Measure
from lagesbild.permissions import can, check_can, municipalities_for, readable
from organisations.actions.rows import StaleEdit
from organisations.models import Municipality
from organisations.roles import Permission
from promises import finding_answers
from promises.actions import linking
from promises.actions.answering_findings import answer_finding
from promises.forms.links import Choice, FindingAnswerForm, MeasureForm, as_choice
from promises.models import FindingAnswer, MeasureActivity, Promise
from promises.permissions.linking import check_can_answer
from promises.promised import promised_in
from promises.views.base import member_required, posted_or_parked


@member_required
@require_safe
def dialogue(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that was said in one dialogue, with its answers, what waits for one first."""
    found = get_object_or_404(_dialogues(request), pk=pk)
    said = finding_answers.said_in(found)
    context = {
        "dialogue": found,
        "municipality": found.municipality,
        "said": said,
        "waiting": sum(one.waits for one in said),
        "may_answer": can(request.user, Permission.WRITE_LAGESBILD, found.municipality),
    }
    return render(request, "promises/dialogue_answers.html", context)


@member_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The answer to one thing that was said."""
    found = Finding.objects.filter(dialogue__in=_dialogues(request).values("pk"))
    finding = get_object_or_404(found.select_related("dialogue__municipality"), pk=pk)
    check_can_answer(_user(request), finding)
    given = FindingAnswer.objects.filter(finding=finding).first()
    form = FindingAnswerForm(
        posted_or_parked(request),
        promised=_promised(request, finding.dialogue.municipality),
        initial=_as_given(given),
    )
    stale = None
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, finding, form)
        except ValidationError as error:
            form.add_error(None, error)
        except StaleEdit as met:
            stale = met.current
            number = str(stale.edit_number if stale else 0)
            form.data = {**form.data.dict(), "edit_number": number}  # type: ignore[attr-defined]
        else:
            messages.success(request, _("Svaret är sparat."))
            return _after(request, finding)
    context = {
        "form": form,
        "finding": finding,
        "dialogue": finding.dialogue,
        "municipality": finding.dialogue.municipality,
        "stale": finding_answers.in_words(stale) if stale else "",
    }
    return render(request, "promises/finding_answer.html", context, status=409 if stale else 200)


@member_required
@require_http_methods(["GET", "POST"])
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Which activities a row of the plan is carried out as."""
    near = municipalities_for(_user(request), Permission.VIEW_LAGESBILD)
    rows = Measure.objects.select_related("plan__municipality").filter(plan__municipality__in=near)
    found = get_object_or_404(rows, pk=pk)
    municipality = found.plan.municipality
    check_can(_user(request), Permission.WRITE_LAGESBILD, municipality)
    groups = _activities(request, municipality)
    links = MeasureActivity.objects.filter(measure=found).values_list("promise", "activity_key")
    offered = {value for _title, choices in groups for value, _text in choices}
    chosen = [value for value in (as_choice(*link) for link in links) if value in offered]
    form = MeasureForm(posted_or_parked(request), groups=groups, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        promises = {str(one.pk): one for one in Promise.objects.filter(pk__in=_promise_ids(form))}
        add, remove = (_links(promises, values) for values in (form.added(), form.removed()))
        try:
            linking.change_measure(found, add=add, remove=remove, by=_user(request))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Det är sparat vilka aktiviteter som genomför åtgärden."))
            return redirect("promises:measure_activities", pk)
    context = {"form": form, "measure": found, "municipality": municipality}
    return render(request, "promises/measure_activities.html", context)


def _user(request: HttpRequest) -> Any:
    return request.user


def _dialogues(request: HttpRequest) -> Any:
    return readable(_user(request), Dialogue.objects.select_related("municipality"))


# --- Answers ------------------------------------------------------------------------------------------


def _as_given(given: FindingAnswer | None) -> dict[str, Any]:
    if given is None:
        return {"edit_number": 0}
    return {
        "edit_number": given.edit_number,
        "kind": given.kind,
        "promised": as_choice(given.promise_id, given.activity_key),
        "reason": given.reason,
        "channel": given.channel,
    }


def _save(request: HttpRequest, finding: Finding, form: FindingAnswerForm) -> None:
    data = form.cleaned_data
    number, key = form.chosen()
    answer_finding(
        finding,
        kind=data["kind"],
        promise=Promise.objects.filter(pk=number).first() if number else None,
        activity_key=key,
        reason=data["reason"],
        channel=data["channel"],
        edit_number=data["edit_number"],
        by=_user(request),
    )


def _after(request: HttpRequest, finding: Finding) -> HttpResponse:
    """On to the next that waits, when that is asked for and there is one; else back to all of them."""
    waiting = next((one for one in finding_answers.said_in(finding.dialogue) if one.waits), None)
    if "next" in request.POST and waiting is not None:
        return redirect("promises:answer_finding", waiting.finding.pk)
    return redirect("promises:dialogue_answers", finding.dialogue_id)


# --- Choices ------------------------------------------------------------------------------------------


def _activities(request: HttpRequest, municipality: Municipality) -> list[tuple[str, list[Choice]]]:
    """The activities of the municipality's promises, by promise."""
    return [
        (
            _title(one.revision),
            [(as_choice(one.revision.promise_id, row.key), str(row)) for row in one.activities],
        )
        for one in promised_in(_user(request), municipality)
        if one.activities
    ]


def _promised(request: HttpRequest, municipality: Municipality) -> list[tuple[str, list[Choice]]]:
    """The same, and each promise as a whole."""
    return [
        (
            _title(one.revision),
            [
                (as_choice(one.revision.promise_id, None), _("Hela löftet")),
                *((as_choice(one.revision.promise_id, row.key), str(row)) for row in one.activities),
            ],
        )
        for one in promised_in(_user(request), municipality)
    ]


def _title(revision: Any) -> str:
    return _("%(title)s (%(status)s)") % {"title": revision.title, "status": revision.get_status_display()}


def _promise_ids(form: MeasureForm) -> set[int]:
    numbers = (value.partition(":")[0] for value in form.added() | form.removed())
    return {int(number) for number in numbers if number.isascii() and number.isdigit() and len(number) < 16}


def _links(promises: dict[str, Promise], values: set[str]) -> list[tuple[Promise, uuid.UUID]]:
    """The pairs behind what was sent. What was shown comes from the browser, so it may be anything."""
    found = []
    for value in values:
        number, _colon, key = value.partition(":")
        try:
            found.append((promises[number], uuid.UUID(key)))
        except (KeyError, ValueError):
            continue
    return found
