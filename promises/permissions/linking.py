"""Who may say what a promise answers, and answer what people have said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from lagesbild.models import Finding
from lagesbild.permissions import check_can
from organisations.roles import Permission
from promises.models import Revision
from promises.permissions.basis import check_granted, has

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User


def can_link(user: User | AnonymousUser, revision: Revision) -> bool:
    """Whoever edits the draft, in whatever state the text is: a link changes no word of it."""
    return has(user, Permission.EDIT_DRAFT, revision)


def check_can_link(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.EDIT_DRAFT,
        revision,
        _(
            "Du kan läsa vad löftet bygger på men inte ändra det. Det kan parternas samordnare och kommunpolis."
        ),
    )


def check_can_answer(user: User, finding: Finding) -> None:
    """Who writes the municipality's lägesbild answers what has been said in it."""
    check_can(user, Permission.WRITE_LAGESBILD, finding.dialogue.municipality)
