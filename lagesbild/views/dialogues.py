"""The dialogues of a municipality: all of them, one, writing it, counting whom it reached, closing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild import permissions
from lagesbild.actions import dialogues as actions
from lagesbild.answers import answers_to, unanswered, waiting
from lagesbild.breakdowns import table_of
from lagesbild.findings import dialogues_read_by
from lagesbild.forms.dialogues import BreakdownForm, DialogueForm, NewDialogueForm, ReopenForm
from lagesbild.models import Dialogue, Finding
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    get_municipality,
    made_by,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from lagesbild.views.finding_rows import listing
from organisations.forms.base import ActionForm
from organisations.models import Municipality
from organisations.roles import Permission

PER_PAGE = 20


def get_dialogue(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, Dialogue]:
    """A dialogue that the person may read, with its municipality; else 404."""
    municipality = get_municipality(request, slug)
    found = dialogues_read_by(request.user, municipality).select_related(
        "owner", "place", "closed_by", "secrecy_by", "walk"
    )
    dialogue = get_object_or_404(found, id=pk)
    dialogue.municipality = municipality
    return municipality, dialogue


def get_own(request: MemberRequest, slug: str, pk: int) -> tuple[Municipality, Dialogue]:
    """The same, once the person writes for the dialogue's owner."""
    municipality, dialogue = get_dialogue(request, slug, pk)
    permissions.check_owner(request.user, municipality, dialogue.owner)
    return municipality, dialogue


def url_of(dialogue: Dialogue, name: str = "dialogue") -> str:
    """The dialogue's page, or another of its addresses by name."""
    return reverse(f"lagesbild:{name}", args=[dialogue.municipality.slug, dialogue.pk])


@require_safe
@member_required
def index(request: MemberRequest, slug: str) -> HttpResponse:
    """Every dialogue that the person may read, the latest first, with how many findings wait for an answer."""
    municipality = get_municipality(request, slug)
    rows = dialogues_read_by(request.user, municipality).select_related("owner", "place")
    shown = Paginator(rows.annotate(finding_count=Count("findings")), PER_PAGE).get_page(
        request.GET.get("sida")
    )
    counts: dict[int, int] = {}
    for finding in unanswered(list(Finding.objects.filter(dialogue__in=[row.pk for row in shown]))):
        counts[finding.dialogue_id] = counts.get(finding.dialogue_id, 0) + 1
    found = [(row, counts.get(row.pk, 0)) for row in shown]
    context = page(request, municipality, page_obj=shown, rows=found)
    return render(request, "lagesbild/dialogues.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def add(request: MemberRequest, slug: str) -> HttpResponse:
    """Write a dialogue that has been held or is planned."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    parties = permissions.speaks_for(request.user, municipality)
    form: Any = NewDialogueForm(
        posted_or_parked(request), municipality=municipality, parties=parties, owners=parties
    )
    if request.method == "POST" and form.is_valid():
        said = {"owner": form.owner_of(), "values": form.values(), **form.key()}
        made = made_by(form, lambda: actions.add(municipality, by=request.user, **said))
        if made is not None:
            messages.success(request, _("Dialogen är sparad. Skriv in vad som sades."))
            return redirect(url_of(made))
    context = page(request, municipality, form=form, title=_("Ny dialog"))
    return render(request, "lagesbild/dialogue_form.html", context, status=status_of(form))


@require_safe
@member_required
def detail(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """One dialogue: whom it reached, what was said, and the answer to each finding."""
    municipality, dialogue = get_dialogue(request, slug, pk)
    return render(request, "lagesbild/dialogue.html", detail_page(request, municipality, dialogue))


def detail_page(
    request: MemberRequest, municipality: Municipality, dialogue: Dialogue, **more: Any
) -> dict[str, Any]:
    """The context of a dialogue's page, also for the pages that show it with a form in it."""
    counted = list(dialogue.breakdown.all())
    findings = list(dialogue.findings.select_related("place"))
    context = page(request, municipality, dialogue=dialogue, **more)
    is_own = context["may_write"] and dialogue.owner in permissions.speaks_for(request.user, municipality)
    may_edit = is_own and dialogue.is_open
    answers = answers_to(findings)
    return context | {
        "is_own": is_own,
        "walk": getattr(dialogue, "walk", None),
        "may_edit": may_edit,
        "breakdown": table_of(counted, dialogue.reached, public=False),
        "public_breakdown": table_of(counted, dialogue.reached, public=True),
        "list": listing(dialogue, findings, answers, may_edit=may_edit),
        "waiting": len(waiting(findings, answers)),
        "import_url": url_of(dialogue, "import_answers") if may_edit else "",
    }


@require_http_methods(["GET", "POST"])
@member_required
def edit(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Change a dialogue that is open."""
    municipality, dialogue = get_own(request, slug, pk)
    if not dialogue.is_open:
        return _is_closed(request, dialogue)
    parties = permissions.speaks_for(request.user, municipality)
    form: Any = DialogueForm(posted_or_parked(request), municipality=municipality, parties=parties)
    form.fill(dialogue)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(
            form, lambda: actions.change(dialogue, values=form.values(), by=request.user, **form.key())
        )
    ):
        messages.success(request, _("Dialogen är sparad."))
        return redirect(url_of(dialogue))
    context = page(request, municipality, form=form, dialogue=dialogue, title=_("Ändra dialogen"))
    return render(request, "lagesbild/dialogue_form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def breakdown(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """How many of each sex and age, all on one page."""
    municipality, dialogue = get_own(request, slug, pk)
    if not dialogue.is_open:
        return _is_closed(request, dialogue)
    form: Any = BreakdownForm(posted_or_parked(request), dialogue=dialogue)
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: actions.count(dialogue, rows=form.counts(), by=request.user, **form.key()))
    ):
        messages.success(request, _("Fördelningen är sparad."))
        return redirect(url_of(dialogue) + "#fordelning")
    context = page(request, municipality, form=form, dialogue=dialogue)
    return render(request, "lagesbild/dialogue_breakdown.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def close(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Close the dialogue, once every finding has an answer; else say which have none."""
    municipality, dialogue = get_own(request, slug, pk)
    form: Any = ActionForm(posted_or_parked(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and attempt(form, lambda: actions.close_when_answered(dialogue, by=request.user))
    ):
        messages.success(request, _("Dialogen är avslutad."))
        return redirect(url_of(dialogue))
    left = unanswered(list(dialogue.findings.all())) if dialogue.is_open else []
    context = page(request, municipality, form=form, dialogue=dialogue, waiting=left)
    return render(request, "lagesbild/dialogue_close.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def reopen(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Open a closed dialogue again, with the reason."""
    municipality, dialogue = get_own(request, slug, pk)
    form: Any = ReopenForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if attempt(form, lambda: actions.reopen(dialogue, by=request.user, **values)):
            messages.success(request, _("Dialogen är öppen igen."))
            return redirect(url_of(dialogue))
    context = page(request, municipality, form=form, dialogue=dialogue)
    return render(request, "lagesbild/dialogue_reopen.html", context, status=status_of(form))


def _is_closed(request: MemberRequest, dialogue: Dialogue) -> HttpResponse:
    messages.info(request, _("Dialogen är avslutad. Öppna den igen om något ska ändras."))
    return redirect(url_of(dialogue))
