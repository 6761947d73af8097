"""Removing what was written by mistake: a dialogue, a place, an agreement or a series of one's own."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction

from lagesbild import permissions
from lagesbild.actions.events import note
from lagesbild.models import CooperationAgreement, Dialogue, Place, Series
from lagesbild.removal import refusal
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import Municipality, User


@transaction.atomic
def remove_dialogue(dialogue: Dialogue, *, by: User) -> None:
    """Remove a dialogue with what was said in it. Again: nothing. Raises ValidationError with why it cannot go."""
    permissions.check_owner(by, dialogue.municipality, dialogue.owner)
    _remove(dialogue, "dialogue_removed", dialogue.municipality, by, owner=dialogue.owner)


@transaction.atomic
def remove_place(place: Place, *, by: User) -> None:
    """Remove a place, as ``remove_dialogue``."""
    permissions.check_can(by, Permission.WRITE_LAGESBILD, place.municipality)
    _remove(place, "place_removed", place.municipality, by, owner=place.owner)


@transaction.atomic
def remove_agreement(agreement: CooperationAgreement, *, by: User) -> None:
    """Remove an agreement, as ``remove_dialogue``. The log keeps the checksum of its file."""
    permissions.check_can(by, Permission.WRITE_LAGESBILD, agreement.municipality)
    if agreement.file.name:
        transaction.on_commit(partial(agreement.file.storage.delete, agreement.file.name))
    _remove(agreement, "agreement_removed", agreement.municipality, by, sha256=agreement.file_sha256)


@transaction.atomic
def remove_series(series: Series, *, by: User) -> None:
    """Remove a series of the municipality's own with its figures, as ``remove_dialogue``."""
    municipality = series.municipality
    assert municipality is not None  # noqa: S101  # the others are nobody's here
    permissions.check_can(by, Permission.WRITE_LAGESBILD, municipality)
    _remove(series, "series_removed", municipality, by)


def _remove(row: Any, action: str, municipality: Municipality, by: User, **data: Any) -> None:
    """Locked, so that nobody can refer to it between the question and the answer."""
    current = type(row)._default_manager.select_for_update(of=("self",)).filter(pk=row.pk).first()
    if current is None:
        return
    if sentence := refusal(current):
        raise ValidationError(sentence)
    note(action, current, municipality=municipality, by=by, **data)
    current.delete()
