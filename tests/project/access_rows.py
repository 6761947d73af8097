"""What the tables of who reaches which address are written with: groups of people, and a row."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.cast import CAST
from tests.project.access_world import World

Names = frozenset[str]
Arguments = Callable[[World], dict[str, Any]]


def people(names: str) -> Names:
    found = frozenset(names.split())
    assert found <= set(CAST), found - set(CAST)
    return found


# --- Who ---------------------------------------------------------------------------------------------

EVERYBODY = frozenset(CAST)
NOBODY: Names = frozenset()
OPERATOR = people("superuser")

# Lekeberg's own, with its units
MUNICIPAL = people("coordinator chair executor reporter council_secretary reader")
# Of the police area that covers it
POLICE = people("municipal_police police_chief police_administrator")
# Who sees Lekeberg's people, mandates and groups
SEE_LEKEBERG = MUNICIPAL | POLICE | OPERATOR
SECRETARY = people("council_secretary") | OPERATOR
ADD = people("coordinator council_secretary") | OPERATOR

# Who sees a promise of the two: all but who only reports events
PARTIES = SEE_LEKEBERG - people("reporter")
# The landlord carries out an activity in the draft
DRAFT = PARTIES | people("landlord_executor")
WRITE = people("coordinator municipal_police") | OPERATOR
DISCUSS = people(
    "coordinator municipal_police police_chief chair executor council_secretary police_administrator"
)
DISCUSS |= OPERATOR
START = people("coordinator municipal_police outsider_coordinator outsider_police") | OPERATOR
# A superuser speaks for no party: who answers a review, signs or confirms is somebody of that party.
ANSWER = people("coordinator municipal_police police_chief chair")
ANSWER_POLICE = people("municipal_police police_chief")
SIGN = people("police_chief chair")
ADOPT = people("coordinator municipal_police police_chief chair") | OPERATOR
HISTORY = PARTIES - people("executor")


@dataclass(frozen=True)
class Row:
    get: Names | None
    post: Names | None = None
    sees: Names = NOBODY
    arguments: Arguments = field(default=lambda world: {})
    # What is sent, where an empty form would not come as far as the question of who may
    data: Arguments = field(default=lambda world: {})
    # Reached without a login
    is_open: bool = False
