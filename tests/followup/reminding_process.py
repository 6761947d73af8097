"""``send_reminders`` in a process of its own that is killed at a step. SIGKILL leaves no time to tidy up anything."""

import os
import signal
from collections.abc import Callable
from typing import Any

import time_machine


def remind(port: int, moment: str, step: str) -> None:
    """Send through the mail server on ``port``, as if it were ``moment``, and die at ``step``."""
    from django.conf import settings
    from django.core.management import call_command

    settings.EMAIL_PORT = port
    arm(step)
    with time_machine.travel(moment):
        call_command("send_reminders")


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
