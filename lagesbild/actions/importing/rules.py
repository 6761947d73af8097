"""What every step asks first: who may, and whether the file still waits for it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.imports.kinds import Kind
from lagesbild.imports.registry import KINDS
from lagesbild.models import Dialogue, ImportBatch
from organisations.actions.rows import locked
from organisations.models import User

# Rows read or written in one transaction: some forty milliseconds of lock, and under a second also on an overloaded
# machine.
CHUNK = 200


def kind_of(batch: ImportBatch) -> Kind:
    """What the file has rows of, and how they are read."""
    return KINDS[batch.kind]


def check_may(by: User, batch: ImportBatch) -> None:
    """Raise PermissionDenied unless the person writes for the organisation whose file it is."""
    permissions.check_owner(by, batch.municipality, batch.organisation)


def lock_in(batch: ImportBatch, *states: str) -> ImportBatch:
    """The row as it stands now, locked. Raises ValidationError when it is in none of ``states`` any more."""
    current = locked(batch)
    if current.state not in states:
        raise ValidationError(
            _("Inläsningen är redan i läget ”%(state)s”. Ladda om sidan.")
            % {"state": current.get_state_display()}
        )
    return current


def open_dialogue(batch: ImportBatch) -> Dialogue:
    """The dialogue that the rows go to, locked. Raises ValidationError when it is closed."""
    dialogue = Dialogue.objects.select_for_update(of=("self",)).get(pk=int(batch.target))
    check_open(dialogue)
    return dialogue


def check_open(dialogue: Dialogue) -> None:
    """Raise ValidationError when nothing more can come into the dialogue."""
    if not dialogue.is_open:
        raise ValidationError(_("Dialogen är avslutad, så det går inte att läsa in mer i den."))
