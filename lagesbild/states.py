"""The steps of a lägesbild and of a plan, as data. Pure: no queries, no models.

Only ``lagesbild/actions`` assigns a status, through ``next_status``. The diagrams in ``docs/states.md`` are drawn from
``LAGESBILD_STEPS`` and ``PLAN_STEPS``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class LagesbildStatus(models.TextChoices):
    """A draft, the one in force for its area, or one that another has taken over from."""

    DRAFT = "draft", _("Utkast")
    ADOPTED = "adopted", _("Antagen")
    REPLACED = "replaced", _("Ersatt")


class PlanStatus(models.TextChoices):
    """A draft, the one in force, or one that another has taken over from."""

    DRAFT = "draft", _("Utkast")
    DECIDED = "decided", _("Beslutad")
    REPLACED = "replaced", _("Ersatt")


class Step(models.TextChoices):
    """What changes a status."""

    ADOPT = "adopt", _("anta")
    DECIDE = "decide", _("besluta")
    REPLACE = "replace", _("ersätta med en ny")


Transitions = Mapping[tuple[Any, Step], Any]

LAGESBILD_STEPS: Mapping[tuple[LagesbildStatus, Step], LagesbildStatus] = MappingProxyType(
    {
        (LagesbildStatus.DRAFT, Step.ADOPT): LagesbildStatus.ADOPTED,
        (LagesbildStatus.ADOPTED, Step.REPLACE): LagesbildStatus.REPLACED,
    }
)
PLAN_STEPS: Mapping[tuple[PlanStatus, Step], PlanStatus] = MappingProxyType(
    {
        (PlanStatus.DRAFT, Step.DECIDE): PlanStatus.DECIDED,
        (PlanStatus.DECIDED, Step.REPLACE): PlanStatus.REPLACED,
    }
)


class IllegalStep(PermissionDenied):
    """The step does not exist from the state that the lägesbild or the plan is in."""

    def __init__(self, status: Any, step: Step) -> None:
        self.status, self.step = status, step
        super().__init__(
            _now(
                "Det går inte att %(step)s den: läget är ”%(status)s”. Ladda om sidan för att se vad som hänt."
            )
            % {"step": step.label, "status": status.label}
        )


def next_status(steps: Transitions, status: Any, step: Step) -> Any:
    """The status that ``step`` leads to by the table ``steps``; raises ``IllegalStep`` when there is no such step."""
    try:
        return steps[status, step]
    except KeyError:
        raise IllegalStep(status, step) from None


def diagram(statuses: type[models.TextChoices], steps: Transitions) -> str:
    """A table of steps as a Mermaid state diagram, with the Swedish words that people see."""
    leads_on = {origin for origin, _step in steps}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{status.label}" as {status.value}' for status in statuses]
    lines.append("    [*] --> draft")
    lines += [f"    {origin.value} --> {to.value}: {step.label}" for (origin, step), to in steps.items()]
    lines += [f"    {status.value} --> [*]" for status in statuses if status not in leads_on]
    return "\n".join(lines)
