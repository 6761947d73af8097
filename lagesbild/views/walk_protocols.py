"""The protocol of a walk for the parties: page, PDF and Word."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from lagesbild import protocol
from lagesbild.models import SafetyWalk
from lagesbild.rendering import WORD_TYPE
from lagesbild.views.base import (
    MemberRequest,
    member_required,
    page,
)
from lagesbild.views.walks import get_walk
from lagesbild.walk_documents import compose


@require_safe
@member_required
def protocol_page(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The whole protocol, for the parties."""
    municipality, walk = get_walk(request, slug, pk)
    document = compose(walk)
    context = page(request, municipality, walk=walk, document=document, facts=protocol.facts(document).rows)
    return render(request, "lagesbild/walk_protocol.html", context)


@require_safe
@member_required
def protocol_pdf(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The whole protocol as PDF."""
    _municipality, walk = get_walk(request, slug, pk)
    return _file(protocol.pdf_of(compose(walk)), walk, "pdf", "application/pdf")


@require_safe
@member_required
def protocol_docx(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """The whole protocol as Word."""
    _municipality, walk = get_walk(request, slug, pk)
    return _file(protocol.docx_of(compose(walk)), walk, "docx", WORD_TYPE)


def _file(content: bytes, walk: SafetyWalk, suffix: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"protokoll-{slugify(walk.title)}-{walk.held_on.isoformat()}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
