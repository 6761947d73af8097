"""Writing a lägesbild: started, written part by part, what it builds on, which problems it takes up, and adopted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.actions.events import note
from lagesbild.actions.freezing import freeze
from lagesbild.checking import missing_from
from lagesbild.choosing import choosable_problems
from lagesbild.documents import TEXTS
from lagesbild.models import (
    Lagesbild,
    LagesbildBasis,
    LagesbildProblem,
    Layer,
    Problem,
)
from lagesbild.states import LAGESBILD_STEPS, LagesbildStatus, Step, next_status
from organisations.actions.editing import create_row, last_position, move_row, save_row
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

    The summary for everybody is not taken over: it is chosen anew each time.
    """
    permissions.check_owner(by, municipality, owner)
    copied = {name: getattr(start_from, name) for name in COPIED} if start_from else {}
    given = copied | values | {"municipality": municipality, "owner": owner, "started_from": start_from}
    _check_days(given["starts_on"], given["ends_on"])
    row, is_new = create_row(
        Lagesbild, creation_key=creation_key, values=given | {"layer": _layer(given)}, by=by
    )
    if row.municipality_id != municipality.pk or row.owner_id != owner.pk:
        raise ValidationError(_("Formuläret är redan använt. Ladda om sidan och fyll i det igen."))
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


def _check_days(starts_on: date, ends_on: date) -> None:
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("Sista dagen kan inte vara före den första.")})


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
    _check_days(row.starts_on, row.ends_on)
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
    if secrecy_on and secrecy_on > timezone.localdate():
        raise ValidationError({"secrecy_on": _("Dagen har inte varit än. Kontrollera datumet.")})
    values = {
        "secrecy_provision": secrecy_provision,
        "secrecy_on": secrecy_on,
        "secrecy_by": secrecy_by,
    }
    saved = save_row(lagesbild, edit_number=edit_number, values=values, by=by)
    action = "lagesbild_marked" if secrecy_provision else "lagesbild_unmarked"
    note(
        action, saved, municipality=saved.municipality, owner=saved.owner, by=by, provision=secrecy_provision
    )
    return saved


# --- What it builds on --------------------------------------------------------------------------------


@transaction.atomic
def add_basis(
    lagesbild: Lagesbild, *, creation_key: UUID, values: dict[str, Any], by: User
) -> LagesbildBasis:
    """Add something that it builds on, or that was put aside, last."""
    parent = editable(lagesbild, by=by)
    _check_basis(values)
    given = {**values, "lagesbild": parent, "position": last_position(parent.basis.all())}
    row, is_new = create_row(LagesbildBasis, creation_key=creation_key, values=given, by=by)
    if row.lagesbild_id != parent.pk:
        raise ValidationError(_("Formuläret är redan använt. Ladda om sidan och fyll i det igen."))
    if is_new:
        _note_part(parent, "basis", by)
    return row


@transaction.atomic
def change_basis(
    row: LagesbildBasis, *, edit_number: int, values: dict[str, Any], by: User
) -> LagesbildBasis:
    """Save one row of what it builds on; raises ``StaleEdit``."""
    parent = editable(row.lagesbild, by=by)
    _check_basis(values)
    saved = save_row(row, edit_number=edit_number, values=values, by=by)
    _note_part(parent, "basis", by)
    return saved


def _check_basis(values: dict[str, Any]) -> None:
    if values.get("is_rejected") and not values.get("note"):
        raise ValidationError({"note": _("Skriv varför underlaget inte används.")})


@transaction.atomic
def remove_basis(row: LagesbildBasis, *, by: User) -> None:
    parent = editable(row.lagesbild, by=by)
    LagesbildBasis.objects.filter(pk=row.pk).delete()
    _note_part(parent, "basis", by)


@transaction.atomic
def move_basis(row: LagesbildBasis, *, up: bool, by: User) -> None:
    parent = editable(row.lagesbild, by=by)
    move_row(row, parent.basis.filter(is_rejected=row.is_rejected), up=up)


# --- The problems that it takes up --------------------------------------------------------------------


@transaction.atomic
def choose_problems(lagesbild: Lagesbild, problems: Iterable[Problem], *, by: User) -> None:
    """Take up these problems last, in the order given. One that is there already stays where it is."""
    parent = editable(lagesbild, by=by)
    wanted = list(problems)
    allowed = set(choosable_problems(by, parent).values_list("pk", flat=True))
    if any(one.pk not in allowed for one in wanted):
        raise ValidationError(_("Ett av problemen går inte att ta med. Ladda om sidan och välj igen."))
    there = set(parent.chosen.values_list("problem", flat=True))
    position = last_position(parent.chosen.all())
    LagesbildProblem.objects.bulk_create(
        LagesbildProblem(lagesbild=parent, problem=one, position=position + number, edited_by=by)
        for number, one in enumerate(one for one in wanted if one.pk not in there)
    )
    _note_part(parent, "problems", by)


@transaction.atomic
def leave_problem(row: LagesbildProblem, *, by: User) -> None:
    """Take the problem out of the lägesbild; the problem itself stays."""
    parent = editable(row.lagesbild, by=by)
    LagesbildProblem.objects.filter(pk=row.pk).delete()
    _note_part(parent, "problems", by)


@transaction.atomic
def move_problem(row: LagesbildProblem, *, up: bool, by: User) -> None:
    parent = editable(row.lagesbild, by=by)
    move_row(row, parent.chosen.all(), up=up)


def _note_part(parent: Lagesbild, part: str, by: User) -> None:
    note("lagesbild_saved", parent, municipality=parent.municipality, owner=parent.owner, by=by, part=part)


# --- Adopting ----------------------------------------------------------------------------------------


@transaction.atomic
def adopt(
    lagesbild: Lagesbild,
    *,
    decided_by_organ: str,
    decided_on: date,
    by: User,
    decision_paragraph: str = "",
    case_number: str = "",
) -> Lagesbild:
    """Record the decision and freeze the text; the one in force for the same area is replaced.

    A second time gives the same. Raises ``ValidationError`` with all that is missing.
    """
    # All that is adopted for one municipality, one at a time.
    Municipality.objects.select_for_update().get(pk=lagesbild.municipality_id)
    row = locked(lagesbild)
    permissions.check_can(by, Permission.ADOPT_LAGESBILD, row.municipality)
    if row.is_adopted:
        return row
    status = next_status(LAGESBILD_STEPS, LagesbildStatus(row.status), Step.ADOPT)
    if decided_on > timezone.localdate():
        raise ValidationError({"decided_on": _("Dagen har inte varit än. Kontrollera datumet.")})
    found = [one.text for one in missing_from(row) if one.blocks]
    if found:
        raise ValidationError(found)
    before = in_force_before(row)
    row.status, row.supersedes = status, before
    row.decided_by_organ, row.decided_on = decided_by_organ, decided_on
    row.decision_paragraph, row.case_number = decision_paragraph, case_number
    row.edit_number += 1
    row.edited_by, row.edited_at = by, timezone.now()
    if before is not None:
        before.status = next_status(LAGESBILD_STEPS, LagesbildStatus(before.status), Step.REPLACE)
        before.save(update_fields=["status"])
    row.save()
    freeze(row, by=by)
    return row


def in_force_before(row: Lagesbild) -> Lagesbild | None:
    """The lägesbild in force for the same area of the municipality, which this one would take over from."""
    same = Lagesbild.objects.filter(
        municipality=row.municipality_id,
        status=LagesbildStatus.ADOPTED,
        area=row.area_id,
        area_text=row.area_text,
    )
    return same.exclude(pk=row.pk).order_by("-decided_on", "-pk").first()
