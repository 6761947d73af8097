"""Adopting a lägesbild: the decision is recorded, the text frozen, and the one before it replaced."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction

from lagesbild import permissions
from lagesbild.actions.checks import check_has_been
from lagesbild.actions.decisions import take_over
from lagesbild.actions.freezing import freeze
from lagesbild.checking import missing_from
from lagesbild.models import Lagesbild, Problem
from lagesbild.states import LAGESBILD_STEPS, LagesbildStatus, Step, next_status
from organisations.actions.rows import locked
from organisations.models import Municipality
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def adopt(
    lagesbild: Lagesbild,
    *,
    decided_by_organ: str,
    decided_on: date,
    by: User,
    decision_paragraph: str = "",
    case_number: str = "",
) -> Lagesbild:
    """Record the decision and freeze the text; the one in force for the same area is replaced.

    A second time gives the same. Raises ``ValidationError`` with all that is missing.
    """
    # All that is adopted for one municipality, one at a time.
    Municipality.objects.select_for_update().get(pk=lagesbild.municipality_id)
    row = locked(lagesbild)
    permissions.check_can(by, Permission.ADOPT_LAGESBILD, row.municipality)
    if row.is_adopted:
        return row
    status = next_status(LAGESBILD_STEPS, LagesbildStatus(row.status), Step.ADOPT)
    check_has_been(decided_on, "decided_on")
    # As they are judged, so they are frozen: nobody marks one, or keeps it for its party, in between.
    chosen = Problem.objects.filter(pk__in=row.chosen.values("problem")).order_by("pk")
    list(chosen.select_for_update().values_list("pk"))
    found = [one.text for one in missing_from(row) if one.blocks]
    if found:
        raise ValidationError(found)
    take_over(
        row,
        in_force_before(row),
        status=status,
        replaced=next_status(LAGESBILD_STEPS, LagesbildStatus.ADOPTED, Step.REPLACE),
        by=by,
        decided_by_organ=decided_by_organ,
        decided_on=decided_on,
        decision_paragraph=decision_paragraph,
        case_number=case_number,
    )
    freeze(row, by=by)
    return row


def in_force_before(row: Lagesbild) -> Lagesbild | None:
    """The lägesbild in force for the same area of the municipality, which this one would take over from."""
    same = Lagesbild.objects.filter(
        municipality=row.municipality_id,
        status=LagesbildStatus.ADOPTED,
        area=row.area_id,
        area_text=row.area_text,
    )
    return same.exclude(pk=row.pk).order_by("-decided_on", "-pk").first()
