"""System checks: the triggers stand, and nobody may lift them in production."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from audit import append_only


@register(Tags.database)
def triggers_stand(*, databases: Sequence[str] | None, **kwargs: Any) -> list[CheckMessage]:
    """Each missing or changed trigger. Runs with `check --database default` and before every `migrate`.

    A warning and not an error: an error would stop `migrate`, the very command that puts them back.
    `check_append_only` is the one that fails.
    """
    return [
        Warning(problem, hint="Kör `manage.py migrate`.", id="audit.W001")
        for alias in databases or ()
        for problem in append_only.problems(alias)
    ]


@register(Tags.security, deploy=True)
def triggers_cannot_be_lifted(**kwargs: Any) -> list[CheckMessage]:
    """The setting of the tests is not on in production."""
    if not getattr(settings, "APPEND_ONLY_MAY_BE_LIFTED", False):
        return []
    return [Error("APPEND_ONLY_MAY_BE_LIFTED hör hemma i testernas inställningar.", id="audit.E001")]
