"""What a person sees, how the person stands to a promise, and who may edit it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from organisations.models import Organisation, PoliceArea
from organisations.permissions import Seat, group_seats_of, organisations_where, seats_of
from organisations.roles import Permission, Relation, allows, roles_with
from promises.models import ActivityActor, Party, Promise, Revision
from promises.querysets import PromiseQuerySet
from promises.states import CURRENT, EDITABLE, OPEN

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User


def visible_to(user: User | AnonymousUser) -> PromiseQuerySet:
    """The promises that the person may see from the inside: drafts, reviews, history. Strangers see none."""
    if not user.is_authenticated or not user.is_active:
        return Promise.objects.none()
    if user.is_superuser:
        return Promise.objects.all()

    own, party, area, executor = (
        organisations_where(user, Permission.VIEW_DRAFT, relation)
        for relation in (Relation.OWN, Relation.PARTY, Relation.AREA, Relation.EXECUTOR)
    )
    # Joined, not asked for by their texts: else SQLite goes through the texts of the whole country.
    living = OPEN | CURRENT
    parties = Party.objects.filter(revision__status__in=living)
    seen = Q(owner__in=own)
    # A way that is closed to the person is left out: the database is spared it on every page.
    if party:
        seen |= Q(pk__in=parties.filter(organisation__in=party).values("revision__promise"))
    if area:
        covered = PoliceArea.objects.filter(pk__in=area).values("municipalities")
        seen |= Q(pk__in=parties.filter(organisation__in=covered).values("revision__promise"))
    if executor:
        actors = ActivityActor.objects.filter(
            activity__revision__status__in=living, organisation__in=executor
        )
        seen |= Q(pk__in=actors.values("activity__revision__promise"))
    return Promise.objects.filter(seen)


def relations(seat: Seat, revision: Revision) -> set[Relation]:
    """How the organisation behind one membership stands to a revision of a promise."""
    return set(_relations(seat, revision))


def _relations(seat: Seat, revision: Revision) -> Iterator[Relation]:
    """One after the other, what needs no query first: whoever has found what they look for asks no more."""
    own = {seat.organisation_id, seat.inside_id}
    if revision.promise.owner_id in own:
        yield Relation.OWN
    parties = {party.organisation_id for party in revision.parties.all()}
    if own & parties:
        yield Relation.PARTY
    covering = PoliceArea.objects.filter(pk=seat.organisation_id, municipalities__in=parties)
    if seat.organisation_kind == Organisation.Kind.POLICE_AREA and covering.exists():
        yield Relation.AREA
    if ActivityActor.objects.filter(activity__revision=revision, organisation__in=own).exists():
        yield Relation.EXECUTOR


def has(user: User | AnonymousUser, permission: Permission, revision: Revision) -> bool:
    """Whether the table of roles grants ``permission`` on this revision to the person."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return permission is not Permission.SIGN
    return any(
        allows(seat.role, permission, relation)
        for seat in seats_of(user)
        if seat.role in roles_with(permission)
        for relation in _relations(seat, revision)
    )


def sees_follow_up(user: User | AnonymousUser, revision: Revision) -> bool:
    """Whether there is a follow-up to open for the person: of the whole promise, or of an activity of its own.

    A unit is not the municipality it belongs to: what that carries out is followed up by others (``followup``).
    """
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    seats = [seat for seat in seats_of(user) if seat.role in roles_with(Permission.VIEW_FOLLOW_UP)]
    if any(
        allows(seat.role, Permission.VIEW_FOLLOW_UP, relation)
        for seat in seats
        for relation in _relations(seat, revision)
        if relation != Relation.EXECUTOR
    ):
        return True
    own = {s.organisation_id for s in seats if allows(s.role, Permission.VIEW_FOLLOW_UP, Relation.EXECUTOR)}
    groups = {group for group, organisation in group_seats_of(user) if organisation in own}
    return ActivityActor.objects.filter(activity__revision=revision, organisation__in=own | groups).exists()


def party_organisations(
    user: User | AnonymousUser, permission: Permission, revision: Revision
) -> list[Organisation]:
    """The parties on whose behalf the person has ``permission`` here, in the parties' order."""
    mine = organisations_where(user, permission, Relation.PARTY)
    parties = revision.parties.select_related("organisation").order_by("position", "pk")
    return [party.organisation for party in parties if party.organisation_id in mine]


def check_granted(user: User, permission: Permission, revision: Revision, sentence: str) -> None:
    """Raise ``PermissionDenied`` with the sentence unless the table of roles grants ``permission`` here."""
    if not has(user, permission, revision):
        raise PermissionDenied(sentence)


def check_can_edit(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.EDIT_DRAFT,
        revision,
        _("Du kan läsa utkastet men inte ändra i det. Det kan parternas samordnare och kommunpolis."),
    )
    if revision.status not in EDITABLE:
        raise PermissionDenied(
            _("Texten går inte att ändra nu, eftersom löftet har läget ”%(status)s”.")
            % {"status": revision.get_status_display()}
        )


def can_edit(user: User | AnonymousUser, revision: Revision) -> bool:
    return revision.status in EDITABLE and has(user, Permission.EDIT_DRAFT, revision)
