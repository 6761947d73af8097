"""Problems: the list, one of them, writing, deciding and ending it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit.models import Event
from audit.presenters import lines
from lagesbild import permissions
from lagesbild.actions import merging, prioritising, problems
from lagesbild.cause_tree import tree_of
from lagesbild.forms.prioritising import DecisionForm
from lagesbild.forms.problems import NewProblemForm, ProblemForm, ReasonForm
from lagesbild.models import Problem
from lagesbild.problem_permissions import (
    check_can_edit,
    check_can_weigh,
    is_shared,
    readable_findings,
    readable_problems,
)
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
from lagesbild.views.problem_base import Found, get_problem, problem_page
from organisations.forms.base import EditForm
from organisations.models import Municipality, Organisation
from organisations.roles import Permission
from organisations.themes import Theme

PER_PAGE = 40
UNDECIDED = "obeslutat"


@require_safe
@member_required
def problem_list(request: MemberRequest, slug: str) -> HttpResponse:
    """The municipality's problems that the person may read, by whose they are, decision and theme."""
    municipality = get_municipality(request, slug)
    chosen = {name: request.GET.get(name, "") for name in ("vems", "beslut", "amne", "visa")}
    rows = _filtered(readable_problems(request.user, municipality), municipality, chosen)
    rows = rows.select_related("owner", "analysis").prefetch_related("places", "joined__owner")
    found = Paginator(rows, PER_PAGE).get_page(request.GET.get("sida"))
    context = page(
        request,
        municipality,
        page_obj=found,
        chosen=chosen,
        is_filtered=any(chosen.values()),
        whose=_whose(),
        priorities=[(value or UNDECIDED, label) for value, label in Problem.Priority.choices],
        themes=Theme.choices,
    )
    return render(request, "lagesbild/problems.html", context)


def _whose() -> list[tuple[str, str]]:
    return [("gemensamma", _("Gemensamma")), ("kommunen", _("Kommunens")), ("polisen", _("Polisens"))]


def _filtered(
    rows: QuerySet[Problem], municipality: Municipality, chosen: dict[str, str]
) -> QuerySet[Problem]:
    rows = rows.filter(is_active=chosen["visa"] != "avslutade", joined_into__isnull=True)
    whose: dict[str, dict[str, Any]] = {
        "gemensamma": {"is_joint": True},
        "kommunen": {"is_joint": False, "owner": municipality.pk},
        "polisen": {"is_joint": False, "owner__kind": Organisation.Kind.POLICE_AREA},
    }
    rows = rows.filter(**whose.get(chosen["vems"], {}))
    if chosen["amne"] in Theme:
        rows = rows.filter(theme=chosen["amne"])
    priorities = {value or UNDECIDED: value for value in Problem.Priority.values}
    if chosen["beslut"] in priorities:
        rows = rows.filter(priority=priorities[chosen["beslut"]])
    return rows


@require_safe
@member_required
def problem_detail(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """One problem with its sources, what was said about it, what it was made of and how far its analysis has come."""
    found = get_problem(request, slug, problem)
    one = found.problem
    readable = readable_problems(request.user, found.municipality)
    may_weigh = permissions.can(request.user, Permission.WRITE_LAGESBILD, found.municipality)
    causes = list(one.causes.all())
    context = problem_page(
        request,
        found,
        sources=list(one.sources.all()),
        places=list(one.places.all()),
        findings=list(readable_findings(request.user, found.municipality).filter(problems=one)),
        originals=list(readable.filter(joined_into=one).select_related("owner")),
        nodes=tree_of(causes),
        analysis=getattr(one, "analysis", None),
        may_decide=may_weigh and is_shared(one) and one.is_active and not one.joined_into_id,
        may_unjoin=may_weigh,
        may_resume=may_weigh and not one.is_active,
    )
    return render(request, "lagesbild/problem.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def problem_new(request: MemberRequest, slug: str) -> HttpResponse:
    """Write a new problem for one's own party."""
    municipality = get_municipality(request, slug)
    permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
    given = choices(request, municipality)
    form = NewProblemForm(posted_or_parked(request), owners=given["parties"], **given)
    if request.method == "POST" and form.is_valid():
        values = {"values": form.values(), "by": request.user, **form.key()}
        made = made_by(form, lambda: problems.create(municipality, owner=form.owner_of(), **values))
        if made is not None:
            messages.success(request, _("Problemet är sparat."))
            return redirect("lagesbild:problem", slug, made.pk)
    context = page(request, municipality, form=form, title=_("Nytt problem"), is_new=True)
    return render(request, "lagesbild/problem_form.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def problem_edit(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """Change a problem's text."""
    found = get_problem(request, slug, problem)
    check_can_edit(request.user, found.problem)
    form = ProblemForm(
        posted_or_parked(request), is_joint=found.problem.is_joint, **choices(request, found.municipality)
    )
    form.fill(found.problem)
    if request.method == "POST" and form.is_valid():
        action = partial(problems.change, found.problem, values=form.values(), by=request.user, **form.key())
        if attempt(form, action):
            messages.success(request, _("Problemet är sparat."))
            return redirect("lagesbild:problem", slug, problem)
    context = problem_page(request, found, form=form, title=_("Ändra problemet"))
    return render(request, "lagesbild/problem_form.html", context, status=status_of(form))


def choices(request: MemberRequest, municipality: Municipality) -> dict[str, Any]:
    """What a problem's form is given to choose among."""
    return {
        "municipality": municipality,
        "findings": readable_findings(request.user, municipality),
        "parties": permissions.speaks_for(request.user, municipality),
    }


@require_http_methods(["GET", "POST"])
@member_required
def problem_retire(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """End a problem that is no longer one, with the reason."""
    found = get_problem(request, slug, problem)
    check_can_edit(request.user, found.problem)
    form = ReasonForm(posted_or_parked(request), initial={"edit_number": found.problem.edit_number})
    if request.method == "POST" and form.is_valid():
        action = partial(problems.retire, found.problem, by=request.user, **form.values(), **form.key())
        if attempt(form, action):
            messages.success(request, _("Problemet är avslutat. Det finns kvar bland de avslutade."))
            return redirect("lagesbild:problem", slug, problem)
    text = _("Problemet räknas då inte längre med i lägesbilden. Det står kvar med sin historik.")
    return _confirm(request, found, form, _("Avsluta problemet?"), text, _("Avsluta"), tone="danger")


@require_POST
@member_required
def problem_resume(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """Take up an ended problem again."""
    found = get_problem(request, slug, problem)
    problems.resume(found.problem, by=request.user)
    messages.success(request, _("Problemet är aktuellt igen."))
    return redirect("lagesbild:problem", slug, problem)


@require_http_methods(["GET", "POST"])
@member_required
def problem_decide(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """Decide that a problem comes first or is put aside."""
    found = get_problem(request, slug, problem)
    check_can_weigh(request.user, found.problem)
    one = found.problem
    initial = {"priority": one.priority, "edit_number": one.edit_number}
    form = DecisionForm(posted_or_parked(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        action = partial(prioritising.decide, one, by=request.user, **form.values(), **form.key())
        if attempt(form, action):
            messages.success(request, _("Beslutet är sparat."))
            return redirect("lagesbild:problem", slug, problem)
    context = problem_page(request, found, form=form)
    return render(request, "lagesbild/problem_decide.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def problem_unjoin(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """Take a party's problem out of the joint one."""
    found = get_problem(request, slug, problem)
    check_can_weigh(request.user, found.problem)
    form = EditForm(posted_or_parked(request), initial={"edit_number": found.problem.edit_number})
    if request.method == "POST":
        merging.unjoin(found.problem, by=request.user)
        messages.success(request, _("Problemet står för sig själv igen."))
        return redirect("lagesbild:problem", slug, problem)
    text = _("Problemet blir ett eget igen. Det gemensamma avslutas om inget annat problem ingår i det.")
    return _confirm(request, found, form, _("Ta ut problemet ur det gemensamma?"), text, _("Ta ut"))


def _confirm(
    request: MemberRequest, found: Found, form: EditForm, title: str, text: str, button: str, tone: str = ""
) -> HttpResponse:
    context = problem_page(
        request, found, form=form, title=title, text=text, button=button, tone=tone, part=button
    )
    return render(request, "lagesbild/problem_confirm.html", context, status=status_of(form))


@require_safe
@member_required
def problem_history(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """What has happened with the problem, the latest first."""
    found = get_problem(request, slug, problem)
    events = Event.objects.for_object(found.problem).newest_first()
    shown = Paginator(events, PER_PAGE).get_page(request.GET.get("sida"))
    context = problem_page(request, found, page_obj=shown, lines=lines(list(shown)))
    return render(request, "lagesbild/problem_history.html", context)
