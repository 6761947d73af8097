"""Event reports: told on a phone, read in lists, corrected and removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild import permissions
from lagesbild.actions import reports as actions
from lagesbild.forms.reports import CorrectForm, RemoveForm, ReportFilterForm, ReportForm, now
from lagesbild.models import IncidentReport
from lagesbild.reported import (
    chosen,
    most_reported,
    on_map,
    places_of,
    places_on_map,
    places_to_report,
    reports_of,
    sources_in,
)
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from lagesbild.views.maps import asks_for_position
from organisations.models import Municipality
from organisations.roles import Permission

PER_PAGE = 50
MOST_MUNICIPALITIES = 300


# --- Telling -----------------------------------------------------------------------------------------


@require_safe
@member_required
def choose(request: MemberRequest) -> HttpResponse:
    """Where did it happen? Straight on for who reports in one municipality."""
    found = permissions.municipalities_to_report_in(request.user).order_by("sort_key")
    municipalities = list(found[:MOST_MUNICIPALITIES])
    if not municipalities:
        raise PermissionDenied(permissions.REFUSALS[Permission.REPORT_INCIDENT])
    if len(municipalities) == 1:
        return redirect("lagesbild:tell", municipalities[0].slug)
    return render(request, "lagesbild/report_choose.html", {"municipalities": municipalities})


@require_http_methods(["GET", "POST"])
@member_required
@asks_for_position
def tell(request: MemberRequest, slug: str) -> HttpResponse:
    """The reporter's form."""
    municipality = _reported_in(request, slug)
    places = places_to_report(municipality, request.user)
    organisations = permissions.reporting_organisations(request.user, municipality).order_by("sort_key")
    form = ReportForm(
        posted_or_parked(request),
        places=places,
        common=most_reported(municipality, places),
        organisations=list(organisations),
        initial=now(),
    )
    earlier = _just_written(request, municipality)
    if earlier is not None:
        form.keep(earlier)
    if request.method == "POST" and form.is_valid():
        told: list[IncidentReport] = []
        if attempt(form, lambda: told.append(_told(request, municipality, form))):
            return _saved(request, told[0])
    context = {
        "municipality": municipality,
        "form": form,
        "earlier": earlier,
        "places_on_map": places_on_map(places),
    }
    return render(request, "lagesbild/report_form.html", context)


def _reported_in(request: MemberRequest, slug: str) -> Municipality:
    """The municipality, for who reports in it: 403 for who only reads its lägesbild, 404 for strangers."""
    found = permissions.municipalities_to_report_in(request.user).filter(slug=slug).first()
    if found is None:
        get_municipality(request, slug)
        raise PermissionDenied(permissions.REFUSALS[Permission.REPORT_INCIDENT])
    return found


def _just_written(request: MemberRequest, municipality: Municipality) -> IncidentReport | None:
    """The report that this one follows upon, when it is the person's own."""
    number = request.GET.get("efter", "")
    if not number.isascii() or not number.isdecimal():
        return None
    own = IncidentReport.objects.filter(reporter=request.user, municipality=municipality)
    return own.select_related("owner", "place").filter(pk=number).first()


def _told(request: MemberRequest, municipality: Municipality, form: ReportForm) -> IncidentReport:
    return actions.tell(
        municipality,
        owner=form.chosen_owner,
        values=form.values(),  # type: ignore[arg-type]
        is_sure=form.cleaned_data["is_sure"],
        by=request.user,
        **form.key(),
    )


def _saved(request: MemberRequest, report: IncidentReport) -> HttpResponse:
    messages.success(request, _("Tack, rapporten är sparad."))
    if "again" in request.POST:
        address = reverse("lagesbild:tell", args=[report.municipality.slug])
        return redirect(f"{address}?efter={report.pk}")
    return redirect("lagesbild:report", report.pk)


# --- Reading -----------------------------------------------------------------------------------------


@require_safe
@member_required
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """The reports of a municipality, the latest first, by what the reader asks for."""
    municipality = get_municipality(request, slug)
    form = filter_form(request.GET, municipality)
    found = chosen(reports_of(municipality), wanted(form), request.user).select_related("place", "owner")
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    filtered_by = [(name, value) for name in form.fields for value in request.GET.getlist(name) if value]
    context = page(
        request,
        municipality,
        form=form,
        page_obj=page_obj,
        points=on_map(page_obj.object_list),
        filtered_by=filtered_by,
        is_filtered=bool(filtered_by),
        opens_filter=bool(filtered_by or form.errors),
        may_report=permissions.municipalities_to_report_in(request.user).filter(pk=municipality.pk).exists(),
        may_share=permissions.can(request.user, Permission.SHARE_LAGESBILD, municipality),
        file_kinds=[("xlsx", _("Hämta för Excel")), ("csv", _("Hämta som CSV"))],
    )
    return render(request, "lagesbild/reports.html", context)


def filter_form(data: Any, municipality: Municipality) -> ReportFilterForm:
    """What a list is asked for, bound so that a wrong date is said."""
    return ReportFilterForm(data, places=places_of(municipality), sources=sources_in(municipality))


def wanted(form: ReportFilterForm) -> dict[str, Any]:
    """What the filter asks for, without what could not be read."""
    form.is_valid()
    return {name: value for name, value in form.cleaned_data.items() if name not in form.errors}


@require_safe
@member_required
def own(request: MemberRequest) -> HttpResponse:
    """What the person's own organisation has reported, wherever."""
    organisations = permissions.own_organisations(request.user, Permission.REPORT_INCIDENT)
    if not organisations and not request.user.is_superuser:
        raise PermissionDenied(permissions.REFUSALS[Permission.REPORT_INCIDENT])
    found = IncidentReport.objects.filter(owner__in=organisations)
    found = found.select_related("place", "municipality", "owner")
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "lagesbild/reports_own.html", {"page_obj": page_obj})


def _report(request: MemberRequest, pk: int) -> IncidentReport:
    seen = permissions.reports_seen_by(request.user)
    return get_object_or_404(seen.select_related("municipality", "owner", "place", "reporter"), pk=pk)


@require_safe
@member_required
def report(request: MemberRequest, pk: int) -> HttpResponse:
    """One report."""
    found = _report(request, pk)
    context = {
        "report": found,
        "municipality": found.municipality,
        "points": on_map([found]),
        "may_read": permissions.can(request.user, Permission.VIEW_LAGESBILD, found.municipality),
        "may_change": permissions.can_change_report(request.user, found),
        "is_own": found.reporter_id == request.user.pk,
    }
    return render(request, "lagesbild/report.html", context)


# --- Correcting and removing -------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
@member_required
@asks_for_position
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    """Correct one's own report, or any of the lägesbild that one writes."""
    found = _report(request, pk)
    permissions.check_can_change_report(request.user, found)
    places = places_to_report(found.municipality, request.user)
    if found.place and found.place not in places:
        places = [found.place, *places]
    form = CorrectForm(posted_or_parked(request), places=places)
    form.fill(found)
    if request.method == "POST" and form.is_valid():
        said = {"values": form.values(), "is_sure": form.cleaned_data["is_sure"], **form.key()}
        if attempt(form, lambda: actions.correct(found, by=request.user, **said)):
            messages.success(request, _("Rapporten är rättad."))
            return redirect("lagesbild:report", pk)
    context = {
        "municipality": found.municipality,
        "form": form,
        "report": found,
        "places_on_map": places_on_map(places),
    }
    return render(request, "lagesbild/report_form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Remove a report for good, with a reason."""
    found = _report(request, pk)
    permissions.check_can_change_report(request.user, found)
    form = RemoveForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        actions.remove(found, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Rapporten är borttagen."))
        return redirect(_list_of(request, found.municipality))
    context = {"municipality": found.municipality, "form": form, "report": found}
    return render(request, "lagesbild/report_remove.html", context)


def _list_of(request: MemberRequest, municipality: Municipality) -> str:
    if permissions.can(request.user, Permission.VIEW_LAGESBILD, municipality):
        return reverse("lagesbild:reports", args=[municipality.slug])
    return reverse("lagesbild:own_reports")
