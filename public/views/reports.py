from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from promises.models import Promise
from public.actions import TooManyReports, report
from public.forms import FaultForm, ReportForm
from public.models import ReaderReport
from public.querysets import title_of


@never_cache
@require_http_methods(["GET", "POST"])
def report_error(request: HttpRequest, slug: str) -> HttpResponse:
    promise = get_object_or_404(Promise.objects.published(), slug=slug)
    form = ReportForm(request.POST or None)
    if form.is_valid() and _take(request, form, ReaderReport.Kind.ERROR, promise):
        return redirect("public:promise", slug)
    return render(
        request, "public/report_error.html", {"form": form, "slug": slug, "title": title_of(promise)}
    )


@never_cache
@require_http_methods(["GET", "POST"])
def report_fault(request: HttpRequest) -> HttpResponse:
    form = FaultForm(request.POST or None)
    if form.is_valid() and _take(request, form, ReaderReport.Kind.ACCESSIBILITY, None):
        return redirect("public:accessibility")
    return render(request, "public/report_fault.html", {"form": form})


def _take(request: HttpRequest, form: ReportForm, kind: str, promise: Promise | None) -> bool:
    """Store the report and thank for it. A program that fills in the hidden field is thanked too, for nothing."""
    data = form.cleaned_data
    try:
        if not form.is_from_a_program:
            report(
                kind=kind,
                text=data["text"],
                email=data["email"],
                page=data.get("page") or request.path,
                creation_key=data["creation_key"],
                promise=promise,
            )
    except TooManyReports as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Tack. Vi har fått det du skrev och läser det."))
    return True
