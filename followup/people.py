"""Who has which role where today, read once for everybody: for letters to many people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from followup.followed import FollowedPromise
from organisations.models import Group, GroupMember, Membership, User
from organisations.roles import Permission, Relation, allows
from promises.models import Party


@dataclass
class People:
    """Answers by organisation, without queries. ``everybody`` reads it.

    ``members`` and ``seats`` hold each person with the roles that it has there: in the organisation itself, or in the
    one that a seat in a group is held for.
    """

    members: dict[int, list[tuple[set[str], User]]] = field(default_factory=lambda: defaultdict(list))
    seats: dict[int, list[tuple[set[str], User]]] = field(default_factory=lambda: defaultdict(list))
    parties: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    steering_groups: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def acting_for(self, organisation: int | None, permission: Permission) -> list[User]:
        """Who may do this on behalf of the organisation itself, or by a seat in it when it is a group."""
        if organisation is None:
            return []
        return [
            user
            for roles, user in [*self.members.get(organisation, ()), *self.seats.get(organisation, ())]
            if any(allows(role, permission, relation) for role in roles for relation in Relation)
        ]

    def leading(self, followed: FollowedPromise, permission: Permission) -> list[User]:
        """Who follows up the whole promise for one of its parties."""
        return [
            user
            for organisation in self.parties.get(followed.revision.pk, ())
            for roles, user in self.members.get(organisation, ())
            if any(allows(role, permission, Relation.PARTY) for role in roles)
        ]

    def steering(self, followed: FollowedPromise) -> list[User]:
        """Who sits in the steering groups of the promise's parties; who leads the follow-up when nobody does."""
        groups = {
            group
            for party in self.parties.get(followed.revision.pk, ())
            for group in self.steering_groups.get(party, ())
        }
        seated = [user for group in sorted(groups) for user in self.seated(group)]
        return seated or self.leading(followed, Permission.CLOSE_ROUND)

    def seated(self, group: int) -> list[User]:
        """Everybody with a seat in the group, whatever they may do."""
        return [user for _roles, user in self.seats.get(group, ())]


def everybody(promises: Iterable[FollowedPromise]) -> People:
    """Roles and seats that hold today, and the parties of the promises. Four queries."""
    people = People()
    roles: dict[tuple[int, int | None], set[str]] = defaultdict(set)
    for one in Membership.objects.valid().select_related("user", "organisation"):
        people.members[one.organisation_id].append(({one.role}, one.user))
        for place in {one.organisation_id, one.organisation.parent_id or one.organisation_id}:
            roles[one.user_id, place].add(one.role)
    seats = GroupMember.objects.valid().filter(user__is_active=True, group__is_active=True)
    for seat in seats.select_related("user"):
        # A seat is held for an organisation, so it is worth nothing once the person has left that.
        if held := roles.get((seat.user_id, seat.organisation_id)):
            people.seats[seat.group_id].append((held, seat.user))
    revisions = [one.revision.pk for one in promises]
    for revision, organisation in Party.objects.filter(revision__in=revisions).values_list(
        "revision", "organisation"
    ):
        people.parties[revision].append(organisation)
    groups = Group.objects.filter(group_kind=Group.GroupKind.STEERING, is_active=True)
    for group, municipality, parent in groups.values_list("pk", "municipalities", "parent"):
        for organisation in {municipality, parent} - {None}:
            people.steering_groups[organisation].append(group)
    return people
