"""``send_reminders`` in a process of its own that is killed at a step: started by the tests, never imported by them.

Arguments: the moment it is, and where to die (``nowhere`` to live). SIGKILL leaves no time to tidy up anything.
"""

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import django
import time_machine


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def before(target: Any, name: str) -> None:
    setattr(target, name, lambda *args, **kwargs: die())


def after(target: Any, name: str) -> None:
    original: Callable[..., Any] = getattr(target, name)

    def wrapped(*args: Any, **kwargs: Any) -> None:
        original(*args, **kwargs)
        die()

    setattr(target, name, wrapped)


def arm(step: str) -> None:
    from django.core.mail import EmailMessage
    from django.core.mail.backends.smtp import EmailBackend

    from followup.actions import reminders
    from organisations.actions import outbox

    steps: dict[str, Callable[[], None]] = {
        "nowhere": lambda: None,
        "before_silences": lambda: before(reminders, "raise_silences"),
        "before_writing": lambda: before(reminders, "write"),
        "inside_the_transaction": lambda: after(reminders, "_written"),
        "one_letter_written": lambda: after(reminders, "write"),
        "all_letters_written": lambda: before(outbox, "send_pending"),
        "claimed": lambda: after(outbox, "_claim"),
        "connected": lambda: after(EmailBackend, "open"),
        "in_the_air": lambda: after(EmailMessage, "send"),
        "one_letter_sent": lambda: after(outbox, "_send"),
        "all_letters_sent": lambda: after(outbox, "send_pending"),
    }
    steps[step]()


if __name__ == "__main__":
    moment, step = sys.argv[1:]
    django.setup()
    from django.core.management import call_command

    arm(step)
    with time_machine.travel(moment):
        call_command("send_reminders")
