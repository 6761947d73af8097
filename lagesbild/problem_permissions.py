"""Who may read, write, weigh and join problems: the layers of ``permissions``, and whose the problem is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from lagesbild.models import Finding, Layer, Problem
from lagesbild.models.dialogues import Dialogue
from lagesbild.permissions import can, check_can, readable, speaks_for
from organisations.roles import Permission

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import QuerySet

    from organisations.models import Municipality, User


def readable_problems(user: User | AnonymousUser, municipality: Municipality) -> QuerySet[Problem]:
    """The municipality's problems that the person may read, ended and joined ones too.

    What is marked as secret is for those who write the lägesbild, never for those who only read it.
    """
    found = readable(user, Problem.objects.filter(municipality=municipality))
    if can(user, Permission.WRITE_LAGESBILD, municipality):
        return found
    return found.filter(secrecy_provision="")


def readable_findings(user: User | AnonymousUser, municipality: Municipality) -> QuerySet[Finding]:
    """What was said in the dialogues of the municipality that the person may read."""
    dialogues: Any = readable(user, Dialogue.objects.filter(municipality=municipality)).values("pk")
    found = Finding.objects.filter(dialogue__in=dialogues).select_related("dialogue")
    if not can(user, Permission.WRITE_LAGESBILD, municipality):
        found = found.filter(dialogue__secrecy_provision="")
    return found.order_by("-dialogue__starts_on", "-dialogue_id", "position", "pk")


def check_can_weigh(user: User, problem: Problem) -> None:
    """Raise PermissionDenied unless the person may take part in weighing and deciding on the problem."""
    check_can(user, Permission.WRITE_LAGESBILD, problem.municipality)
    if not readable_problems(user, problem.municipality).filter(pk=problem.pk).exists():
        raise PermissionDenied(_("Problemet hör till en annan organisation."))


def check_can_edit(user: User, problem: Problem) -> None:
    """Raise PermissionDenied with a sentence unless the person may change the problem's text as it now stands.

    A joint problem is both parties'; another is its own party's. What is joined or ended stays as it was.
    """
    check_can_weigh(user, problem)
    if not problem.is_joint and problem.owner not in speaks_for(user, problem.municipality):
        raise PermissionDenied(
            _("Du kan läsa problemet men inte ändra det. Det gör %(owner)s.") % {"owner": problem.owner}
        )
    if problem.joined_into_id:
        raise PermissionDenied(
            _("Problemet ingår i ett gemensamt och står kvar som det var. Ändra i det gemensamma.")
        )
    if not problem.is_active:
        raise PermissionDenied(_("Problemet är avslutat. Ta upp det igen innan du ändrar det."))


def can_edit(user: User, problem: Problem) -> bool:
    """The same question for a page's buttons."""
    try:
        check_can_edit(user, problem)
    except PermissionDenied:
        return False
    return True


def is_shared(problem: Problem) -> bool:
    """Whether both parties read it."""
    return problem.layer != Layer.OWN
