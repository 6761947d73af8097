"""Weighing problems and deciding which of them come first."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lagesbild.actions.checks import check_has_been, used_already
from lagesbild.actions.events import note, note_row
from lagesbild.actions.problems import locked_problem
from lagesbild.criteria import STANDARD
from lagesbild.models import Criterion, Problem, Score
from lagesbild.permissions import check_can, speaks_for
from lagesbild.problem_permissions import check_can_weigh, is_shared, readable_problems
from organisations.actions.editing import create_row, last_position, move_row, save_row
from organisations.actions.rows import StaleEdit
from organisations.models import Municipality as MunicipalityRow
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import Municipality, Organisation, User

Cell = tuple[int, int]


@dataclass(frozen=True)
class Written:
    """What somebody wrote in one cell, and what the cell held when they saw it: None for nothing, edit 0."""

    value: int | None
    seen_value: int | None
    seen_edit: int


@dataclass(frozen=True)
class Saved:
    """How many cells were saved, and those that a colleague had changed meanwhile, with what they hold now."""

    count: int
    refused: dict[Cell, Score | None]


@transaction.atomic
def save_scores(
    municipality: Municipality, *, party: Organisation | None, cells: Mapping[Cell, Written], by: User
) -> Saved:
    """Save the cells of a table that were changed, each unless a colleague has changed it since it was seen.

    ``party`` is whose scores they are, None for both parties' together. A cell that was not touched is left alone.
    """
    check_can(by, Permission.WRITE_LAGESBILD, municipality)
    if party is not None and party not in speaks_for(by, municipality):
        raise PermissionDenied(_("Du kan bara ge poäng för den organisation som du arbetar i."))
    touched = {cell: one for cell, one in cells.items() if one.value != one.seen_value}
    _check_cells(municipality, touched, by=by)
    # The problems are locked, so that two who give the first score of a cell do not do so at once.
    ids = sorted({problem for problem, _criterion in touched})
    locked = {one.pk: one for one in Problem.objects.select_for_update().filter(pk__in=ids).order_by("pk")}
    stored = {
        (score.problem_id, score.criterion_id): score
        for score in Score.objects.filter(problem__in=locked, party=party)
    }
    refused: dict[Cell, Score | None] = {}
    for cell, one in touched.items():
        if not _save_cell(cell, one, stored.get(cell), party):
            refused[cell] = stored.get(cell)
    count = len(touched) - len(refused)
    if count:
        whose = str(party) if party else _("båda parterna")
        note("scores_saved", municipality, municipality=municipality, by=by, whose=whose, count=count)
    return Saved(count, refused)


def _check_cells(municipality: Municipality, cells: Mapping[Cell, Written], *, by: User) -> None:
    problems = set(readable_problems(by, municipality).values_list("pk", flat=True))
    criteria = set(municipality.criteria.values_list("pk", flat=True))
    for problem, criterion in cells:
        if problem not in problems or criterion not in criteria:
            raise ValidationError(_("Tabellen har ändrats. Ladda om sidan och försök igen."))
    if any(one.value is not None and not 1 <= one.value <= 5 for one in cells.values()):
        raise ValidationError(_("Poängen går från 1 till 5."))


def _save_cell(cell: Cell, one: Written, now: Score | None, party: Organisation | None) -> bool:
    """Save one cell unless it holds something else than what was seen. Says whether it did."""
    if (now.value if now else None) == one.value:
        return True
    if now is None:
        if one.seen_edit or one.value is None:
            return False
        Score.objects.create(problem_id=cell[0], criterion_id=cell[1], party=party, value=one.value)
        return True
    if (now.edit_number, now.value) != (one.seen_edit, one.seen_value):
        return False
    if one.value is None:
        now.delete()
    else:
        Score.objects.filter(pk=now.pk).update(value=one.value, edit_number=now.edit_number + 1)
    return True


# --- Decisions ---------------------------------------------------------------------------------------


@transaction.atomic
def decide(
    problem: Problem, *, priority: str, reason: str, decided_on: date, edit_number: int, by: User
) -> Problem:
    """Decide whether a problem comes first or is put aside. A decision is changed with a new reason."""
    current = locked_problem(problem)
    check_can_weigh(by, current)
    if not is_shared(current) or current.joined_into_id or not current.is_active:
        raise ValidationError(_("Beslut tas om problem som är aktuella och som båda parterna läser."))
    if not reason and (priority == Problem.Priority.DEPRIORITISED or current.priority):
        raise ValidationError(
            {"reason": _("Skriv skälet. Det behövs när ett problem väljs bort och när ett beslut ändras.")}
        )
    check_has_been(decided_on, "decided_on")
    decided = bool(priority)
    values = {
        "priority": priority,
        "priority_reason": reason,
        "priority_on": decided_on if decided else None,
        "priority_by": by if decided else None,
    }
    saved = save_row(current, edit_number=edit_number, values=values, by=by)
    if saved.edit_number != current.edit_number:
        note_row(
            f"problem_{priority or 'undecided'}", saved, by=by, day=decided_on.isoformat(), reason=reason
        )
    return saved


# --- Criteria ----------------------------------------------------------------------------------------


@transaction.atomic
def begin_with_standard(municipality: Municipality, *, by: User) -> int:
    """Write the standard criteria for a municipality that has none. How many that gave."""
    check_can(by, Permission.WRITE_LAGESBILD, municipality)
    _lock(municipality)
    if municipality.criteria.exists():
        return 0
    for position, (name, question, weight) in enumerate(STANDARD, start=1):
        Criterion.objects.create(
            municipality=municipality,
            name=str(name),
            question=str(question),
            weight=weight,
            position=position,
            edited_by=by,
        )
    note("criteria_begun", municipality, municipality=municipality, by=by, count=len(STANDARD))
    return len(STANDARD)


@transaction.atomic
def add_criterion(
    municipality: Municipality, *, values: dict[str, Any], creation_key: uuid.UUID, by: User
) -> Criterion:
    """Add a criterion last. The same form again gives the same one."""
    check_can(by, Permission.WRITE_LAGESBILD, municipality)
    _lock(municipality)
    _check_name(municipality, values["name"], creation_key=creation_key)
    position = last_position(municipality.criteria.all())
    fixed = {"municipality": municipality, "position": position}
    row, is_new = create_row(Criterion, creation_key=creation_key, values={**values, **fixed}, by=by)
    if row.municipality_id != municipality.pk:
        raise used_already()
    if is_new:
        note("criterion_added", municipality, municipality=municipality, by=by, what=row.name)
    return row


@transaction.atomic
def change_criterion(
    criterion: Criterion, *, values: dict[str, Any], edit_number: int, by: User
) -> Criterion:
    """Save a criterion, unless somebody else has saved it since (StaleEdit)."""
    municipality = criterion.municipality
    check_can(by, Permission.WRITE_LAGESBILD, municipality)
    _lock(municipality)
    _check_name(municipality, values["name"], except_for=criterion.pk)
    saved = save_row(criterion, edit_number=edit_number, values=values, by=by)
    note("criterion_changed", municipality, municipality=municipality, by=by, what=saved.name)
    return saved


@transaction.atomic
def move_criterion(criterion: Criterion, *, up: bool, by: User) -> None:
    """Let a criterion change places with the one before or after it."""
    municipality = criterion.municipality
    check_can(by, Permission.WRITE_LAGESBILD, municipality)
    _lock(municipality)
    move_row(criterion, municipality.criteria.all(), up=up)
    note("criterion_moved", municipality, municipality=municipality, by=by, what=criterion.name)


@transaction.atomic
def remove_criterion(criterion: Criterion, *, edit_number: int, by: User) -> None:
    """Remove a criterion with the scores given by it."""
    municipality = criterion.municipality
    check_can(by, Permission.WRITE_LAGESBILD, municipality)
    current = Criterion.objects.select_for_update().filter(pk=criterion.pk).first()
    if current is None:
        return
    if current.edit_number != edit_number:
        raise StaleEdit(current)
    scores = current.scores.count()
    current.delete()
    note("criterion_removed", municipality, municipality=municipality, by=by, what=current.name, count=scores)


def _lock(municipality: Municipality) -> None:
    MunicipalityRow.objects.select_for_update(of=("self",)).get(pk=municipality.pk)


def _check_name(
    municipality: Municipality,
    name: str,
    *,
    creation_key: uuid.UUID | None = None,
    except_for: int | None = None,
) -> None:
    others = [
        one
        for one in municipality.criteria.all()
        if one.pk != except_for and one.creation_key != creation_key
    ]
    if any(one.name.casefold() == name.casefold() for one in others):
        raise ValidationError({"name": _("Det finns redan ett kriterium som heter så.")})
