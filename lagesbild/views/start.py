"""The first pages: which municipalities, and one municipality's lägesbild."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lagesbild import permissions
from lagesbild.next_steps import steps_of
from lagesbild.sections import DECIDE, GATHER, UNDERSTAND
from lagesbild.views.base import MemberRequest, get_municipality, member_required, page
from organisations.roles import Permission


@require_safe
@member_required
def start(request: MemberRequest) -> HttpResponse:
    """The municipalities whose lägesbild the person reads; straight on when there is one."""
    found = permissions.municipalities_for(request.user, Permission.VIEW_LAGESBILD).order_by("sort_key")
    chosen = list(found[:300])
    if len(chosen) == 1:
        return redirect("lagesbild:municipality", chosen[0].slug)
    # The menu leads everybody here, so whoever has nothing to do here is told who has, and not refused.
    reports = not chosen and permissions.municipalities_to_report_in(request.user).exists()
    return render(request, "lagesbild/start.html", {"municipalities": chosen, "may_report": reports})


@require_safe
@member_required
def municipality(request: MemberRequest, slug: str) -> HttpResponse:
    """The parts of one municipality's lägesbild."""
    found = get_municipality(request, slug)
    groups = [
        (_("Samla in"), GATHER),
        (_("Förstå"), UNDERSTAND),
        (_("Besluta"), DECIDE),
    ]
    context = page(request, found, groups=groups)
    if context["may_write"]:
        context["next_steps"] = steps_of(found)
    return render(request, "lagesbild/municipality.html", context)
