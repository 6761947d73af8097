"""Taking the reports out as a file."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lagesbild import exports, permissions
from lagesbild.actions.reports import note_export
from lagesbild.reported import chosen, reports_of
from lagesbild.views.base import MemberRequest, get_municipality, member_required
from lagesbild.views.reports import filter_form, wanted
from organisations import sheets
from organisations.roles import Permission


@require_POST
@member_required
def reports(request: MemberRequest, slug: str, kind: str) -> HttpResponse:
    """The list as it is filtered, as a file. By POST, since it leaves an event."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.SHARE_LAGESBILD, municipality)
    if kind not in sheets.CONTENT_TYPES:
        raise Http404
    form = filter_form(request.POST, municipality)
    found = chosen(reports_of(municipality), wanted(form), request.user)
    count = found.count()
    if form.errors or count > exports.MOST_ROWS:
        messages.error(request, _wrong(count, bool(form.errors)))
        return redirect(reverse("lagesbild:reports", args=[slug]))
    columns, made = exports.columns(), exports.rows(found)
    content = (
        sheets.as_csv(columns, made)
        if kind == "csv"
        else sheets.as_xlsx(_("Händelser"), columns, made, exports.WIDTHS)
    )
    note_export(municipality, file_format=kind, count=count, by=request.user)
    response = HttpResponse(content, content_type=sheets.CONTENT_TYPES[kind])
    name = f"handelser-{municipality.slug}-{timezone.localdate()}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _wrong(count: int, unreadable: bool) -> str:
    if unreadable:
        return _("Filtret gick inte att läsa. Välj på nytt och hämta sedan filen.")
    return _("Listan har %(count)d händelser, och en fil rymmer %(most)d. Välj en kortare period.") % {
        "count": count,
        "most": exports.MOST_ROWS,
    }
