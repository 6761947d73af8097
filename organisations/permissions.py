"""May this person do this? The table in ``roles`` crossed with the person's memberships.

Conditions on a promise are in ``promises.permissions``; this module only knows organisations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from organisations.models import Membership, Organisation
from organisations.roles import Permission, Relation, RoleKey, allows

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User

_CACHE = "_active_memberships"


@dataclass(frozen=True)
class Seat:
    """One valid membership, as far as permissions care."""

    role: RoleKey
    organisation_id: int
    organisation_name: str
    organisation_kind: str
    # A unit acts inside the organisation it belongs to; a company stands on its own.
    inside_id: int


def seats_of(user: User | AnonymousUser) -> list[Seat]:
    """The person's memberships that hold today. One query, remembered for the request on the user object."""
    if not user.is_authenticated or not user.is_active:
        return []
    cached = getattr(user, _CACHE, None)
    if cached is None:
        cached = [_seat(m) for m in Membership.objects.of(user)]
        setattr(user, _CACHE, cached)
    return cached


def forget_seats(user: User) -> None:
    """Read the memberships anew next time; called by whatever changes them."""
    if hasattr(user, _CACHE):
        delattr(user, _CACHE)


def _seat(membership: Membership) -> Seat:
    organisation = membership.organisation
    inside = organisation.parent_id if organisation.kind == Organisation.Kind.UNIT else organisation.pk
    return Seat(
        RoleKey(membership.role),
        organisation.pk,
        str(organisation),
        organisation.kind,
        inside or organisation.pk,
    )


def organisations_where(user: User | AnonymousUser, permission: Permission, relation: Relation) -> set[int]:
    """Ids of the organisations for which the person has ``permission`` in ``relation``."""
    return {
        number
        for seat in seats_of(user)
        if allows(seat.role, permission, relation)
        for number in (seat.organisation_id, seat.inside_id)
    }


def can_in_organisation(
    user: User | AnonymousUser, permission: Permission, organisation: Organisation
) -> bool:
    """Whether the person has ``permission`` on the organisation itself (or on a unit, company or group under it)."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    mine = organisations_where(user, permission, Relation.OWN)
    return organisation.pk in mine or (organisation.parent_id is not None and organisation.parent_id in mine)


def check_can_in_organisation(user: User, permission: Permission, organisation: Organisation) -> None:
    if not can_in_organisation(user, permission, organisation):
        raise PermissionDenied(
            _(
                "Din roll räcker inte för det här i %(organisation)s. Fråga den som sköter behörigheter hos er."
            )
            % {"organisation": organisation}
        )


def holds_any(user: User | AnonymousUser, roles: Iterable[RoleKey]) -> bool:
    """Whether the person holds one of the roles somewhere today."""
    wanted = set(roles)
    return any(seat.role in wanted for seat in seats_of(user))
