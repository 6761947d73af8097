"""Who may submit, answer, record an adoption and freeze, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from organisations.models import Organisation
from organisations.permissions import seats_of
from organisations.roles import Permission, Relation, allows
from promises.models import Revision
from promises.permissions.basis import check_granted, has
from promises.states import Status, Step, steps_from

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User

# An adoption is a part of the text, so it can be written only until the text is frozen.
ADOPTABLE = frozenset({Status.DRAFT, Status.REVIEW})


def speaks_for(user: User | AnonymousUser, permission: Permission) -> set[int]:
    """The parties, of whatever text, for which the person has the permission: through a seat in the party itself, not
    in a unit under it."""
    return {s.organisation_id for s in seats_of(user) if allows(s.role, permission, Relation.PARTY)}


def parties_answered_for(
    user: User | AnonymousUser, permission: Permission, revision: Revision
) -> list[Organisation]:
    """The parties of the text that the person speaks for."""
    own = speaks_for(user, permission)
    parties = revision.parties.select_related("organisation").order_by("position", "pk")
    return [party.organisation for party in parties if party.organisation_id in own]


def answers_for(
    user: User | AnonymousUser, permission: Permission, revision: Revision, organisation: Organisation
) -> bool:
    """Whether the person speaks for the party. By id: a municipality never equals itself as an organisation."""
    return organisation.pk in {party.pk for party in parties_answered_for(user, permission, revision)}


def check_can_submit(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.SUBMIT_FOR_REVIEW,
        revision,
        _("Parternas samordnare och kommunpolis lämnar löftet för granskning. Be någon av dem."),
    )


def can_submit(user: User | AnonymousUser, revision: Revision) -> bool:
    return (
        Step.SUBMIT in steps_from(revision.status)
        and not revision.registered_afterwards
        and has(user, Permission.SUBMIT_FOR_REVIEW, revision)
    )


def check_can_review(user: User, revision: Revision, organisation: Organisation) -> None:
    if not answers_for(user, Permission.REVIEW, revision, organisation):
        raise PermissionDenied(
            _("Du kan inte svara på granskningen för %(organisation)s. Det gör den som företräder parten.")
            % {"organisation": organisation}
        )


def can_review(user: User | AnonymousUser, revision: Revision) -> bool:
    """Whether the person speaks for at least one party while the text is under review."""
    return revision.status == Status.REVIEW and bool(parties_answered_for(user, Permission.REVIEW, revision))


def check_can_record_adoption(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.RECORD_ADOPTION,
        revision,
        _("Bara parterna kan skriva in att löftet är antaget."),
    )
    if revision.status not in ADOPTABLE:
        raise PermissionDenied(_("Texten är fastställd. Ett beslut måste skrivas in innan dess."))


def can_record_adoption(user: User | AnonymousUser, revision: Revision) -> bool:
    return revision.status in ADOPTABLE and has(user, Permission.RECORD_ADOPTION, revision)


def check_can_freeze(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.FREEZE,
        revision,
        _("Parternas samordnare och kommunpolis fastställer texten. Be någon av dem."),
    )


def can_freeze(user: User | AnonymousUser, revision: Revision) -> bool:
    return Step.FREEZE in steps_from(revision.status) and has(user, Permission.FREEZE, revision)
