"""The points of a safety walk: recorded on the way, changed afterwards, and followed up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.actions.checks import check_has_been, used_already
from lagesbild.actions.events import note
from lagesbild.actions.walks import unpublished
from lagesbild.models import SafetyWalk, WalkPoint
from lagesbild.where_and_when import check_place, check_position
from organisations.actions.editing import create_row, last_position, save_row
from organisations.actions.rows import StaleEdit
from organisations.pictures import CleanPicture
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import User

State = WalkPoint.State
NO_PICTURE: dict[str, Any] = {"picture": "", "picture_width": None, "picture_height": None, "picture_alt": ""}


@transaction.atomic
def record(
    walk: SafetyWalk,
    *,
    values: Mapping[str, Any],
    creation_key: UUID,
    by: User,
    picture: CleanPicture | None = None,
    is_sure: bool = False,
) -> WalkPoint:
    """Record a point. The same ``creation_key`` again gives the point that it made.

    is_sure: the person has said that a position outside of the municipality is right.
    """
    current = unpublished(walk, by=by)
    if not WalkPoint.objects.filter(creation_key=creation_key).exists():
        _check(current, values, has_picture=picture is not None, is_sure=is_sure)
    fixed = {"walk": current, "position": last_position(current.points.all())}
    stored = _stored(picture) if picture else {"picture_alt": ""}
    point, is_new = create_row(
        WalkPoint, creation_key=creation_key, values={**values, **fixed, **stored}, by=by
    )
    if point.walk_id != current.pk:
        raise used_already()
    if is_new:
        _note("walk_point_added", point, current, by, category=str(point.get_category_display()))
    return point


@transaction.atomic
def change(
    point: WalkPoint,
    *,
    edit_number: int,
    values: Mapping[str, Any],
    by: User,
    picture: CleanPicture | None = None,
    keeps_picture: bool = True,
    is_sure: bool = False,
) -> WalkPoint:
    """Save a point; raises StaleEdit. ``picture`` takes the place of the one there is."""
    current = unpublished(point.walk, by=by)
    before = point.picture.name if point.picture else ""
    has_picture = picture is not None or bool(before and keeps_picture)
    _check(current, values, has_picture=has_picture, is_sure=is_sure)
    stored = _stored(picture) if picture else ({} if has_picture else NO_PICTURE)
    saved = save_row(point, edit_number=edit_number, values={**values, **stored}, by=by)
    if saved.picture.name != before:
        _drop_file(before)
    _note("walk_point_changed", saved, current, by, category=str(saved.get_category_display()))
    return saved


@transaction.atomic
def follow_up(
    point: WalkPoint, *, edit_number: int, state: str, state_note: str, state_on: date | None, by: User
) -> WalkPoint:
    """Say what has become of a point, in a published protocol too; raises StaleEdit."""
    walk = point.walk
    permissions.check_can(by, Permission.WRITE_LAGESBILD, walk.municipality)
    if state == State.DECLINED and not state_note.strip():
        raise ValidationError({"state_note": _("Skriv varför det inte åtgärdas.")})
    check_has_been(state_on, "state_on")
    values = {
        "state": State(state),
        "state_note": state_note,
        "state_on": state_on or timezone.localdate(),
    }
    saved = save_row(point, edit_number=edit_number, values=values, by=by)
    _note("walk_point_followed", saved, walk, by, state=str(saved.get_state_display()))
    return saved


@transaction.atomic
def remove(point: WalkPoint, *, edit_number: int, by: User) -> None:
    """Take a point away. Again: nothing. Raises StaleEdit."""
    current = unpublished(point.walk, by=by)
    row = WalkPoint.objects.select_for_update().filter(pk=point.pk).first()
    if row is None:
        return
    if row.edit_number != edit_number:
        raise StaleEdit(row)
    _note("walk_point_removed", row, current, by, category=str(row.get_category_display()))
    row.delete()
    _drop_file(row.picture.name if row.picture else "")


def _check(walk: SafetyWalk, values: Mapping[str, Any], *, has_picture: bool, is_sure: bool) -> None:
    if has_picture and not values.get("picture_alt", "").strip():
        raise ValidationError({"picture_alt": _("Skriv vad bilden visar, för den som inte ser den.")})
    check_place(walk.municipality, values.get("place"))
    check_position(walk.municipality, values.get("latitude"), values.get("longitude"), is_sure=is_sure)


def _stored(picture: CleanPicture) -> dict[str, Any]:
    storage = WalkPoint._meta.get_field("picture").storage
    name = picture.stored(storage, f"walks/{timezone.localdate():%Y}")
    return {"picture": name, "picture_width": picture.width, "picture_height": picture.height}


def _drop_file(name: str | None) -> None:
    """Delete the file once the transaction has gone through, unless another point shows the same."""
    storage = WalkPoint._meta.get_field("picture").storage

    def delete() -> None:
        if name and not WalkPoint.objects.filter(picture=name).exists():
            storage.delete(name)

    transaction.on_commit(delete)


def _note(action: str, point: WalkPoint, walk: SafetyWalk, by: User, **data: Any) -> None:
    note(action, walk, municipality=walk.municipality, by=by, owner=walk.owner, point=point.pk, **data)
