"""What was said in a dialogue, one thing a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from lagesbild.actions.checks import used_already
from lagesbild.actions.dialogues import open_to
from lagesbild.actions.events import note
from lagesbild.models import Dialogue, Finding
from organisations.actions.editing import create_row, last_position, move_row, save_row
from organisations.actions.rows import StaleEdit

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def add(dialogue: Dialogue, *, values: Mapping[str, Any], creation_key: UUID, by: User) -> Finding:
    """Write down one thing that was said. The same ``creation_key`` again gives the row that it made."""
    current = open_to(dialogue, by=by)
    _check(values, current)
    fixed = {"dialogue": current, "position": last_position(current.findings.all())}
    finding, is_new = create_row(Finding, creation_key=creation_key, values={**values, **fixed}, by=by)
    if finding.dialogue_id != current.pk:
        raise used_already()
    if is_new:
        _note("finding_added", finding, current, by)
    return finding


@transaction.atomic
def change(finding: Finding, *, edit_number: int, values: Mapping[str, Any], by: User) -> Finding:
    """Save a finding; raises StaleEdit."""
    current = open_to(finding.dialogue, by=by)
    _check(values, current)
    saved = save_row(finding, edit_number=edit_number, values=dict(values), by=by)
    _note("finding_changed", saved, current, by)
    return saved


@transaction.atomic
def move(finding: Finding, *, up: bool, by: User) -> None:
    """Let a finding change places with its neighbour."""
    current = open_to(finding.dialogue, by=by)
    move_row(finding, current.findings.all(), up=up)


@transaction.atomic
def remove(finding: Finding, *, edit_number: int, by: User) -> None:
    """Take the row away, unless it has an answer. Again: nothing. Raises StaleEdit."""
    current = open_to(finding.dialogue, by=by)
    row = Finding.objects.select_for_update().filter(pk=finding.pk).first()
    if row is None:
        return
    if row.edit_number != edit_number:
        raise StaleEdit(row)
    _note("finding_removed", row, current, by)
    try:
        row.delete()
    except ProtectedError:
        raise ValidationError(_("Resultatet har fått ett svar och kan inte tas bort.")) from None


def _note(action: str, finding: Finding, dialogue: Dialogue, by: User) -> None:
    municipality, owner = dialogue.municipality, dialogue.owner
    note(action, dialogue, municipality=municipality, by=by, owner=owner, theme=finding.get_theme_display())


def _check(values: Mapping[str, Any], dialogue: Dialogue) -> None:
    count = values.get("count")
    if count is not None and dialogue.reached is not None and count > dialogue.reached:
        sentence = _("Fler än de %(reached)d som dialogen nådde. Kontrollera talet.")
        raise ValidationError({"count": sentence % {"reached": dialogue.reached}})
    if values.get("is_public") and dialogue.is_secret:
        raise ValidationError({"is_public": _("Dialogen är sekretessmarkerad. Då visas inget för alla.")})
