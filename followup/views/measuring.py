"""Measured values of a promise: the charts, and adding and correcting values."""

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
from followup.actions import measuring
from followup.followed import FollowedPromise
from followup.forms.measuring import ObservationForm
from followup.hints import hint_of_value
from followup.measures import indicator_in, measures_of
from followup.models import Observation
from followup.views.base import (
    MemberRequest,
    all_valid,
    attempt,
    correction_form,
    get_whole,
    member_required,
    page,
    posted_or_parked,
)
from organisations.roles import Permission
from promises.documents import IndicatorText

TAB = "measures"


@require_safe
@member_required
def measures(request: MemberRequest, pk: int) -> HttpResponse:
    """Everything that the promise measures, each as a chart with its table."""
    found = get_whole(request, pk)
    may_measure = permissions.can(request.user, Permission.MEASURE, found)
    may_correct = may_measure and (found.is_open or permissions.can(request.user, Permission.RELEASE, found))
    may = {"may_measure": may_measure and found.is_open, "may_correct": may_correct}
    context = page(request, found, TAB, measures=measures_of(found), **may)
    return render(request, "followup/measures.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def measure(request: MemberRequest, pk: int, indicator: uuid.UUID) -> HttpResponse:
    """Add a measured value."""
    found, one = _indicator(request, pk, indicator)
    permissions.check_is_open(found)
    form = ObservationForm(posted_or_parked(request), initial={"source": one.source})
    return _saved_or_shown(request, found, one, form)


@require_http_methods(["GET", "POST"])
@member_required
def correct_measure(request: MemberRequest, pk: int, observation: int) -> HttpResponse:
    """Correct a value: the old one is kept, the new one is shown."""
    found = get_whole(request, pk)
    row = get_object_or_404(Observation, pk=observation, promise=found.promise)
    found, one = _indicator(request, pk, row.indicator_key)
    names = ("measured_on", "value", "series", "source", "note")
    initial = {name: getattr(row, name) for name in names} | {"value": row.value.normalize()}
    form = ObservationForm(posted_or_parked(request), initial=initial)
    return _saved_or_shown(request, found, one, form, supersedes=row)


def _indicator(request: MemberRequest, pk: int, key: uuid.UUID) -> tuple[FollowedPromise, IndicatorText]:
    found = get_whole(request, pk)
    one = indicator_in(found, key)
    if one is None:
        raise Http404
    permissions.check_can(request.user, Permission.MEASURE, found)
    return found, one


def _saved_or_shown(
    request: MemberRequest,
    found: FollowedPromise,
    one: IndicatorText,
    form: ObservationForm,
    supersedes: Observation | None = None,
) -> HttpResponse:
    why = correction_form(request, found)
    if request.method == "POST" and all_valid([form, why]):
        values = cast("measuring.MeasuredValues", form.values())
        more = {**form.key(), **(why.values() if why else {})}
        action = partial(
            measuring.record, found, one, values=values, supersedes=supersedes, by=request.user, **more
        )
        if attempt(form, action):
            messages.success(request, _("Värdet är sparat. Alla kan läsa det."))
            if hint := hint_of_value(one, values["value"]):
                messages.warning(request, hint)
            return redirect("followup:measures", found.promise.pk)
    forms = [form, *([why] if why else [])]
    context = page(request, found, TAB, form=form, why=why, forms=forms, indicator=one, supersedes=supersedes)
    return render(request, "followup/measure.html", context)
