"""The rows of a lägesbild that is written: what it builds on, and the problems that it takes up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lagesbild.actions.checks import used_already
from lagesbild.actions.events import note
from lagesbild.actions.lagesbilder import editable
from lagesbild.choosing import choosable_problems
from lagesbild.models import (
    Lagesbild,
    LagesbildBasis,
    LagesbildProblem,
    Problem,
)
from organisations.actions.editing import create_row, last_position, move_row, save_row

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def add_basis(
    lagesbild: Lagesbild, *, creation_key: UUID, values: dict[str, Any], by: User
) -> LagesbildBasis:
    """Add something that it builds on, or that was put aside, last."""
    parent = editable(lagesbild, by=by)
    _check_basis(values)
    given = {**values, "lagesbild": parent, "position": last_position(parent.basis.all())}
    row, is_new = create_row(LagesbildBasis, creation_key=creation_key, values=given, by=by)
    if row.lagesbild_id != parent.pk:
        raise used_already()
    if is_new:
        _note_part(parent, "basis", by)
    return row


@transaction.atomic
def change_basis(
    row: LagesbildBasis, *, edit_number: int, values: dict[str, Any], by: User
) -> LagesbildBasis:
    """Save one row of what it builds on; raises ``StaleEdit``."""
    parent = editable(row.lagesbild, by=by)
    _check_basis(values)
    saved = save_row(row, edit_number=edit_number, values=values, by=by)
    _note_part(parent, "basis", by)
    return saved


def _check_basis(values: dict[str, Any]) -> None:
    if values.get("is_rejected") and not values.get("note"):
        raise ValidationError({"note": _("Skriv varför underlaget inte används.")})


@transaction.atomic
def remove_basis(row: LagesbildBasis, *, by: User) -> None:
    """Take a row away of what a draft builds on."""
    parent = editable(row.lagesbild, by=by)
    LagesbildBasis.objects.filter(pk=row.pk).delete()
    _note_part(parent, "basis", by)


@transaction.atomic
def move_basis(row: LagesbildBasis, *, up: bool, by: User) -> None:
    """Let a row change places with its neighbour of the same kind: used, or put aside."""
    parent = editable(row.lagesbild, by=by)
    move_row(row, parent.basis.filter(is_rejected=row.is_rejected), up=up)


# --- The problems that it takes up --------------------------------------------------------------------


@transaction.atomic
def choose_problems(lagesbild: Lagesbild, problems: Iterable[Problem], *, by: User) -> None:
    """Take up these problems last, in the order given. One that is there already stays where it is."""
    parent = editable(lagesbild, by=by)
    wanted = list(problems)
    allowed = set(choosable_problems(by, parent).values_list("pk", flat=True))
    if any(one.pk not in allowed for one in wanted):
        raise ValidationError(_("Ett av problemen går inte att ta med. Ladda om sidan och välj igen."))
    there = set(parent.chosen.values_list("problem", flat=True))
    position = last_position(parent.chosen.all())
    LagesbildProblem.objects.bulk_create(
        LagesbildProblem(lagesbild=parent, problem=one, position=position + number, edited_by=by)
        for number, one in enumerate(one for one in wanted if one.pk not in there)
    )
    _note_part(parent, "problems", by)


@transaction.atomic
def leave_problem(row: LagesbildProblem, *, by: User) -> None:
    """Take the problem out of the lägesbild; the problem itself stays."""
    parent = editable(row.lagesbild, by=by)
    LagesbildProblem.objects.filter(pk=row.pk).delete()
    _note_part(parent, "problems", by)


@transaction.atomic
def move_problem(row: LagesbildProblem, *, up: bool, by: User) -> None:
    """Let a problem change places with its neighbour."""
    parent = editable(row.lagesbild, by=by)
    move_row(row, parent.chosen.all(), up=up)


def _note_part(parent: Lagesbild, part: str, by: User) -> None:
    note("lagesbild_saved", parent, municipality=parent.municipality, owner=parent.owner, by=by, part=part)
