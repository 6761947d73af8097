"""Reports to the council, the steering group, the assembly and citizens, and taking the data out."""

from __future__ import annotations

import json
from typing import Any

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from followup import exports, permissions
from followup.actions import telling
from followup.forms.telling import DeliverForm, ReportChoiceForm
from followup.models import Report
from followup.reports import ReportDocument, compose, present
from followup.reports.composing import promises_of
from followup.reports.permissions import check_makes_reports, reporting_organisations, reports_seen_by
from followup.views.base import MemberRequest, attempt, get_followed, member_required, posted_or_parked
from organisations.roles import Permission

PER_PAGE = 20
_FILES = {
    "csv": ("text/csv; charset=utf-8", exports.as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", exports.as_xlsx),
}


@require_safe
@member_required
def index(request: MemberRequest) -> HttpResponse:
    """The delivered reports that the person may read, the latest first."""
    found = reports_seen_by(request.user).select_related("organisation", "made_by").defer("canonical")
    context = {
        "page_obj": Paginator(found.order_by("-pk"), PER_PAGE).get_page(request.GET.get("sida")),
        "may_make": reporting_organisations(request.user).exists(),
    }
    return render(request, "followup/reports.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def make(request: MemberRequest) -> HttpResponse:
    """Choose a report and see it; deliver it when it is right."""
    organisations = reporting_organisations(request.user)
    check_makes_reports(request.user)
    if request.method == "POST":
        return _deliver(request, organisations)
    chosen = ReportChoiceForm(request.GET if "audience" in request.GET else None, organisations=organisations)
    return _choice(request, chosen)


def _deliver(request: MemberRequest, organisations: Any) -> HttpResponse:
    form = DeliverForm(posted_or_parked(request), organisations=organisations)
    if not form.is_valid():
        return _choice(request, form)
    made: list[Report] = []
    values = {**form.values(), **form.key()}
    if not attempt(form, lambda: made.append(telling.deliver(**values, by=request.user))):
        return _choice(request, form)
    return redirect("followup:report_delivered", made[0].pk)


def _choice(request: MemberRequest, form: ReportChoiceForm) -> HttpResponse:
    """The choices, and below them the report that they give."""
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        values = form.values()
        organisation, days = values["organisation"], (values["starts_on"], values["ends_on"])
        document = compose(
            organisation,
            promises_of(organisation, *days),
            audience=values["audience"],
            starts_on=days[0],
            ends_on=days[1],
            today=timezone.localdate(),
        )
        deliver = DeliverForm(
            initial=values | {"organisation": organisation.pk}, organisations=form.organisations
        )
        context |= {"presentation": present(document), "deliver": deliver}
    return render(request, "followup/report_make.html", context)


def _report(request: MemberRequest, pk: int) -> Report:
    return get_object_or_404(reports_seen_by(request.user), pk=pk)


@require_safe
@member_required
def delivered(request: MemberRequest, pk: int) -> HttpResponse:
    """A delivered report, as it was."""
    report = _report(request, pk)
    document = ReportDocument.from_dict(json.loads(report.canonical))
    context = {"report": report, "presentation": present(document, report.sha256)}
    return render(request, "followup/report.html", context)


@require_safe
@member_required
def file(request: MemberRequest, pk: int, kind: str) -> FileResponse:
    """The stored PDF or Word file."""
    report = _report(request, pk)
    stored = {"pdf": report.pdf, "docx": report.docx}.get(kind)
    if stored is None:
        raise Http404
    name = f"uppfoljning-{report.starts_on}-{report.ends_on}.{kind}"
    return FileResponse(stored.open("rb"), as_attachment=kind == "docx", filename=name)


@require_http_methods(["POST"])
@member_required
def export(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """Every report of a promise as a file. By POST, since it leaves an event."""
    found = get_followed(request, pk)
    permissions.check_can(request.user, Permission.MAKE_REPORT, found)
    if kind not in _FILES:
        raise Http404
    content_type, made = _FILES[kind]
    content = made(found)
    telling.note_export(found, file_format=kind, by=request.user)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{found.promise.slug}-rapporter.{kind}"'
    return response
