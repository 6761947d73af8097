"""What waits for a person, from first draft to result: everything side by side, in the order of its days.

The digest by e-mail (``followup.duties``) says the same of the follow-up, derived for everybody at once.
"""

from __future__ import annotations

from followup.desk import Desk
from overview.waiting.following import in_follow_up
from overview.waiting.promising import in_promises
from overview.waiting.situation import in_lagesbilder
from overview.waiting.tasks import Task

__all__ = ["Task", "waiting_for"]


def waiting_for(desk: Desk) -> list[Task]:
    """Everything that waits for the person at the desk: what should have been done first comes first."""
    tasks = [*in_promises(desk.user), *in_follow_up(desk), *in_lagesbilder(desk.user)]
    return sorted(tasks, key=lambda task: task.day)
