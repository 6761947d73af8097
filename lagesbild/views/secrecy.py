"""What is marked secret, what was handed to others, and what has been weeded."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild import permissions
from lagesbild.actions import sharing
from lagesbild.forms.secrecy import SharingForm
from lagesbild.models import Dialogue, Disposal, Lagesbild, Problem
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from organisations.roles import Permission

PER_PAGE = 50


@require_safe
@member_required
def secrecy(request: MemberRequest, slug: str) -> HttpResponse:
    """Three lists: markings, what was handed over, protocols of weeding."""
    municipality = get_municipality(request, slug)
    marked: list[Any] = []
    for model in (Dialogue, Problem, Lagesbild):
        rows: Any = model.objects.filter(municipality=municipality).exclude(secrecy_provision="")
        marked += permissions.readable(request.user, rows).select_related("secrecy_by")
    shared = permissions.sharings_seen_by(request.user, municipality).select_related("owner", "noted_by")
    context = page(
        request,
        municipality,
        marked=[(one._meta.verbose_name, one) for one in marked],
        shared=Paginator(shared, PER_PAGE).get_page(request.GET.get("sida")),
        disposals=list(Disposal.objects.filter(municipality=municipality)[:PER_PAGE]),
        may_share=permissions.can(request.user, Permission.SHARE_LAGESBILD, municipality),
    )
    return render(request, "lagesbild/secrecy.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def share(request: MemberRequest, slug: str) -> HttpResponse:
    """Note that something was handed to another authority."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.SHARE_LAGESBILD, municipality)
    form = SharingForm(posted_or_parked(request), owners=permissions.speaks_for(request.user, municipality))
    if request.method == "POST" and form.is_valid():
        values: Any = form.values()
        owner = values.pop("owner")
        said: dict[str, Any] = {"owner": owner, "values": values, "by": request.user, **form.key()}
        if attempt(form, lambda: sharing.note(municipality, **said)):
            messages.success(request, _("Utlämnandet är antecknat."))
            return redirect("lagesbild:secrecy", slug)
    context = page(request, municipality, form=form)
    return render(request, "lagesbild/share.html", context, status=status_of(form))
