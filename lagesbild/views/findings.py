"""Adding, changing, moving and removing what was said, in place with htmx or on a page of its own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from lagesbild.actions import findings as actions
from lagesbild.answers import answers_to
from lagesbild.forms.dialogues import EditFindingForm, NewFindingForm
from lagesbild.models import Dialogue, Finding
from lagesbild.views.base import (
    MemberRequest,
    made_by,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from lagesbild.views.dialogues import get_dialogue, get_own, url_of
from lagesbild.views.finding_rows import FindingList, FindingRow, listing
from organisations.actions.rows import StaleEdit


@require_http_methods(["GET", "POST"])
@member_required
def add(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Write down something that was said."""
    _municipality, dialogue = get_own(request, slug, pk)
    if _in_place(request) and "tom" in request.GET:
        # What "Avbryt" brings back in place of the form.
        return _partial(request, dialogue, "_finding_new.html")
    form: Any = NewFindingForm(posted_or_parked(request), dialogue=dialogue)
    if request.method == "POST" and form.is_valid():
        said = {"values": form.values(), "by": request.user, **form.key()}
        made = made_by(form, lambda: actions.add(dialogue, **said))
        if made is not None:
            return _saved(request, dialogue, made, _("Resultatet är sparat."), is_new=True)
    return _form(request, dialogue, form)


@require_safe
@member_required
def show(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """The row as it stands: what "Avbryt" brings back in place."""
    municipality, dialogue = get_dialogue(request, slug, pk)
    finding = _find(dialogue, row)
    if finding is None or not _in_place(request):
        return redirect(_back(dialogue, finding))
    may_edit = page(request, municipality)["may_write"] and dialogue.is_open
    return _partial(request, dialogue, "_finding.html", one=_row(dialogue, finding, may_edit), fresh=True)


@require_http_methods(["GET", "POST"])
@member_required
def edit(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Change it."""
    _municipality, dialogue = get_own(request, slug, pk)
    finding = _find(dialogue, row)
    if finding is None:
        return _gone(request, dialogue)
    form: Any = EditFindingForm(posted_or_parked(request), dialogue=dialogue)
    form.fill(finding)
    if request.method == "POST" and form.is_valid():
        said = {"values": form.values(), "by": request.user, **form.key()}
        saved = made_by(form, lambda: actions.change(finding, **said))
        if saved is not None:
            return _saved(request, dialogue, saved, _("Resultatet är sparat."))
    return _form(request, dialogue, form, finding)


@require_POST
@member_required
def move(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Let it change places with its neighbour."""
    _municipality, dialogue = get_own(request, slug, pk)
    finding = _find(dialogue, row)
    if finding is not None:
        try:
            actions.move(finding, up=request.POST.get("direction") != "down", by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
    if not _in_place(request):
        return redirect(_back(dialogue, finding))
    order = [f"resultat-{number}" for number in dialogue.findings.values_list("pk", flat=True)]
    detail = {"list": FindingList.dom_id, "order": order}
    return trigger_client_event(HttpResponse(status=204), "rows:moved", detail)


@require_http_methods(["GET", "POST"])
@member_required
def remove(request: MemberRequest, slug: str, pk: int, row: int) -> HttpResponse:
    """Remove it, after asking."""
    _municipality, dialogue = get_own(request, slug, pk)
    finding = _find(dialogue, row)
    if finding is None:
        return _gone(request, dialogue)
    if request.method == "POST":
        return _removed(request, dialogue, finding)
    context = {"one": _row(dialogue, finding, True), "back_url": _back(dialogue, finding)}
    if _in_place(request):
        return _partial(request, dialogue, "_finding_remove.html", **context)
    return _partial(request, dialogue, "finding_remove.html", **context)


def _removed(request: MemberRequest, dialogue: Dialogue, finding: Finding) -> HttpResponse:
    text = request.POST.get("edit_number", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    try:
        actions.remove(finding, edit_number=number, by=request.user)
    except StaleEdit:
        messages.warning(request, _("Någon annan hann ändra resultatet. Läs igenom innan du tar bort det."))
        return _still_there(request, dialogue, finding)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return _still_there(request, dialogue, finding)
    messages.success(request, _("Resultatet är borttaget."))
    if not _in_place(request):
        return redirect(_back(dialogue))
    response = _partial(request, dialogue, "_messages_only.html")
    return trigger_client_event(response, "rows:removed", {"list": FindingList.dom_id})


def _still_there(request: MemberRequest, dialogue: Dialogue, finding: Finding) -> HttpResponse:
    now = _find(dialogue, finding.pk)
    if now is None or not _in_place(request):
        return redirect(_back(dialogue, now))
    return _partial(request, dialogue, "_finding_saved.html", one=_row(dialogue, now, True), fresh=True)


# --- What they share ----------------------------------------------------------------------------------


def _in_place(request: MemberRequest) -> bool:
    """Whether only a part of the page is wanted."""
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.history_restore_request


def _find(dialogue: Dialogue, row: int) -> Finding | None:
    """The finding of this very dialogue; None when it is gone. Another dialogue's is 404, like a stranger's."""
    found = dialogue.findings.select_related("place").filter(pk=row).first()
    if found is None and Finding.objects.filter(pk=row).exists():
        raise Http404
    if found is not None:
        found.dialogue = dialogue
    return found


def _row(dialogue: Dialogue, finding: Finding, may_edit: bool) -> FindingRow:
    return FindingRow(finding, dialogue, may_edit, answers_to([finding]).get(finding.pk, []))


def _back(dialogue: Dialogue, finding: Finding | None = None) -> str:
    return url_of(dialogue) + (f"#resultat-{finding.pk}" if finding is not None else "#resultat")


def _gone(request: MemberRequest, dialogue: Dialogue) -> HttpResponse:
    messages.info(request, _("Resultatet är redan borttaget."))
    if _in_place(request):
        return _partial(request, dialogue, "_messages_only.html")
    return redirect(_back(dialogue))


def _partial(request: MemberRequest, dialogue: Dialogue, template: str, **more: Any) -> HttpResponse:
    context = page(request, dialogue.municipality, dialogue=dialogue, **more)
    context.setdefault("list", listing(dialogue, [], {}, may_edit=True))
    status = status_of(more["form"]) if "form" in more else 200
    return render(request, f"lagesbild/{template}", context, status=status)


def _form(
    request: MemberRequest, dialogue: Dialogue, form: Any, finding: Finding | None = None
) -> HttpResponse:
    context = {
        "form": form,
        "one": _row(dialogue, finding, True) if finding is not None else None,
        "title": _("Ändra resultatet") if finding is not None else _("Nytt resultat"),
        "action_url": request.get_full_path(),
        "back_url": _back(dialogue, finding),
    }
    template = "_finding_form.html" if _in_place(request) else "finding_form.html"
    response = _partial(request, dialogue, template, **context)
    if _in_place(request):
        # htmx shows no answer but a good one.
        response.status_code = 200
    return response


def _saved(
    request: MemberRequest, dialogue: Dialogue, finding: Finding, said: str, is_new: bool = False
) -> HttpResponse:
    messages.success(request, said)
    if not _in_place(request):
        return redirect(_back(dialogue, finding))
    finding.dialogue = dialogue
    row = _row(dialogue, finding, True)
    return _partial(request, dialogue, "_finding_saved.html", one=row, fresh=True, is_new=is_new)
