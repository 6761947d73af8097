"""What an activity, a focus area and the promise as a whole answer and build on."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lagesbild.models import Cause, Dialogue, Finding, Problem
from organisations.actions.rows import StaleEdit
from organisations.models import Municipality
from promises import grounds
from promises.actions import linking
from promises.forms.links import BasisForm, GroundsForm, Offer, ProblemsForm, dialogue_label, finding_choice
from promises.models import (
    ActivityCause,
    ActivityProblem,
    FocusAreaProblem,
    PromiseBasis,
    PromiseFinding,
    Revision,
)
from promises.permissions.linking import check_can_link
from promises.views import focus_areas
from promises.views.activity_base import already_gone, find, list_url
from promises.views.base import get_working, member_required, page, posted_or_parked


@member_required
@require_http_methods(["GET", "POST"])
def activity(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The problems that an activity answers and the causes it acts on."""
    revision = _linkable(request, pk)
    shown = find(revision, row)
    if shown is None:
        return already_gone(request, revision)
    problems = _problems(request, revision)
    causes = list(Cause.objects.filter(problem__in=problems).order_by("position", "pk"))
    of = {"promise": revision.promise_id, "activity_key": shown.key}
    form = GroundsForm(
        posted_or_parked(request),
        problems=problems,
        causes=causes,
        chosen_problems=_numbers(ActivityProblem.objects.filter(**of), "problem"),
        chosen_causes=_numbers(ActivityCause.objects.filter(**of), "cause"),
    )
    if request.method == "POST" and form.is_valid():
        changes = {name: form.change_in(name) for name in ("problems", "causes")}
        if _tried(form, lambda: linking.change_grounds(shown, **changes, by=_user(request))):
            messages.success(request, _("Det är sparat vad aktiviteten svarar på."))
            return redirect(list_url(revision, shown))
    context = page(
        request, revision, "activities", form=form, activity=shown, back_url=list_url(revision, shown)
    )
    return render(request, "promises/grounds.html", context | _where(revision))


@member_required
@require_http_methods(["GET", "POST"])
def focus_area(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    """The problems that a focus area answers."""
    revision = _linkable(request, pk)
    area = focus_areas.find(revision, row)
    if area is None:
        return already_gone(request, revision)
    rows = FocusAreaProblem.objects.filter(promise=revision.promise_id, focus_area_key=area.key)
    form = ProblemsForm(
        posted_or_parked(request), problems=_problems(request, revision), chosen=_numbers(rows, "problem")
    )
    if request.method == "POST" and form.is_valid():
        change = form.change_in("problems")
        if _tried(form, lambda: linking.change_area_problems(area, problems=change, by=_user(request))):
            messages.success(request, _("Det är sparat vad fokusområdet svarar på."))
            return redirect(list_url(revision, area))
    context = page(request, revision, "activities", form=form, area=area, back_url=list_url(revision, area))
    return render(request, "promises/area_problems.html", context | _where(revision))


@member_required
@require_http_methods(["GET", "POST"])
def basis(request: HttpRequest, pk: int) -> HttpResponse:
    """What the promise as a whole builds on: what was said, adopted lägesbilder and agreements."""
    revision = _linkable(request, pk)
    form = BasisForm(posted_or_parked(request), offers=_offers(request, revision))
    if request.method == "POST" and form.is_valid():
        changes = {kind: form.change_of(kind) for kind in ("findings", "lagesbilder", "agreements")}
        if _tried(form, lambda: linking.change_basis(revision, **changes, by=_user(request))):
            messages.success(request, _("Det är sparat vad löftet bygger på."))
            return redirect("promises:dialogue", pk)
    return render(
        request, "promises/basis.html", page(request, revision, "dialogue", form=form) | _where(revision)
    )


def _linkable(request: HttpRequest, pk: int) -> Revision:
    revision = get_working(request, pk)
    check_can_link(_user(request), revision)
    return revision


def _user(request: HttpRequest) -> Any:
    return request.user


def _where(revision: Revision) -> dict[str, Any]:
    """The municipality whose lägesbild to go to when there is nothing to choose."""
    return {"municipality": Municipality.objects.filter(pk__in=grounds.municipalities_of(revision)).first()}


def _tried(form: Any, action: Any) -> bool:
    """Do it; what cannot be linked to is said in the form, with what was chosen kept."""
    try:
        action()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    except StaleEdit:
        form.add_error(None, _("Någon annan har tagit bort det här medan du valde. Gå tillbaka till löftet."))
        return False
    return True


def _numbers(rows: Any, name: str) -> list[int]:
    return list(rows.values_list(name, flat=True))


def _problems(request: HttpRequest, revision: Revision) -> list[Problem]:
    """What can be chosen: what is in use, the prioritised first."""
    found = grounds.linkable_problems(_user(request), revision).filter(
        is_active=True, joined_into__isnull=True
    )
    linked = grounds.linkable_problems(_user(request), revision).filter(
        activity_links__promise=revision.promise_id
    )
    rows = {one.pk: one for one in [*found, *linked.distinct()]}
    return sorted(rows.values(), key=lambda one: (one.priority != Problem.Priority.PRIORITISED, one.pk))


def _offers(request: HttpRequest, revision: Revision) -> list[Offer]:
    user = _user(request)
    rows = PromiseBasis.objects.filter(promise=revision.promise_id)
    lagesbilder = [
        (one.pk, _("%(title)s, antagen %(day)s") % {"title": one, "day": _day(one.decided_on)})
        for one in grounds.linkable_lagesbilder(user, revision)
    ]
    agreements = [(one.pk, str(one)) for one in grounds.linkable_agreements(user, revision)]
    chosen_pictures = _numbers(rows.filter(lagesbild__isnull=False), "lagesbild")
    chosen_agreements = _numbers(rows.filter(agreement__isnull=False), "agreement")
    offers = [
        *_said(request, revision),
        Offer("lagesbilder", _("Antagna lägesbilder"), lagesbilder, chosen_pictures),
        Offer("agreements", _("Samverkansöverenskommelser"), agreements, chosen_agreements),
    ]
    return [one for one in offers if one.choices]


def _said(request: HttpRequest, revision: Revision) -> list[Offer]:
    """One list for each dialogue, the latest first."""
    by_dialogue: dict[Dialogue, list[Finding]] = defaultdict(list)
    found = grounds.linkable_findings(_user(request), revision).select_related("dialogue")
    for one in found.order_by("-dialogue__starts_on", "dialogue", "position", "pk"):
        by_dialogue[one.dialogue].append(one)
    chosen = set(_numbers(PromiseFinding.objects.filter(promise=revision.promise_id), "finding"))
    return [
        Offer(
            f"findings_{dialogue.pk}",
            dialogue_label(dialogue),
            [finding_choice(one) for one in said],
            [one.pk for one in said if one.pk in chosen],
        )
        for dialogue, said in by_dialogue.items()
    ]


def _day(day: Any) -> str:
    return date_format(day, "j F Y") if day else ""
