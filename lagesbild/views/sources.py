"""The sources of a problem: used ones, and those that were looked at and not used."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lagesbild.forms.problems import NewSourceForm, SourceForm
from lagesbild.models import Problem, ProblemSource
from lagesbild.views import row_pages
from lagesbild.views.base import MemberRequest, member_required
from lagesbild.views.problem_base import get_problem


def _rows(problem: Problem) -> Any:
    return ProblemSource.objects.filter(problem=problem).select_related("problem")


SOURCES = row_pages.RowKind(
    name="source",
    page="problem_sources",
    template="lagesbild/problem_sources.html",
    model=ProblemSource,
    rows=_rows,
    new=lambda problem, data=None, initial=None: NewSourceForm(data),
    edit=lambda problem, data=None, row=None: SourceForm(data),
    context=lambda request, problem: {"rows": list(_rows(problem))},
    saved=_("Källan är sparad."),
    removed=_("Källan är borttagen."),
    ask=_("Ta bort källan?"),
)


@require_safe
@member_required
def sources(request: MemberRequest, slug: str, problem: int) -> HttpResponse:
    """All sources, with a form for one more."""
    return row_pages.show(request, get_problem(request, slug, problem), SOURCES)
