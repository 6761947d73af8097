"""Freezing what has been adopted: the text as its rows say at that moment, and an event that it was done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lagesbild.actions.events import note
from lagesbild.composition import document_of
from lagesbild.documents import canonical, digest
from lagesbild.models import Lagesbild, LagesbildVersion

if TYPE_CHECKING:
    from organisations.models import User


def freeze(lagesbild: Lagesbild, *, by: User) -> LagesbildVersion:
    """Freeze the text of a lägesbild whose adoption is saved, in the same transaction and last in it."""
    text = canonical(document_of(lagesbild))
    version = LagesbildVersion.objects.create(
        lagesbild=lagesbild, canonical=text, sha256=digest(text), frozen_by=by
    )
    note(
        "lagesbild_adopted",
        lagesbild,
        municipality=lagesbild.municipality,
        owner=lagesbild.owner,
        by=by,
        organ=lagesbild.decided_by_organ,
        decided_on=lagesbild.decided_on.isoformat() if lagesbild.decided_on else "",
        sha256=version.sha256,
    )
    return version
