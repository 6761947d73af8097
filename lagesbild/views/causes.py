"""The analysis of a problem's causes, step by step, and the whole of it as pictures and outline."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild.actions import causes as actions
from lagesbild.cause_pictures import tree_picture, triangle_of
from lagesbild.forms.causes import (
    TriangleForm,
)
from lagesbild.models import CauseAnalysis, Problem
from lagesbild.problem_permissions import check_can_edit
from lagesbild.views.base import MemberRequest, attempt, member_required, posted_or_parked, status_of
from lagesbild.views.cause_steps import Analysis, head_of, read_analysis
from lagesbild.views.problem_base import Found, get_problem, problem_page


def _pictures(problem: Problem, found: Analysis) -> dict[str, Any]:
    return {
        "triangle": triangle_of(found.row, problem.title) if found.filled else None,
        "tree": tree_picture(found.nodes, problem.title) if found.nodes else None,
    }


@require_safe
@member_required
def analysis(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """The whole analysis: how far it has come, the pictures and the outline beside them."""
    found = get_problem(request, slug, problem)
    whole = read_analysis(found.problem)
    context = problem_page(
        request, found, analysis=whole, steps=whole.steps(found.problem), **_pictures(found.problem, whole)
    )
    return render(request, "lagesbild/causes.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def triangle(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """Step 1: the three sides, who could watch them, and why here, then and so."""
    found = get_problem(request, slug, problem)
    check_can_edit(request.user, found.problem)
    row = CauseAnalysis.objects.filter(problem=found.problem).first()
    form = TriangleForm(posted_or_parked(request))
    if row is not None:
        form.fill(row)
    if request.method == "POST" and form.is_valid():
        action = partial(
            actions.save_triangle, found.problem, values=form.values(), by=request.user, **form.key()
        )
        if attempt(form, action):
            messages.success(request, _("Triangeln är sparad."))
            return redirect(
                "lagesbild:cause_chain" if "vidare" in request.POST else "lagesbild:causes", slug, problem
            )
    context = problem_page(request, found, form=form, **head_of(1, found.problem))
    return render(request, "lagesbild/cause_triangle.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def summary(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """Step 5: all of it in one place, and the button that says that it is done, or opens it again."""
    found = get_problem(request, slug, problem)
    if request.method == "POST":
        return _set_done(request, found)
    whole = read_analysis(found.problem)
    context = problem_page(
        request, found, analysis=whole, **_pictures(found.problem, whole), **head_of(5, found.problem)
    )
    return render(request, "lagesbild/cause_summary.html", context)


def _set_done(request: MemberRequest, found: Found) -> HttpResponse:
    done = request.POST.get("done") != "no"
    address = reverse("lagesbild:cause_summary", args=[found.municipality.slug, found.problem.pk])
    try:
        actions.set_done(found.problem, done=done, by=request.user)
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
        return redirect(address)
    messages.success(request, _("Analysen är klar.") if done else _("Analysen är öppen igen."))
    return (
        redirect("lagesbild:causes", found.municipality.slug, found.problem.pk) if done else redirect(address)
    )
