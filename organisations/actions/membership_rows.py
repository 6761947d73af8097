"""How a membership comes into being, whether given, accepted or inherited. Nothing here asks who may."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from organisations import permissions
from organisations.actions.rows import create_row
from organisations.models import GroupMember, Membership, Organisation, User
from organisations.roles import RoleKey


def open_one(
    *, creation_key: UUID, user: User, organisation: Organisation, role: str, values: Mapping[str, Any]
) -> tuple[Membership, bool]:
    """Create a membership unless the form already did, or the person has the role."""
    values = {**values, "user": user, "organisation": organisation, "role": role}
    try:
        with transaction.atomic():
            membership, created = create_row(Membership, creation_key=creation_key, values=values)
    except IntegrityError as error:
        raise ValidationError(_("%(user)s har redan den rollen.") % {"user": user}) from error
    permissions.forget_seats(user)
    return membership, created


def succeed(predecessor: Membership, *, user: User, day: date, creation_key: UUID) -> Membership:
    """Let ``user`` hold the role after ``predecessor``, with the seats that came with it."""
    membership, _created = open_one(
        creation_key=creation_key,
        user=user,
        organisation=predecessor.organisation,
        role=predecessor.role,
        values={"title": predecessor.title, "valid_from": day},
    )
    Membership.objects.filter(pk=predecessor.pk).update(succeeded_by=membership)
    for seat in _seats_that_follow(predecessor, day):
        _pass_on(seat, user=user, day=day)
    return membership


def _seats_that_follow(predecessor: Membership, day: date) -> QuerySet[GroupMember]:
    """All seats that the predecessor has for the organisation; of somebody who keeps another role there, only those
    with the title of this one."""
    person, organisation = predecessor.user_id, predecessor.organisation_id
    seats = GroupMember.objects.valid(max(day, timezone.localdate()))
    mine = seats.filter(user=person, organisation=organisation).select_for_update()
    others = Membership.objects.valid(day).filter(user=person, organisation=organisation)
    if others.exclude(pk=predecessor.pk).exists():
        return mine.filter(title=predecessor.title)
    return mine


def _pass_on(seat: GroupMember, *, user: User, day: date) -> None:
    """Give the seat to ``user``; from a later day it becomes two, one for each."""
    if day > timezone.localdate() and (seat.valid_from is None or seat.valid_from < day):
        GroupMember.objects.create(
            group_id=seat.group_id,
            organisation_id=seat.organisation_id,
            title=seat.title,
            user=user,
            is_chair=seat.is_chair,
            valid_from=day,
            valid_to=seat.valid_to,
        )
        seat.valid_to = day - timedelta(days=1)
    else:
        seat.user = user
    seat.edit_number += 1
    seat.save()


def note(action: str, membership: Membership, *, by: User | None, **data: Any) -> None:
    """Record ``organisations.<action>`` in the organisation's log."""
    record(
        f"organisations.{action}",
        by=by,
        obj=membership,
        data={
            "person": str(membership.user),
            "role": str(RoleKey(membership.role).label),
            "valid_from": membership.valid_from.isoformat(),
            "valid_to": membership.valid_to.isoformat() if membership.valid_to else None,
            **data,
        },
        organisations=[membership.organisation_id],
    )
