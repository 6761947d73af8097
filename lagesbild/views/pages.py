"""What the pages of documents share: where one is, a form on a page of its own, a question before something goes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lagesbild.documents import LagesbildDocument, PlanDocument
from lagesbild.rendering import WORD_TYPE, docx_of, pdf_of
from lagesbild.views.base import MemberRequest, page, status_of
from organisations.forms.base import ActionForm
from organisations.models import Municipality
from pdf.blocks import Presentation

Trail = list[dict[str, str]]


def trail(municipality: Municipality, *more: tuple[Any, str]) -> Trail:
    """The links above a page: Lägesbild, the municipality, and ``more`` as text and address."""
    first = [
        (_("Lägesbild"), reverse("lagesbild:start")),
        (municipality.display_name, reverse("lagesbild:municipality", args=[municipality.slug])),
    ]
    return [{"text": str(text), "url": url} for text, url in (*first, *more)]


def show_form(
    request: MemberRequest,
    municipality: Municipality,
    form: ActionForm,
    *,
    title: str,
    links: Trail,
    **extra: Any,
) -> HttpResponse:
    """A form on a page of its own. ``extra``: lead, guide, button, tone, remove_url, remove_text, is_file."""
    context = page(
        request, municipality, form=form, title=title, links=links, back_url=links[-1]["url"], **extra
    )
    return render(request, "lagesbild/document_form.html", context, status=status_of(form))


def ask_first(
    request: MemberRequest,
    municipality: Municipality,
    *,
    title: str,
    text: str,
    button: str,
    links: Trail,
    why_not: str = "",
) -> HttpResponse:
    """A page that asks before something is removed, or says why it cannot be."""
    context = page(
        request,
        municipality,
        title=title,
        text=text,
        button=button,
        links=links,
        back_url=links[-1]["url"],
        why_not=why_not,
    )
    return render(request, "lagesbild/document_ask.html", context)


def file_response(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file: a PDF is shown in the browser, others are saved."""
    shown = "inline" if content_type == "application/pdf" else "attachment"
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'{shown}; filename="{name}"'
    return response


def document_file(
    kind: str, shown: Presentation, document: LagesbildDocument | PlanDocument, *, title: str, name: str
) -> HttpResponse:
    """The document as ``kind``: pdf or docx, else 404. ``title`` is the word for it, ``name`` the file's."""
    author = document.municipality
    if kind == "pdf":
        content = pdf_of(shown, kind=title, author=author, demonstration=document.demonstration)
        return file_response(content, "application/pdf", f"{name}.pdf")
    if kind == "docx":
        return file_response(docx_of(shown, author=author), WORD_TYPE, f"{name}.docx")
    raise Http404
