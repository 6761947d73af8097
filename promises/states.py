"""The life of a revision, as data. Pure: no queries, no models.

The state belongs to the revision (the working copy or a frozen text), never to the promise: a promise in force
with an amendment under review is both. ``promises/actions`` is the only code that assigns a status, through
``next_status``. The diagram in ``docs/states.md`` is generated from ``TRANSITIONS``.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    REVIEW = "review", _("Granskning")
    FOR_SIGNATURE = "for_signature", _("För underskrift")
    SIGNED = "signed", _("Undertecknat")
    PUBLISHED = "published", _("Publicerat")
    SUPERSEDED = "superseded", _("Ersatt")
    ENDED = "ended", _("Avslutat")
    WITHDRAWN = "withdrawn", _("Återtaget")


class Step(models.TextChoices):
    SUBMIT = "submit", _("lämna för granskning")
    RETURN = "return", _("skicka tillbaka")
    FREEZE = "freeze", _("fastställa texten")
    COMPLETE = "complete", _("sista underskriften")
    DECLINE = "decline", _("avböja underskrift")
    WITHDRAW = "withdraw", _("återta")
    PUBLISH = "publish", _("publicera")
    REGISTER = "register", _("registrera i efterhand")
    SUPERSEDE = "supersede", _("ersätta med ny version")
    END = "end", _("avsluta")


TRANSITIONS: Mapping[tuple[Status, Step], Status] = MappingProxyType(
    {
        (Status.DRAFT, Step.SUBMIT): Status.REVIEW,
        (Status.DRAFT, Step.REGISTER): Status.PUBLISHED,
        (Status.REVIEW, Step.RETURN): Status.DRAFT,
        (Status.REVIEW, Step.FREEZE): Status.FOR_SIGNATURE,
        (Status.FOR_SIGNATURE, Step.COMPLETE): Status.SIGNED,
        (Status.FOR_SIGNATURE, Step.DECLINE): Status.WITHDRAWN,
        (Status.FOR_SIGNATURE, Step.WITHDRAW): Status.WITHDRAWN,
        (Status.SIGNED, Step.PUBLISH): Status.PUBLISHED,
        (Status.SIGNED, Step.WITHDRAW): Status.WITHDRAWN,
        (Status.PUBLISHED, Step.SUPERSEDE): Status.SUPERSEDED,
        (Status.PUBLISHED, Step.END): Status.ENDED,
    }
)

# A revision in one of these is the promise's working copy; a promise has at most one.
OPEN = frozenset({Status.DRAFT, Status.REVIEW, Status.FOR_SIGNATURE, Status.SIGNED})
EDITABLE = frozenset({Status.DRAFT})
COMMENTABLE = frozenset({Status.DRAFT, Status.REVIEW})
# These have been, or are, readable by everyone.
PUBLIC = frozenset({Status.PUBLISHED, Status.SUPERSEDED, Status.ENDED})
# A promise has at most one revision in force, or ended.
CURRENT = frozenset({Status.PUBLISHED, Status.ENDED})


class IllegalStep(Exception):
    """The step does not exist from the state the revision is in."""

    def __init__(self, status: Status, step: Step) -> None:
        self.status, self.step = status, step
        super().__init__(
            _(
                "Det går inte att %(step)s: löftet har läget ”%(status)s”. Ladda om sidan för att se vad som hänt."
            )
            % {"step": step.label, "status": status.label}
        )


def next_status(status: str, step: Step) -> Status:
    """The status that ``step`` leads to from ``status``; raises ``IllegalStep`` when there is no such step."""
    current = Status(status)
    try:
        return TRANSITIONS[current, step]
    except KeyError:
        raise IllegalStep(current, step) from None


def steps_from(status: str) -> list[Step]:
    """The steps that exist from ``status``, in the order of the table."""
    return [step for (origin, step) in TRANSITIONS if origin == Status(status)]


def diagram() -> str:
    """The table as a Mermaid state diagram, with the Swedish words that people see."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{status.label}" as {status.value}' for status in Status]
    lines.append(f"    [*] --> {Status.DRAFT.value}")
    lines += [
        f"    {origin.value} --> {to.value}: {step.label}" for (origin, step), to in TRANSITIONS.items()
    ]
    lines += [f"    {status.value} --> [*]" for status in Status if not steps_from(status)]
    return "\n".join(lines)
