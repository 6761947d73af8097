"""The ordered rows of a problem: sources, the chain of events, causes and evidence."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from lagesbild.actions.checks import used_already
from lagesbild.actions.events import note_row
from lagesbild.actions.problems import locked_problem
from lagesbild.cause_tree import descendants
from lagesbild.models import Cause, CauseAnalysis, ChainStep, Evidence, Problem, ProblemSource
from lagesbild.problem_permissions import check_can_edit
from organisations.actions.editing import create_row, last_position, move_row, save_row
from organisations.actions.rows import StaleEdit

if TYPE_CHECKING:
    from organisations.models import User

Row = TypeVar("Row", ProblemSource, ChainStep, Cause, Evidence)
_NAMES: dict[type, str] = {
    ProblemSource: "problem_source",
    ChainStep: "chain_step",
    Cause: "cause",
    Evidence: "evidence",
}


@transaction.atomic
def add(
    model: type[Row], problem: Problem, *, values: dict[str, Any], creation_key: uuid.UUID, by: User
) -> Row:
    """Add a row last among its siblings. The same form again gives the same row."""
    current = _editable(problem, by=by)
    _check(model, current, None, values)
    fixed = {} if model is Evidence else {"problem": current}
    position = last_position(_among(model, current, values))
    values = {**values, **fixed, "position": position}
    row, is_new = create_row(model, creation_key=creation_key, values=values, by=by)
    if problem_of(row).pk != current.pk:
        raise used_already()
    if is_new:
        note_row(f"{_NAMES[model]}_added", current, by=by, what=in_short(row))
    return row


@transaction.atomic
def change(row: Row, *, values: dict[str, Any], edit_number: int, by: User) -> Row:
    """Save a row, unless somebody else has saved it since the form was opened (StaleEdit)."""
    current = _editable(problem_of(row), by=by)
    _check(type(row), current, row, values)
    saved = save_row(row, edit_number=edit_number, values=values, by=by)
    if saved.edit_number != row.edit_number:
        note_row(f"{_NAMES[type(row)]}_changed", current, by=by, what=in_short(saved))
    _still_done(current, by=by)
    return saved


@transaction.atomic
def move(row: Row, *, up: bool, by: User) -> None:
    """Let the row change places with the one before or after it."""
    current = _editable(problem_of(row), by=by)
    move_row(row, siblings(row), up=up)
    note_row(f"{_NAMES[type(row)]}_moved", current, by=by, what=in_short(row))


@transaction.atomic
def remove(row: Row, *, edit_number: int, by: User, with_children: bool = True) -> None:
    """Remove a row. Causes under a removed cause go too, or move up to where it was.

    Raises StaleEdit when somebody has saved the row since it was read.
    """
    problem = _editable(problem_of(row), by=by)
    current = type(row)._default_manager.select_for_update().filter(pk=row.pk).first()
    if current is None:
        return
    if current.edit_number != edit_number:
        raise StaleEdit(current)
    if isinstance(current, Cause) and not with_children:
        current.children.update(parent=current.parent)
    what = in_short(current)
    current.delete()
    note_row(f"{_NAMES[type(row)]}_removed", problem, by=by, what=what)
    _still_done(problem, by=by)


def in_short(row: ProblemSource | ChainStep | Cause | Evidence) -> str:
    """What the log calls the row: its first words, without the full stop that the sentence has itself."""
    return Truncator(str(row).rstrip(" .")).chars(80)


def problem_of(row: ProblemSource | ChainStep | Cause | Evidence) -> Problem:
    """The problem that the row belongs to."""
    return row.cause.problem if isinstance(row, Evidence) else row.problem


def siblings(row: Row) -> QuerySet[Any]:
    """The rows that it is ordered among: causes among those with the same parent."""
    if isinstance(row, Evidence):
        return Evidence.objects.filter(cause=row.cause_id)
    if isinstance(row, Cause):
        return Cause.objects.filter(problem=row.problem_id, parent=row.parent_id)
    return row.problem.sources.all() if isinstance(row, ProblemSource) else row.problem.chain.all()


def _editable(problem: Problem, *, by: User) -> Problem:
    """The lock on the problem lets one change of its tree at a time be judged by what the others have made it."""
    current = locked_problem(problem)
    check_can_edit(by, current)
    return current


def _among(model: type[Row], problem: Problem, values: dict[str, Any]) -> QuerySet[Any]:
    if model is Evidence:
        return Evidence.objects.filter(cause=values["cause"])
    if model is Cause:
        return problem.causes.filter(parent=values.get("parent"))
    return problem.sources.all() if model is ProblemSource else problem.chain.all()


def _check(model: type[Row], problem: Problem, row: Row | None, values: dict[str, Any]) -> None:
    if model is Evidence and "cause" in values and values["cause"].problem_id != problem.pk:
        raise ValidationError({"cause": _("Välj en av problemets orsaker.")})
    if model is Cause and (parent := values.get("parent")):
        _check_parent(problem, row.pk if row else None, parent)


def _check_parent(problem: Problem, own: int | None, parent: Cause) -> None:
    """A cause lies under another of the same problem, never under itself or what lies under it."""
    parents = dict(Cause.objects.filter(problem=problem).values_list("pk", "parent_id"))
    if parent.pk not in parents:
        raise ValidationError({"parent": _("Välj en av problemets orsaker.")})
    if own is not None and parent.pk in {own, *descendants(own, parents)}:
        raise ValidationError(
            {"parent": _("En orsak kan inte ligga under sig själv eller under något som ligger under den.")}
        )


def _still_done(problem: Problem, *, by: User) -> None:
    """An analysis that has lost what it stood on is no longer done."""
    if not CauseAnalysis.objects.filter(problem=problem, is_done=True).exists():
        return
    if not Evidence.objects.filter(cause__problem=problem, cause__parent__isnull=True).exists():
        CauseAnalysis.objects.filter(problem=problem).update(is_done=False)
        note_row("analysis_reopened", problem, by=by)
