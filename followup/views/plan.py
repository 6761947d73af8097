"""The plan of a promise and of one activity: a list by month and a year wheel, one calendar year at a time."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from followup import permissions, plans
from followup.actions import planning
from followup.followed import Followed, FollowedPromise
from followup.forms.planning import PlanFilterForm
from followup.states import OccasionState
from followup.views.base import MemberRequest, get_activity, get_followed, member_required, page
from followup.wheel import sample, wheel_of
from organisations.roles import Permission

PER_PAGE = 400
# A shorter list than this is shown with every month open.
SHORT = 20


@require_safe
@member_required
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    """The plan of every activity that the person may follow."""
    found = get_followed(request, pk)
    seen = permissions.within_reach(request.user, Permission.VIEW_FOLLOW_UP, found)
    may_plan = bool(permissions.within_reach(request.user, Permission.PLAN, found))
    return _show(request, found, seen, may_plan=may_plan)


@require_safe
@member_required
def activity_plan(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """The plan of one activity."""
    found, one = get_activity(request, pk, key)
    may_plan = permissions.can(request.user, Permission.PLAN, found, one)
    return _show(request, found, [one], may_plan=may_plan, activity=one)


@require_POST
@member_required
def generate(request: MemberRequest, pk: int) -> HttpResponse:
    """Plan every activity that the person may plan, from its omfattning."""
    found = get_followed(request, pk)
    _say_made(request, lambda: planning.generate_all(found, by=request.user))
    return redirect("followup:plan", pk=pk)


@require_POST
@member_required
def generate_activity(request: MemberRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Plan one activity from its omfattning."""
    found, one = get_activity(request, pk, key)
    permissions.check_can(request.user, Permission.PLAN, found, one)
    organisation = planning.planner_of(one)
    if organisation is None:
        messages.error(request, _("Aktiviteten har ingen utförare som finns i tjänsten."))
    else:
        _say_made(request, lambda: planning.generate(found, one, organisation, by=request.user))
    return redirect("followup:activity_plan", pk=pk, key=key)


def _say_made(request: MemberRequest, action: Callable[[], int]) -> None:
    """Plan, and say how many occasions are new, or in a sentence why it could not be done."""
    try:
        made = action()
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return
    if made:
        text = ngettext("%(count)d tillfälle är planerat.", "%(count)d tillfällen är planerade.", made)
        messages.success(request, text % {"count": made})
    else:
        messages.info(request, _("Det fanns inget nytt att planera."))


def _show(request: MemberRequest, found: FollowedPromise, seen: list[Followed], **extra: Any) -> HttpResponse:
    today = timezone.localdate()
    years = plans.years_of(found, today)
    year = _year(request.GET, years, today.year)
    executors = plans.executors_of(seen)
    form = PlanFilterForm(request.GET, executors=executors)
    whole = permissions.has_whole(request.user, Permission.VIEW_FOLLOW_UP, found.revision)
    withdrawn = whole and "activity" not in extra
    shown = plans.plan_of(found, seen, year, withdrawn=withdrawn, executor=form.executor(), today=today)
    page_obj = Paginator(shown.lines, PER_PAGE).get_page(request.GET.get("sida"))
    context = page(
        request,
        found,
        "plan",
        plan=shown,
        months=_by_month(list(page_obj), year, today),
        page_obj=page_obj,
        wheel=wheel_of(shown, today),
        symbols=[(state, sample(state)) for state in OccasionState],
        years=[(one, _query(one, form.executor())) for one in years],
        filter=form if len(executors) > 1 else None,
        activities=seen,
        is_open=found.is_open,
        **extra,
    )
    return render(request, "followup/plan.html", context)


def _year(asked: QueryDict, years: list[int], now: int) -> int:
    """The year that is asked for, else this one, else the nearest that is planned."""
    wanted = asked.get("ar", "")
    year = int(wanted) if wanted.isdecimal() and len(wanted) == 4 else now
    return min(max(year, years[0]), years[-1])


def _by_month(lines: list[plans.Line], year: int, today: date) -> list[tuple[int, list[plans.Line], bool]]:
    """The lines by the month they begin in, and whether it is open: this month, or all when they are few.

    What began an earlier year stands in January.
    """
    months = groupby(lines, key=lambda line: line.first.month if line.first.year == year else 1)
    found = [(month, list(group)) for month, group in months]
    here = today.month if today.year == year else found[0][0] if found else 0
    return [(month, group, len(lines) <= SHORT or month == here) for month, group in found]


def _query(year: int, executor: int | None) -> str:
    query = QueryDict(mutable=True)
    query["ar"] = str(year)
    if executor:
        query["utforare"] = str(executor)
    return f"?{query.urlencode()}"
