"""Councils, steering groups and working groups: what they are and who sits in them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from organisations import permissions
from organisations.actions.rows import create_row, save_row
from organisations.actions.slugs import free_slug
from organisations.models import Group, GroupMember, Municipality, Organisation, User
from organisations.roles import Permission


class SeatValues(TypedDict):
    """A seat: which organisation's, as what, held by whom (an account is not needed) and when."""

    organisation: Organisation
    title: str
    user: User | None
    is_chair: bool
    valid_from: date | None
    valid_to: date | None


@transaction.atomic
def add(
    *,
    by: User,
    organisation: Organisation,
    name: str,
    group_kind: str,
    creation_key: UUID,
    purpose: str = "",
    municipalities: Iterable[Municipality] = (),
) -> Group:
    """Start a group that belongs to ``organisation`` and works for the municipalities as well as its own."""
    _check(by, organisation)
    values = {
        "kind": Organisation.Kind.GROUP,
        "name": name,
        "slug": free_slug(f"{name} {organisation.name}"),
        "group_kind": group_kind,
        "purpose": purpose,
        "parent": organisation,
        "is_demo": organisation.is_demo,
    }
    group, created = create_row(Group, creation_key=creation_key, values=values)
    if created:
        group.municipalities.set(municipalities)
        _note("group_added", group, by=by)
    return group


@transaction.atomic
def change(
    group: Group,
    *,
    by: User,
    edit_number: int,
    name: str,
    group_kind: str,
    purpose: str,
    municipalities: Iterable[Municipality] | None = None,
) -> Group:
    """Save a group's name, kind and task; raises StaleEdit. Its address name stays, since others may link to it."""
    _check(by, group)
    values = {"name": name, "group_kind": group_kind, "purpose": purpose}
    saved = save_row(group, edit_number=edit_number, values=values)
    if municipalities is not None:
        saved.municipalities.set(municipalities)
    _note("group_changed", saved, by=by)
    return saved


@transaction.atomic
def close(group: Group, *, by: User) -> Group:
    """Say that a group no longer exists. It stays in the documents that name it."""
    _check(by, group)
    current = Group.objects.select_for_update().get(pk=group.pk)
    if current.is_active:
        saved = save_row(current, edit_number=current.edit_number, values={"is_active": False})
        _note("group_closed", saved, by=by)
        return saved
    return current


# --- Seats ------------------------------------------------------------------------------------------


@transaction.atomic
def add_seat(group: Group, *, by: User, creation_key: UUID, values: SeatValues) -> GroupMember:
    """Add a seat. Its holder, when there is one, must work for the seat's organisation."""
    _check(by, group)
    _check_holder(values)
    seat, created = create_row(GroupMember, creation_key=creation_key, values={**values, "group": group})
    if created:
        _note("seat_added", group, by=by, seat=str(seat), person=_name(seat))
    return seat


@transaction.atomic
def change_seat(seat: GroupMember, *, by: User, edit_number: int, values: SeatValues) -> GroupMember:
    """Save a seat; raises StaleEdit."""
    _check(by, seat.group)
    _check_holder(values)
    saved = save_row(seat, edit_number=edit_number, values=dict(values))
    _note("seat_changed", saved.group, by=by, seat=str(saved), person=_name(saved))
    return saved


@transaction.atomic
def remove_seat(seat: GroupMember, *, by: User) -> None:
    """Remove a seat that should not have been there; one that has been held gets a last day instead."""
    _check(by, seat.group)
    if GroupMember.objects.filter(pk=seat.pk).delete()[0]:
        _note("seat_removed", seat.group, by=by, seat=str(seat), person=_name(seat))


def _check_holder(values: SeatValues) -> None:
    user, organisation = values["user"], values["organisation"]
    if user is not None and not user.memberships.filter(organisation=organisation).exists():
        sentence = _("%(user)s arbetar inte för %(organisation)s.")
        raise ValidationError({"user": sentence % {"user": user, "organisation": organisation}})


def _name(seat: GroupMember) -> str | None:
    return str(seat.user) if seat.user else None


def _check(by: User, organisation: Organisation) -> None:
    permissions.check_can_in_organisation(by, Permission.MANAGE_GROUPS, organisation)


def _note(action: str, group: Group, *, by: User, **data: Any) -> None:
    record(
        f"organisations.{action}",
        by=by,
        obj=group,
        data={"group": str(group), **data},
        organisations=[group.pk, *([group.parent_id] if group.parent_id else [])],
    )
