"""A problem's ordered rows on a page: added below the list, edited in their place, moved and removed.

Works without JavaScript: the address of a row shows the same page with a form where the row stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lagesbild.actions import problem_rows
from lagesbild.forms.causes import RemoveCauseForm
from lagesbild.models import Cause, Problem
from lagesbild.problem_permissions import check_can_edit
from lagesbild.views.base import MemberRequest, attempt, member_required, posted_or_parked, status_of
from lagesbild.views.problem_base import Found, get_problem, problem_page
from organisations.forms.base import ActionForm, EditForm

Text = str | LazyText


@dataclass(frozen=True)
class RowKind:
    """One kind of rows and the page that they stand on.

    name: of the addresses, such as ``source``. page: the name of the page's address. new and edit make the forms;
    context gives what the page shows beside them.
    """

    name: str
    page: str
    template: str
    model: Any
    rows: Callable[[Problem], Any]
    new: Callable[..., ActionForm]
    edit: Callable[..., ActionForm]
    context: Callable[[MemberRequest, Problem], Mapping[str, Any]]
    saved: Text
    removed: Text
    ask: Text


def show(
    request: MemberRequest,
    found: Found,
    kind: RowKind,
    new: ActionForm | None = None,
    row: Any = None,
    form: ActionForm | None = None,
) -> HttpResponse:
    """The page: with a form in the place of ``row``, else with the form for a new row below the list."""
    context = problem_page(request, found, kind=kind, edited=row)
    if context["may_edit"]:
        context["form"] = form or new or kind.new(found.problem)
    context.update(kind.context(request, found.problem))
    status = status_of(context["form"]) if "form" in context else 200
    return render(request, kind.template, context, status=status)


@require_http_methods(["GET", "POST"])
@member_required
def add(request: MemberRequest, slug: str, problem: int, kind: RowKind) -> HttpResponse:
    """Add a row; what is already known of it can stand in the address."""
    found = get_problem(request, slug, problem)
    check_can_edit(request.user, found.problem)
    form = kind.new(found.problem, posted_or_parked(request), initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        action = partial(problem_rows.add, kind.model, found.problem, values=form.values(), by=request.user)
        if attempt(form, lambda: action(**form.key())):
            messages.success(request, str(kind.saved))
            return redirect(_page_of(found, kind))
    return show(request, found, kind, new=form)


@require_http_methods(["GET", "POST"])
@member_required
def edit(request: MemberRequest, slug: str, problem: int, row: int, kind: RowKind) -> HttpResponse:
    """The page with a form in the row's place."""
    found = get_problem(request, slug, problem)
    check_can_edit(request.user, found.problem)
    current = _row(found, kind, row)
    form = kind.edit(found.problem, posted_or_parked(request), row=current).fill(current)
    if request.method == "POST" and form.is_valid():
        action = partial(problem_rows.change, current, values=form.values(), by=request.user, **form.key())
        if attempt(form, action):
            messages.success(request, str(kind.saved))
            return redirect(f"{_page_of(found, kind)}#{kind.name}-{row}")
    return show(request, found, kind, row=current, form=form)


@require_POST
@member_required
def move(request: MemberRequest, slug: str, problem: int, row: int, kind: RowKind) -> HttpResponse:
    """Move the row one step up or down."""
    found = get_problem(request, slug, problem)
    current = _row(found, kind, row)
    problem_rows.move(current, up=request.POST.get("direction") != "down", by=request.user)
    return redirect(f"{_page_of(found, kind)}#{kind.name}-{row}")


@require_http_methods(["GET", "POST"])
@member_required
def remove(request: MemberRequest, slug: str, problem: int, row: int, kind: RowKind) -> HttpResponse:
    """Ask once more, and for a cause what becomes of those under it; then remove the row."""
    found = get_problem(request, slug, problem)
    check_can_edit(request.user, found.problem)
    current = _row(found, kind, row)
    asks = isinstance(current, Cause) and current.children.exists()
    form_class: type[EditForm] = RemoveCauseForm if asks else EditForm
    form = form_class(posted_or_parked(request), initial={"edit_number": current.edit_number})
    if request.method == "POST" and form.is_valid():
        action = partial(
            problem_rows.remove,
            current,
            by=request.user,
            edit_number=form.cleaned_data["edit_number"],
            with_children=form.cleaned_data.get("children", "keep") == "remove",
        )
        if attempt(form, action):
            messages.success(request, str(kind.removed))
            return redirect(_page_of(found, kind))
    context = problem_page(
        request,
        found,
        form=form,
        title=kind.ask,
        text=str(current),
        button=_("Ta bort"),
        tone="danger",
        back=_page_of(found, kind),
        part=_("Ta bort"),
    )
    return render(request, "lagesbild/problem_confirm.html", context, status=status_of(form))


def _row(found: Found, kind: RowKind, row: int) -> Any:
    current = kind.rows(found.problem).filter(pk=row).first()
    if current is None:
        raise Http404
    return current


def _page_of(found: Found, kind: RowKind) -> str:
    return reverse(f"lagesbild:{kind.page}", args=[found.municipality.slug, found.problem.pk])
