"""The first pages: which municipalities, and one municipality's lägesbild."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lagesbild import permissions
from lagesbild.glance import glance_at
from lagesbild.next_steps import steps_of
from lagesbild.sections import DECIDE, GATHER, UNDERSTAND
from lagesbild.views.base import MemberRequest, get_municipality, member_required, page
from lagesbild.waiting import waiting_in
from organisations.models import Municipality
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
    reports = not chosen and permissions.may_report_somewhere(request.user)
    return render(request, "lagesbild/start.html", {"municipalities": chosen, "may_report": reports})


@require_safe
@member_required
def municipality(request: MemberRequest, slug: str) -> HttpResponse:
    """What waits in one municipality's lägesbild, and its parts with what they hold."""
    found = get_municipality(request, slug)
    today = timezone.localdate()
    lines = glance_at(found, request.user, today)
    parts = [(_("Samla in"), GATHER), (_("Förstå"), UNDERSTAND), (_("Besluta"), DECIDE)]
    groups = [(name, [(one, lines.get(one.url_name, "")) for one in sections]) for name, sections in parts]
    context = page(request, found, groups=groups)
    if context["may_write"]:
        this = Municipality.objects.filter(pk=found.pk)
        context["waiting"] = waiting_in(this, request.user, today)
        context["next_steps"] = steps_of(found)
    return render(request, "lagesbild/municipality.html", context)
