"""May this person do this? The table in ``roles`` crossed with the person's memberships.

Conditions on a promise are in ``promises.permissions``; this module only knows organisations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from organisations.models import Group, GroupMember, Membership, Municipality, Organisation
from organisations.roles import ROLES, Permission, Relation, RoleKey, allows

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User
    from organisations.querysets import OrganisationQuerySet

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
    """Whether the person has ``permission`` on the organisation, its own or one above it or managing it."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    mine = organisations_where(user, permission, Relation.OWN)
    return bool(mine & {organisation.pk, organisation.parent_id, organisation.managed_by_id})


def check_can_in_organisation(user: User, permission: Permission, organisation: Organisation) -> None:
    if not can_in_organisation(user, permission, organisation):
        raise PermissionDenied(
            _(
                "Din roll räcker inte för det här i %(organisation)s. Fråga den som sköter behörigheter hos er."
            )
            % {"organisation": organisation}
        )


def visible_organisations(user: User | AnonymousUser) -> OrganisationQuerySet:
    """The organisations whose people, mandates and groups the person may see.

    Their own, what belongs to it or is managed by it, for the police also the municipalities of the area with what
    belongs to them, and groups in which the person has a seat.
    """
    if not user.is_authenticated or not user.is_active:
        return Organisation.objects.none()
    if user.is_superuser:
        return Organisation.objects.all()
    near = _near(user)
    # A seat is held for an organisation, so it is worth nothing once the person has left that.
    mine = {number for seat in seats_of(user) for number in (seat.organisation_id, seat.inside_id)}
    held = GroupMember.objects.valid().filter(user=user, organisation__in=mine)
    groups = Group.objects.filter(Q(municipalities__in=near) | Q(seats__in=held))
    return Organisation.objects.filter(
        Q(pk__in=near) | Q(parent__in=near) | Q(managed_by__in=near) | Q(pk__in=groups.values("pk"))
    )


def _near(user: User | AnonymousUser) -> set[int]:
    area = organisations_where(user, Permission.VIEW_ORGANISATION, Relation.AREA)
    covered = Municipality.objects.filter(police_area_links__police_area__in=area)
    own = organisations_where(user, Permission.VIEW_ORGANISATION, Relation.OWN)
    return own | set(covered.values_list("pk", flat=True))


def may_administer(user: User | AnonymousUser) -> bool:
    """Whether the person may open the administration today, for some organisation or for the whole country."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    return bool(organisations_where(user, Permission.USE_ADMIN, Relation.OWN))


def administered_organisations(user: User | AnonymousUser) -> OrganisationQuerySet:
    """The organisations that the person runs in the administration: their own, and what belongs to it or is managed
    by it. Not what they can only see, such as the municipalities of a police area."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return Organisation.objects.all()
    mine = organisations_where(user, Permission.USE_ADMIN, Relation.OWN)
    return Organisation.objects.filter(Q(pk__in=mine) | Q(parent__in=mine) | Q(managed_by__in=mine))


def grantable_roles(user: User | AnonymousUser, organisation: Organisation) -> list[RoleKey]:
    """The roles that the person may give to somebody in the organisation, in the table's order."""
    possible = [key for key, role in ROLES.items() if organisation.kind in role.organisation_kinds]
    if user.is_authenticated and user.is_active and user.is_superuser:
        return possible
    reach = {organisation.pk, organisation.parent_id, organisation.managed_by_id}
    mine: set[RoleKey] = set()
    for seat in seats_of(user):
        inside = {seat.organisation_id, seat.inside_id} & reach
        if inside and allows(seat.role, Permission.MANAGE_MEMBERS, Relation.OWN):
            mine |= ROLES[seat.role].may_grant
    return [key for key in possible if key in mine]


def check_can_grant_role(user: User, role: str, organisation: Organisation) -> None:
    """Raise PermissionDenied unless the person may give ``role`` in the organisation."""
    check_can_in_organisation(user, Permission.MANAGE_MEMBERS, organisation)
    if role not in grantable_roles(user, organisation):
        raise PermissionDenied(
            _("Du får inte ge någon rollen %(role)s i %(organisation)s.")
            % {"role": RoleKey(role).label, "organisation": organisation}
        )


def can_manage_membership(user: User | AnonymousUser, membership: Membership) -> bool:
    """Whether the person may end the membership or hand it over: who may give the role may take it back."""
    return membership.role in grantable_roles(user, membership.organisation)


def holds_any(user: User | AnonymousUser, roles: Iterable[RoleKey]) -> bool:
    """Whether the person holds one of the roles somewhere today."""
    wanted = set(roles)
    return any(seat.role in wanted for seat in seats_of(user))


def check_is_superuser(user: User) -> None:
    """For what no organisation owns: the country's municipalities, police areas and who administers them."""
    if not (user.is_active and user.is_superuser):
        raise PermissionDenied(_("Det här kan bara den som driver tjänsten göra."))
