"""The protocols of safety walks that have been published."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from lagesbild import protocol
from lagesbild.models import WalkPoint
from lagesbild.views.walk_points import sent
from lagesbild.walk_documents import WalkDocument, public_document
from lagesbild.walks import public_walk_points
from public.caching import for_readers


@for_readers
def walk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    document = _found(slug, pk)
    context = {"document": document, "facts": protocol.facts(document).rows}
    return render(request, "public/walk.html", context)


@for_readers
def walk_pdf(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    response = HttpResponse(protocol.pdf_of(_found(slug, pk)), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="trygghetsvandring-{pk}.pdf"'
    return response


@for_readers
def walk_picture(request: HttpRequest, slug: str, pk: int, point: int) -> FileResponse:
    """The picture of a point that everybody may read; 404 for any other."""
    found: WalkPoint = get_object_or_404(public_walk_points(slug, pk), id=point)
    return sent(found)


def _found(slug: str, pk: int) -> WalkDocument:
    document = public_document(slug, pk)
    if document is None:
        raise Http404
    return document
