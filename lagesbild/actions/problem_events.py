"""What the event log is told about a problem: of one that is not for both parties, only its own party's log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from audit.actions import Reference, record, reference
from lagesbild.actions.events import note
from lagesbild.models import Layer, Problem

if TYPE_CHECKING:
    from organisations.models import User

# What people wrote; the log can never be weeded, so nothing of a problem that is marked as secret goes there.
_WORDS = frozenset({"title", "what", "reason"})


def note_problem(action: str, problem: Problem, *, by: User | None, **data: Any) -> None:
    """Record ``lagesbild.<action>`` on the problem. Last in the transaction, as ``events.note``."""
    if problem.layer != Layer.OWN and not problem.is_secret:
        note(action, problem, municipality=problem.municipality, owner=problem.owner, by=by, **data)
        return
    ref = reference(problem)
    if problem.is_secret:
        data = {name: _("[sekretess]") if name in _WORDS else value for name, value in data.items()}
    label = _("ett sekretessmarkerat problem") if problem.is_secret else _("ett eget problem")
    record(
        f"lagesbild.{action}",
        by=by,
        obj=Reference(ref.type, ref.id, label),
        data={"title": label, **data},
        organisations=[problem.owner_id],
    )
