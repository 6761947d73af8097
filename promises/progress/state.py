"""How far one step has come."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from promises.progress.steps import Step


class State(StrEnum):
    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class StepState:
    step: Step
    state: State
    note: str = ""
    open_comments: int = 0

    @property
    def waits(self) -> bool:
        return self.state in (State.TODO, State.DOING)

    @property
    def words(self) -> str:
        return {
            State.TODO: _("Ej påbörjat"),
            State.DOING: _("Påbörjat"),
            State.DONE: _("Klart"),
            State.OPTIONAL: _("Kan vänta"),
        }[self.state]
