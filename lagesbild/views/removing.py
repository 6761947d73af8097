"""Asking before what was written by mistake is removed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lagesbild import permissions
from lagesbild.actions import removing as actions
from lagesbild.models import CooperationAgreement, Place, Series
from lagesbild.removal import refusal
from lagesbild.views.base import MemberRequest, get_municipality, member_required
from lagesbild.views.dialogues import get_own
from lagesbild.views.pages import ask_first, trail
from organisations.models import Municipality
from organisations.roles import Permission


@require_http_methods(["GET", "POST"])
@member_required
def remove_dialogue(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    municipality, dialogue = get_own(request, slug, pk)
    number = dialogue.findings.count()
    text = _("”%(title)s” försvinner, med allt som är inskrivet om den: %(number)d resultat.")
    where = _("Dialoger"), "dialogues", "dialogue"
    words = text % {"title": dialogue.title, "number": number}
    return _ask(request, municipality, dialogue, actions.remove_dialogue, where, words)


@require_http_methods(["GET", "POST"])
@member_required
def remove_place(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    municipality = _writers(request, slug)
    place = get_object_or_404(
        Place.objects.select_related("municipality", "owner"), municipality=municipality, pk=pk
    )
    words = _("”%(title)s” försvinner ur kommunens platser.") % {"title": place.name}
    return _ask(request, municipality, place, actions.remove_place, (_("Platser"), "places", "place"), words)


@require_http_methods(["GET", "POST"])
@member_required
def remove_agreement(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    municipality = _writers(request, slug)
    rows = CooperationAgreement.objects.select_related("municipality")
    agreement = get_object_or_404(rows, municipality=municipality, pk=pk)
    words = _("”%(title)s” försvinner, med sin fil. En överenskommelse som har gällt ska bevaras.")
    where = _("Överenskommelser"), "agreements", "agreement"
    told = words % {"title": agreement.title}
    return _ask(request, municipality, agreement, actions.remove_agreement, where, told)


@require_http_methods(["GET", "POST"])
@member_required
def remove_series(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    municipality = _writers(request, slug)
    series = get_object_or_404(
        Series.objects.select_related("municipality"), municipality=municipality, pk=pk
    )
    words = _("”%(title)s” försvinner med alla sina värden: %(number)d stycken.")
    told = words % {"title": series.title, "number": series.figures.count()}
    return _ask(
        request, municipality, series, actions.remove_series, (_("Statistik"), "statistics", ""), told
    )


def _writers(request: MemberRequest, slug: str) -> Municipality:
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    return municipality


def _ask(
    request: MemberRequest,
    municipality: Municipality,
    row: Any,
    action: Callable[..., None],
    where: tuple[str, str, str],
    text: str,
) -> HttpResponse:
    """Ask, or say why not; ``where``: the list's name and address, and the row's own page if it has one."""
    name, list_name, page_name = where
    list_url = reverse(f"lagesbild:{list_name}", args=[municipality.slug])
    links = trail(municipality, (name, list_url))
    if page_name:
        links = [
            *links,
            {"text": str(row), "url": reverse(f"lagesbild:{page_name}", args=[municipality.slug, row.pk])},
        ]
    why_not = refusal(row)
    if request.method == "POST":
        try:
            action(row, by=request.user)
        except ValidationError as error:
            why_not = " ".join(error.messages)
        else:
            messages.success(request, _("%(title)s är borttagen.") % {"title": row})
            return redirect(list_url)
    return ask_first(
        request,
        municipality,
        title=_("Ta bort %(title)s?") % {"title": row},
        text=text,
        button=_("Ta bort"),
        links=links,
        why_not=why_not,
    )
