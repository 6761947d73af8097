"""May this person do this? The table in ``roles`` crossed with the person's memberships.

Conditions on a promise are in ``promises.permissions``; this module only knows organisations.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from organisations.models import (
    Decision,
    Group,
    GroupMember,
    Mandate,
    Membership,
    Municipality,
    Organisation,
    PoliceArea,
    User,
)
from organisations.roles import ROLES, Permission, Relation, RoleKey, allows, roles_with

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.querysets import MandateQuerySet, OrganisationQuerySet

_CACHE = "_active_memberships"
_GROUPS = "_held_group_seats"


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


def group_seats_of(user: User | AnonymousUser) -> list[tuple[int, int | None]]:
    """(group, the organisation that the seat is held for) of each seat held today. One query, remembered likewise."""
    if not seats_of(user):
        return []
    cached = getattr(user, _GROUPS, None)
    if cached is None:
        held = GroupMember.objects.valid().filter(user=user)
        cached = list(held.values_list("group_id", "organisation_id"))
        setattr(user, _GROUPS, cached)
    return cached


def forget_seats(user: User) -> None:
    """Read the memberships and the seats in groups anew next time; called by whatever changes them."""
    for kept in (_CACHE, _GROUPS):
        if hasattr(user, kept):
            delattr(user, kept)


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


def groups_held(user: User | AnonymousUser, groups: Iterable[Group]) -> set[int]:
    """Ids of those groups whose meetings the person may plan and write agenda, minutes and decisions of.

    Whoever holds meetings for the organisation that the group belongs to; the police also for the municipalities of
    their area. At most two queries however many groups there are.
    """
    near = organisations_where(user, Permission.HOLD_MEETINGS, Relation.OWN)
    areas = organisations_where(user, Permission.HOLD_MEETINGS, Relation.AREA)
    if areas:
        covered = Municipality.objects.filter(police_area_links__police_area__in=areas)
        near = near | set(covered.values_list("pk", flat=True))
    everything = user.is_authenticated and user.is_active and user.is_superuser
    return {
        group.pk for group in groups if everything or near & {group.pk, group.parent_id, group.managed_by_id}
    }


def can_hold_meetings(user: User | AnonymousUser, group: Group) -> bool:
    """Whether the person may plan the group's meetings and write their agenda, minutes and decisions."""
    return group.pk in groups_held(user, [group])


def check_can_hold_meetings(user: User, group: Group) -> None:
    if not can_hold_meetings(user, group):
        raise PermissionDenied(
            _(
                "Du kan läsa om mötena i %(group)s men inte ändra. Det gör sekreteraren, samordnaren och kommunpolisen."
            )
            % {"group": group}
        )


def decisions_to_carry_out(user: User | AnonymousUser, decisions: Iterable[Decision]) -> set[int]:
    """Ids of those decisions that the person may say are carried out: its own organisation's, unless it is there only
    to read, and those of groups whose meetings it holds. The decisions are fetched with their group; at most two
    queries more."""
    rows = list(decisions)
    mine = carries_out_for(user)
    held = groups_held(user, [one.meeting.group for one in rows])
    return {one.pk for one in rows if one.owner_id in mine or one.meeting.group_id in held}


def check_can_carry_out(user: User, decision: Decision) -> None:
    if not decisions_to_carry_out(user, [decision]):
        raise PermissionDenied(
            _("Du kan inte säga att beslutet är klart. Det gör den som ansvarar för det, eller sekreteraren.")
        )


def carries_out_for(user: User | AnonymousUser) -> set[int]:
    """The same as ``works_for``, of those where the person is not only to read: it sees to what is decided."""
    return _works_for(
        seat for seat in seats_of(user) if allows(seat.role, Permission.CARRY_OUT_DECISION, Relation.OWN)
    )


def works_for(user: User | AnonymousUser) -> set[int]:
    """The organisations that the person works for today, with those that the units are in."""
    return _works_for(seats_of(user))


def _works_for(seats: Iterable[Seat]) -> set[int]:
    return {number for seat in seats for number in (seat.organisation_id, seat.inside_id)}


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
    mine = works_for(user)
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


def can_confirm_mandate(user: User | AnonymousUser, mandate: Mandate) -> bool:
    """Whether the person may be the second pair of eyes on the mandate.

    Neither who entered it nor who has it; but others who look after mandates there, the police area's administrator
    for a municipality that it covers, and whoever runs the service.
    """
    return mandates_to_confirm(user).filter(pk=mandate.pk).exists()


def check_can_confirm_mandate(user: User, mandate: Mandate) -> None:
    if user.pk == mandate.granted_by_id:
        raise PermissionDenied(
            _("Du har själv lagt in mandatet. Någon annan som sköter mandat, eller polisen, bekräftar det.")
        )
    if user.pk == mandate.user_id:
        raise PermissionDenied(_("Ingen kan bekräfta sitt eget mandat. Be en kollega."))
    if not _confirmable_by(user).filter(pk=mandate.pk).exists():
        check_can_in_organisation(user, Permission.CONFIRM_MANDATE, mandate.organisation)


def mandates_to_confirm(user: User | AnonymousUser) -> MandateQuerySet:
    """The mandates that wait for somebody like this person to confirm them."""
    if not user.is_authenticated:
        return Mandate.objects.none()
    return _confirmable_by(user).awaiting_confirmation().exclude(Q(granted_by=user) | Q(user=user))


def _confirmable_by(user: User | AnonymousUser) -> MandateQuerySet:
    """The mandates that the person's role lets them confirm, whoever entered them."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return Mandate.objects.all()
    areas = organisations_where(user, Permission.CONFIRM_MANDATE, Relation.AREA)
    near = organisations_where(user, Permission.CONFIRM_MANDATE, Relation.OWN)
    if not near:
        return Mandate.objects.none()
    covered = Municipality.objects.filter(police_area_links__police_area__in=areas)
    near = near | set(covered.values_list("pk", flat=True))
    return Mandate.objects.filter(
        Q(organisation__in=near) | Q(organisation__parent__in=near) | Q(organisation__managed_by__in=near)
    )


def confirmers_of(mandate: Mandate) -> QuerySet[User]:
    """Who can be asked to confirm the mandate today; whoever runs the service when nobody nearer can."""
    own = mandate.organisation
    above = [pk for pk in (own.pk, own.parent_id, own.managed_by_id) if pk]
    areas = PoliceArea.objects.filter(municipalities__in=above).values("pk")
    roles = roles_with(Permission.CONFIRM_MANDATE)
    seats = Membership.objects.valid().filter(Q(organisation__in=above) | Q(organisation__in=areas))
    others = User.objects.filter(is_active=True).exclude(pk__in=[mandate.granted_by_id, mandate.user_id])
    near = others.filter(pk__in=seats.filter(role__in=roles).values("user"))
    return near if near.exists() else others.filter(is_superuser=True)


def check_is_superuser(user: User) -> None:
    """For what no organisation owns: the country's municipalities, police areas and who administers them."""
    if not (user.is_active and user.is_superuser):
        raise PermissionDenied(_("Det här kan bara den som driver tjänsten göra."))
