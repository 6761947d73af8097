"""The analysis of a problem's causes: the triangle, and saying that it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lagesbild.actions.events import note_row
from lagesbild.actions.problems import locked_problem
from lagesbild.cause_tree import missing
from lagesbild.models import CauseAnalysis, Evidence, Problem
from lagesbild.problem_permissions import check_can_edit
from organisations.actions.editing import save_row
from organisations.actions.rows import StaleEdit

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def save_triangle(problem: Problem, *, values: dict[str, Any], edit_number: int, by: User) -> CauseAnalysis:
    """Save the triangle. ``edit_number`` is 0 when there was none; StaleEdit when somebody else has saved."""
    current = locked_problem(problem)
    check_can_edit(by, current)
    row = CauseAnalysis.objects.filter(problem=current).first()
    if row is None and edit_number == 0:
        row = CauseAnalysis.objects.create(problem=current, edited_by=by, **values)
    elif row is None:
        raise StaleEdit(None)
    else:
        row = save_row(row, edit_number=edit_number, values=values, by=by)
    note_row("triangle_saved", current, by=by)
    return row


@transaction.atomic
def set_done(problem: Problem, *, done: bool, by: User) -> None:
    """Say that the analysis is done, or open it again. Raises ValidationError with what is missing."""
    current = locked_problem(problem)
    check_can_edit(by, current)
    if done and (lacking := what_is_missing(current)):
        raise ValidationError(lacking)
    row, _is_new = CauseAnalysis.objects.get_or_create(problem=current)
    if row.is_done == done:
        return
    CauseAnalysis.objects.filter(pk=row.pk).update(is_done=done)
    note_row("analysis_done" if done else "analysis_reopened", current, by=by)


def what_is_missing(problem: Problem) -> list[str]:
    """What stands between the analysis and being done, in sentences."""
    direct = problem.causes.filter(parent__isnull=True)
    proven = Evidence.objects.filter(cause__in=direct.values("pk")).exists()
    return missing(has_direct=direct.exists(), has_evidence=proven)
