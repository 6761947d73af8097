"""The decision that adopts a lägesbild or a plan, recorded alike: the one in force before is replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from organisations.models import User


def take_over(row: Any, before: Any, *, status: str, replaced: str, by: User, **decision: Any) -> None:
    """Save the decision on ``row``, locked, as ``status``; ``before``, if any, becomes ``replaced``.

    decision: the columns of ``lagesbild.models.lagesbilder.Adoption``.
    """
    if before is not None:
        before.status = replaced
        before.save(update_fields=["status"])
    for name, value in decision.items():
        setattr(row, name, value)
    row.status, row.supersedes = status, before
    row.edit_number += 1
    row.edited_by, row.edited_at = by, timezone.now()
    row.save()
