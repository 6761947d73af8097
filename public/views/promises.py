from __future__ import annotations

from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from followup.outcome import ROLL_UP_RULE, RULE, RULES
from followup.publication import public_follow_up
from promises.comparison import compare
from promises.documents import Document, Publication
from promises.models import PromiseVersion
from promises.presentation import present
from promises.publication import original_of, publication_of
from promises.rendering import pdf_of
from promises.states import CURRENT
from promises.thread import thread_of
from public import querysets as q
from public.caching import for_readers
from public.forms import FilterForm
from public.reading import area_names, cards, standing, timeline
from public.serializers import publication_json

PER_PAGE = 20
# Of what has happened, on the promise's own page.
LATEST = 6
_FILTERS = {
    "q": q.matching,
    "lan": q.in_county,
    "omrade": q.in_police_area,
    "amne": q.about,
    "ar": lambda versions, year: q.running_in(versions, int(year)),
}


@for_readers
def promises(request: HttpRequest) -> HttpResponse:
    form = FilterForm(request.GET)
    versions = q.current_versions()
    for name, value in form.chosen.items():
        versions = _FILTERS[name](versions, value)
    page = Paginator(q.for_cards(versions), PER_PAGE).get_page(request.GET.get("sida"))
    context = {"form": form, "page": page, "promises": cards(page.object_list), "filtered": bool(form.chosen)}
    return render(request, "public/promises.html", context)


@for_readers
def promise(request: HttpRequest, slug: str) -> HttpResponse:
    texts = _texts(slug)
    current = next((text for text in texts if text.revision.status in CURRENT), None)
    if current is None:
        raise Http404
    follow_up = public_follow_up(current)
    return _page(
        request,
        publication_of(current),
        texts,
        follow_up=follow_up,
        happened=timeline(follow_up)[:LATEST] if follow_up else [],
        rules=(RULE, *RULES, ROLL_UP_RULE),
        builds_on=thread_of(current),
    )


@for_readers
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    texts = _texts(slug)
    index = next((i for i, text in enumerate(texts) if text.revision.number == number), None)
    if index is None:
        raise Http404
    publication = publication_of(texts[index])
    before = texts[index + 1].document if index + 1 < len(texts) else None
    changes = compare(before, publication.document) if before else []
    return _page(request, publication, texts, changes=changes, before=before)


def _page(
    request: HttpRequest, publication: Publication, texts: list[PromiseVersion], **more: object
) -> HttpResponse:
    document = publication.document
    state, state_text = standing(document.period, publication.status)
    context = {
        "document": document,
        "publication": publication,
        "presentation": present(publication),
        "state": state,
        "state_text": state_text,
        "police": area_names(document),
        "versions": [_version_line(text) for text in texts],
        **_neighbours(document),
        "is_current": publication.status in CURRENT,
        **more,
    }
    return render(request, "public/promise.html", context)


def _texts(slug: str) -> list[PromiseVersion]:
    """Every public text of the promise, newest first. Nothing for a promise that is not public."""
    return list(q.texts_of(slug))


def _version_line(text: PromiseVersion) -> tuple[int, object]:
    day = text.revision.published_at
    return text.revision.number, timezone.localtime(day).date() if day else None


def _neighbours(document: Document) -> dict[str, object]:
    """What came before, with addresses where we know of any, and what came after."""
    public, after = q.neighbours(document.slug, [p.slug for p in document.predecessors if p.slug])
    before = []
    for one in document.predecessors:
        if one.slug in public:
            before.append((public[one.slug], f"/loften/{one.slug}/"))
        elif one.title:
            before.append((one.title, one.address))
    return {"predecessors": before, "successors": after}


def _current(slug: str) -> PromiseVersion:
    found = q.for_publication(q.current_versions().filter(revision__promise__slug=slug)).first()
    if found is None:
        raise Http404
    return found


@for_readers
def promise_json(request: HttpRequest, slug: str) -> HttpResponse:
    text = _current(slug)
    data = publication_json(text.canonical, publication_of(text), public_follow_up(text), thread_of(text))
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response


@for_readers
def version_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The frozen bytes, nothing added: their SHA-256 is the version's."""
    text = next((text for text in _texts(slug) if text.revision.number == number), None)
    if text is None:
        raise Http404
    response = HttpResponse(text.canonical.encode(), content_type="application/json")
    response["Access-Control-Allow-Origin"] = "*"
    return response


@for_readers
def promise_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    text = _current(slug)
    made_at = text.revision.published_at or text.frozen_at
    response = HttpResponse(pdf_of(publication_of(text), made_at=made_at), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug}.pdf"'
    return response


@for_readers
def picture(request: HttpRequest, slug: str) -> HttpResponseBase:
    shown = _current(slug).document.picture
    if shown is None or not default_storage.exists(shown.file):
        raise Http404
    return FileResponse(default_storage.open(shown.file))


@for_readers
def original(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The original of the text in force: not one that somebody has put in its place for a correction being written."""
    found = original_of(_current(slug))
    if found is None:
        raise Http404
    return FileResponse(default_storage.open(found), as_attachment=True)
