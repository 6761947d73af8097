"""What has happened to a promise, and each of its frozen texts."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from audit.models import Event
from promises import earlier, permissions
from promises.chronicle import entries
from promises.models import PromiseVersion
from promises.publication import publication_of
from promises.rendering import pdf_of
from promises.states import PUBLIC, Status
from promises.views.base import get_promise, get_working, member_required, page
from promises.views.steps import frozen_text, person, version_name

PER_PAGE = 50
# Texts that everybody who sees the promise may read whole. What was taken back is history, and for fewer.
SHOWN_TO_ALL = PUBLIC | {Status.FOR_SIGNATURE, Status.SIGNED}


@member_required
@require_GET
def history(request: HttpRequest, pk: int) -> HttpResponse:
    """Every event in readable Swedish, newest first, with the reasons that people gave."""
    revision = get_working(request, pk)
    permissions.check_can_view_history(person(request), revision)
    events = Event.objects.for_object(revision.promise).newest_first()
    page_obj = Paginator(events, PER_PAGE).get_page(request.GET.get("sida"))
    texts = PromiseVersion.objects.filter(revision__promise=revision.promise_id).select_related("revision")
    context = page(
        request,
        revision,
        page_obj=page_obj,
        entries=entries(page_obj.object_list),
        versions=[(version_name(text.revision), text) for text in texts.order_by("-pk")],
    )
    return render(request, "promises/history.html", context)


@member_required
@require_GET
def version(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """One frozen text as it was, with its signatures, void ones too, and what changed since the one before."""
    text = get_version(request, pk, version)
    permissions.check_can_view_history(person(request), text.revision)
    context = page(
        request,
        text.revision,
        version=text,
        name=version_name(text.revision),
        text=frozen_text(text),
        signatures=text.signatures.select_related("mandate").order_by("pk"),
        declines=text.declines.select_related("signatory__organisation", "declined_by"),
        withdrawal=getattr(text, "withdrawal", None),
        redactions=text.redactions.all(),
        differences=earlier.differences(text),
        may_redact=permissions.can_redact(person(request), text),
    )
    return render(request, "promises/version.html", context)


@member_required
@require_GET
def version_pdf(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """The frozen text as PDF: to read, and to print when somebody signs on paper."""
    text = get_version(request, pk, version)
    if text.revision.status not in SHOWN_TO_ALL:
        permissions.check_can_view_history(person(request), text.revision)
    content = pdf_of(publication_of(text), made_at=text.frozen_at)
    name = f"{text.revision.promise.slug}-{text.revision.number}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def get_version(request: HttpRequest, pk: int, version: int) -> PromiseVersion:
    """A frozen text of a promise that the person may see; else 404."""
    texts = PromiseVersion.objects.select_related("revision__promise")
    return get_object_or_404(texts, pk=version, revision__promise=get_promise(request, pk))
