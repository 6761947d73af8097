"""Writing a lägesbild: started, written part by part, what it builds on, which problems it takes up, and adopted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.actions.checks import check_days, check_has_been, used_already
from lagesbild.actions.events import note
from lagesbild.choosing import choosable_problems
from lagesbild.documents import TEXTS
from lagesbild.models import (
    Lagesbild,
    LagesbildBasis,
    LagesbildProblem,
    Layer,
)
from lagesbild.models.base import SECRECY
from organisations.actions.editing import create_row, save_row
from organisations.actions.rows import StaleEdit, locked, says
from organisations.models import Municipality
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import Organisation, User

# What a lägesbild that starts from another takes over: what it is about and says, not whose or when.
COPIED = ("area", "area_text", *(name for name in TEXTS if name != "public_summary"))


@transaction.atomic
def start(
    municipality: Municipality,
    *,
    owner: Organisation,
    values: dict[str, Any],
    creation_key: UUID,
    by: User,
    start_from: Lagesbild | None = None,
) -> Lagesbild:
    """Begin a lägesbild, empty or with the texts, the basis and the problems of an earlier one.

    The summary for everybody is not taken over: it is chosen anew each time. A secrecy marking follows with the text
    that it covers.
    """
    permissions.check_owner(by, municipality, owner)
    names = (*COPIED, *SECRECY) if start_from and start_from.is_secret else COPIED
    copied = {name: getattr(start_from, name) for name in names} if start_from else {}
    given = copied | values | {"municipality": municipality, "owner": owner, "started_from": start_from}
    check_days(given["starts_on"], given["ends_on"])
    row, is_new = create_row(
        Lagesbild, creation_key=creation_key, values=given | {"layer": _layer(given)}, by=by
    )
    if row.municipality_id != municipality.pk or row.owner_id != owner.pk:
        raise used_already()
    if is_new:
        if start_from is not None:
            _copy_rows(start_from, row, by)
        origin = {"started_from": start_from.title} if start_from else {}
        note("lagesbild_started", row, municipality=municipality, owner=owner, by=by, **origin)
    return row


def _copy_rows(origin: Lagesbild, row: Lagesbild, by: User) -> None:
    names = ("name", "period", "is_rejected", "note", "position")
    LagesbildBasis.objects.bulk_create(
        LagesbildBasis(lagesbild=row, edited_by=by, **{name: getattr(one, name) for name in names})
        for one in origin.basis.all()
    )
    kept = choosable_problems(by, row).filter(chosen_in__lagesbild=origin).order_by("chosen_in__position")
    LagesbildProblem.objects.bulk_create(
        LagesbildProblem(lagesbild=row, problem=problem, position=position, edited_by=by)
        for position, problem in enumerate(kept, start=1)
    )


def _layer(values: dict[str, Any]) -> str:
    """A joint lägesbild is read by the parties; one's own by whom one has said."""
    return Layer.PARTIES if values.get("is_joint", True) else values.get("layer", Layer.PARTIES)


def editable(lagesbild: Lagesbild, *, by: User) -> Lagesbild:
    """The draft, locked, for somebody who may write in it; raises PermissionDenied with a sentence otherwise."""
    row = locked(lagesbild)
    permissions.check_can(by, Permission.WRITE_LAGESBILD, row.municipality)
    if not row.is_joint:
        permissions.check_owner(by, row.municipality, row.owner)
    if not row.is_draft:
        raise PermissionDenied(_("Lägesbilden är antagen och ändras inte. Börja på en ny i stället."))
    return row


@transaction.atomic
def save_part(
    lagesbild: Lagesbild, part: str, *, edit_number: int, values: dict[str, Any], by: User
) -> Lagesbild:
    """Save one part. Each part counts its own saves, so two people can write different parts at once.

    Raises ``StaleEdit`` when somebody else has saved the same part since the form was made.
    """
    row = editable(lagesbild, by=by)
    number = row.part_numbers.get(part, 1)
    if number != edit_number:
        if says(row, values):
            return row
        # The form counts editions of its part, not of the row.
        row.edit_number = number
        raise StaleEdit(row)
    for name, value in values.items():
        setattr(row, name, value)
    check_days(row.starts_on, row.ends_on)
    row.layer = _layer({"is_joint": row.is_joint, "layer": row.layer})
    row.part_numbers = {**row.part_numbers, part: number + 1}
    row.edit_number += 1
    row.edited_by, row.edited_at = by, timezone.now()
    row.save()
    note("lagesbild_saved", row, municipality=row.municipality, owner=row.owner, by=by, part=part)
    return row


@transaction.atomic
def remove_draft(lagesbild: Lagesbild, *, by: User) -> None:
    """Remove a draft. An adopted lägesbild is never removed."""
    row = editable(lagesbild, by=by)
    note("lagesbild_removed", row, municipality=row.municipality, owner=row.owner, by=by)
    row.delete()


@transaction.atomic
def mark(
    lagesbild: Lagesbild,
    *,
    edit_number: int,
    secrecy_provision: str,
    secrecy_on: date | None,
    secrecy_by: Organisation | None,
    by: User,
) -> Lagesbild:
    """Mark the whole as secret, or take the marking away; also of an adopted one, whose text stays as it was frozen."""
    permissions.check_can(by, Permission.SHARE_LAGESBILD, lagesbild.municipality)
    check_has_been(secrecy_on, "secrecy_on")
    values = {
        "secrecy_provision": secrecy_provision,
        "secrecy_on": secrecy_on,
        "secrecy_by": secrecy_by,
    }
    permissions.check_marking(by, lagesbild, values)
    saved = save_row(lagesbild, edit_number=edit_number, values=values, by=by)
    action = "lagesbild_marked" if secrecy_provision else "lagesbild_unmarked"
    note(
        action, saved, municipality=saved.municipality, owner=saved.owner, by=by, provision=secrecy_provision
    )
    return saved
