"""Starting a promise, the step about parties and period, and removing a draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from organisations.actions.rows import StaleEdit
from organisations.models import Municipality, PoliceArea
from organisations.permissions import seats_of
from promises import periods, permissions
from promises.actions import drafting
from promises.forms.basics import BasicsForm, NewPromiseForm
from promises.models import Revision
from promises.views import kinds
from promises.views.base import get_working, member_required, page, posted_or_parked, step_url
from promises.views.row_lists import listing
from promises.views.stale import compare

CHOICES = 50


@member_required
@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """First which municipality, when there is a choice; then a form that is already filled in."""
    allowed = permissions.may_create_in(request.user)
    municipality = chosen(request, allowed)
    if municipality is None:
        return choose_municipality(request, allowed, title=_("Nytt löfte"))
    form = NewPromiseForm(
        posted_or_parked(request), municipality=municipality, initial=_proposal(request, municipality)
    )
    if request.method == "POST" and form.is_valid():
        promise = drafting.create_promise(municipality, by=_user(request), **form.cleaned_data)
        messages.success(request, _("Utkastet är skapat. Ta ett steg i taget, i vilken ordning du vill."))
        return redirect("promises:detail", promise.pk)
    several = allowed.count() > 1
    return render(
        request, "promises/create.html", {"form": form, "municipality": municipality, "several": several}
    )


def _user(request: HttpRequest) -> Any:
    return request.user


def chosen(request: HttpRequest, allowed: Any) -> Municipality | None:
    code = request.GET.get("kommun", "")
    if code:
        return get_object_or_404(allowed, code=code)
    found = list(allowed[:2])
    if not found:
        raise PermissionDenied(
            _("Du kan inte börja på ett nytt löfte. Det kan samordnare och kommunpoliser.")
        )
    return found[0] if len(found) == 1 else None


def choose_municipality(request: HttpRequest, allowed: Any, *, title: str) -> HttpResponse:
    """Which municipality the promise is for; the choice leads back to the page that asked, called ``title``."""
    query = request.GET.get("q", "").strip()
    found = allowed.matching(query) if query else allowed
    context = {
        "title": title,
        "here": request.path,
        "municipalities": found[:CHOICES],
        "query": query,
        "many": allowed.count() > CHOICES,
        "cut": found.count() > CHOICES,
    }
    return render(request, "promises/choose_municipality.html", context)


def _proposal(request: HttpRequest, municipality: Municipality) -> dict[str, Any]:
    """What most would write: the municipality and the year that comes (in the first half, the year that is)."""
    today = timezone.localdate()
    year = today.year + (today.month > 6)
    areas = list(PoliceArea.objects.filter(municipalities=municipality, is_active=True))
    own = {seat.organisation_id for seat in seats_of(request.user)}
    mine = [area for area in areas if area.pk in own]
    return {
        "title": _("Medborgarlöfte %(municipality)s %(year)d")
        % {"municipality": municipality.name, "year": year},
        "period_text": str(year),
        **({"police_areas": mine} if mine else {}),
    }


@member_required
@require_http_methods(["GET", "POST"])
def basics(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_working(request, pk)
    form = BasicsForm(posted_or_parked(request), instance=revision, revision=revision)
    if request.method == "POST":
        permissions.check_can_edit(_user(request), revision)
        if form.is_valid():
            return _save_basics(request, revision, form)
    return render(request, "promises/basics.html", _basics_page(request, revision, form))


def _save_basics(request: HttpRequest, revision: Revision, form: BasicsForm) -> HttpResponse:
    values = form.values()
    try:
        saved = drafting.save_basics(revision, edit_number=form.edit_number, values=values, by=_user(request))
    except StaleEdit as stale:
        return compare(request, form, stale, back_url=request.path)
    if saved.period_text and not (saved.period_start or saved.period_end or saved.period_open_ended):
        words = _("Vi kunde inte läsa ut några datum ur ”%(text)s”. Fyll i dem under ”Ange datum själv”.")
        messages.warning(request, words % {"text": saved.period_text})
    messages.success(request, _("Sparat."))
    return redirect(step_url(request, saved, "basics"))


def _basics_page(request: HttpRequest, revision: Revision, form: BasicsForm) -> dict[str, Any]:
    may_edit = permissions.can_edit(request.user, revision)
    lists = {
        kind.accessor: listing(request, kind, revision, may_edit=may_edit)
        for kind in (kinds.PARTY, kinds.PLACE, kinds.PREDECESSOR)
    }
    picture = getattr(Revision.objects.select_related("picture").get(pk=revision.pk), "picture", None)
    days_touched = any(name in form.errors for name in BasicsForm.DAYS)
    reading = _reading(revision.period_text)
    return page(
        request,
        revision,
        "basics",
        form=form,
        picture=picture,
        reading=reading,
        # An open end needs a condition and a day of review, which are written there.
        open_days=days_touched or revision.period_open_ended,
        **lists,
    )


@member_required
@require_GET
def read_period(request: HttpRequest, pk: int) -> HttpResponse:
    """How the words of a period are read, while they are written."""
    get_working(request, pk)
    reading = _reading(request.GET.get("period_text", ""))
    return render(request, "promises/_period_reading.html", {"reading": reading})


def _reading(text: str) -> dict[str, Any]:
    """``words`` say our reading; empty when there is nothing to read or it cannot be read."""
    period = periods.parse(text) if text.strip() else None
    known = period is not None and (period.start or period.end or period.open_ended)
    return {"text": text.strip(), "words": periods.describe(period) if period is not None and known else ""}


@member_required
@require_http_methods(["GET", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_working(request, pk)
    permissions.check_can_delete_draft(_user(request), revision)
    if request.method == "POST":
        gone = drafting.delete_draft(revision, by=_user(request))
        messages.success(request, _("Utkastet är borttaget."))
        return redirect(reverse("promises:list") if gone else reverse("promises:detail", args=[pk]))
    alone = not revision.promise.revisions.exclude(pk=revision.pk).exists()
    return render(request, "promises/delete.html", page(request, revision, alone=alone))
