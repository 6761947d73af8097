"""Dialogues: written, counted by sex and age, closed when every finding has an answer, and opened again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild import answers, permissions
from lagesbild.actions.checks import check_days, used_already
from lagesbild.actions.events import note
from lagesbild.models import Breakdown, Dialogue, Finding
from lagesbild.models.base import SECRECY
from organisations.actions.editing import create_row, save_row
from organisations.actions.rows import StaleEdit, locked
from organisations.models import Municipality, Organisation
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import User

# So many findings are named in a refusal; of the others only how many they are.
_NAMED = 5


@transaction.atomic
def add(
    municipality: Municipality,
    *,
    owner: Organisation,
    values: Mapping[str, Any],
    creation_key: UUID,
    by: User,
) -> Dialogue:
    """Write down a dialogue. The same ``creation_key`` again gives the dialogue that it made."""
    permissions.check_owner(by, municipality, owner)
    _check(values, municipality, by=by)
    fixed = {"municipality": municipality, "owner": owner}
    dialogue, is_new = create_row(Dialogue, creation_key=creation_key, values={**values, **fixed}, by=by)
    if (dialogue.municipality_id, dialogue.owner_id) != (municipality.pk, owner.pk):
        raise used_already()
    if is_new:
        note("dialogue_added", dialogue, municipality=municipality, by=by, owner=owner)
    return dialogue


@transaction.atomic
def change(dialogue: Dialogue, *, edit_number: int, values: Mapping[str, Any], by: User) -> Dialogue:
    """Save a dialogue that is open; raises StaleEdit."""
    current = open_to(dialogue, by=by)
    _check(values, current.municipality, by=by, before=current)
    saved = save_row(current, edit_number=edit_number, values=dict(values), by=by)
    note("dialogue_changed", saved, municipality=saved.municipality, by=by, owner=saved.owner)
    return saved


@transaction.atomic
def count(dialogue: Dialogue, *, edit_number: int, rows: Mapping[tuple[str, str], int], by: User) -> Dialogue:
    """Write how many were of each sex and age, (sex, age) → how many; raises StaleEdit.

    Raises ValidationError when they are more than were reached in all.
    """
    current = open_to(dialogue, by=by)
    if current.edit_number != edit_number:
        raise StaleEdit(current)
    total = sum(rows.values())
    if current.reached is not None and total > current.reached:
        sentence = _(
            "Fördelningen har %(total)d personer, men dialogen nådde %(reached)d. Rätta det som är fel."
        )
        raise ValidationError(sentence % {"total": total, "reached": current.reached})
    current.breakdown.all().delete()
    Breakdown.objects.bulk_create(
        Breakdown(dialogue=current, sex=sex, age=age, count=number)
        for (sex, age), number in rows.items()
        if number
    )
    saved = save_row(current, edit_number=edit_number, values={}, by=by)
    note("dialogue_counted", saved, municipality=saved.municipality, by=by, owner=saved.owner, count=total)
    return saved


@transaction.atomic
def close(dialogue: Dialogue, *, unanswered: Collection[Finding], by: User) -> Dialogue:
    """Close a dialogue whose findings all have an answer. Again: the same.

    unanswered: the findings without an answer, which the caller knows. Raises ValidationError that names them.
    """
    current = _own(dialogue, by=by)
    if not current.is_open:
        return current
    if unanswered:
        raise ValidationError(_refusal(list(unanswered)))
    current.closed_at, current.closed_by, current.reopened_reason = timezone.now(), by, ""
    current.edit_number += 1
    current.save()
    note("dialogue_closed", current, municipality=current.municipality, by=by, owner=current.owner)
    return current


@transaction.atomic
def close_when_answered(dialogue: Dialogue, *, by: User) -> Dialogue:
    """The same, with the answers as they stand once nobody can add a finding."""
    current = _own(dialogue, by=by)
    return close(current, unanswered=answers.unanswered(list(current.findings.all())), by=by)


@transaction.atomic
def reopen(dialogue: Dialogue, *, reason: str, by: User) -> Dialogue:
    """Open a closed dialogue again, for a finding that was forgotten. Again: the same."""
    current = _own(dialogue, by=by)
    if current.is_open:
        return current
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför dialogen öppnas igen.")})
    current.closed_at = current.closed_by = None
    current.reopened_reason = reason
    current.edit_number += 1
    current.save()
    note("dialogue_reopened", current, municipality=current.municipality, by=by, owner=current.owner)
    return current


def open_to(dialogue: Dialogue, *, by: User) -> Dialogue:
    """The dialogue as it stands now, locked, if the person writes for its owner and it is open."""
    current = _own(dialogue, by=by)
    if not current.is_open:
        raise ValidationError(_("Dialogen är avslutad. Öppna den igen om något ska ändras."))
    return current


def _own(dialogue: Dialogue, *, by: User) -> Dialogue:
    permissions.check_owner(by, dialogue.municipality, dialogue.owner)
    return locked(dialogue)


def _check(
    values: Mapping[str, Any], municipality: Municipality, *, by: User, before: Dialogue | None = None
) -> None:
    """What the database refuses too, in words; and a secrecy marking is made by whoever may make it."""
    check_days(values["starts_on"], values.get("ends_on"))
    reached, invited = values.get("reached"), values.get("invited")
    if reached is not None and invited is not None and reached > invited:
        raise ValidationError({"reached": _("Fler svarade än som fick frågan. Kontrollera talen.")})
    _check_secrecy(values, municipality, by, before)
    _check_counted(values, before)


def _check_secrecy(
    values: Mapping[str, Any], municipality: Municipality, by: User, before: Dialogue | None
) -> None:
    marking = {name: values[name] for name in SECRECY if name in values}
    if any(marking.values()) and not all(marking.values()):
        raise ValidationError(
            {"secrecy_provision": _("Fyll i bestämmelse, dag och myndighet, eller lämna alla tre tomma.")}
        )
    if before is not None:
        permissions.check_marking(by, before, marking)
    if marking and any(value != getattr(before, name, None) for name, value in marking.items() if value):
        permissions.check_can(by, Permission.SHARE_LAGESBILD, municipality)


def _check_counted(values: Mapping[str, Any], before: Dialogue | None) -> None:
    reached = values.get("reached")
    if before is None or reached is None:
        return
    counted = sum(row.count for row in before.breakdown.all())
    if counted > reached:
        sentence = _("Fördelningen på kön och ålder har %(count)d personer. Rätta den först.")
        raise ValidationError({"reached": sentence % {"count": counted}})


def _refusal(findings: list[Finding]) -> list[str]:
    lines = [
        _("Dialogen kan avslutas när varje resultat har ett svar. Utan svar är:"),
        *(f"”{finding}”" for finding in findings[:_NAMED]),
    ]
    more = len(findings) - _NAMED
    if more > 0:
        lines.append(_("… och %(count)d till.") % {"count": more})
    return lines
