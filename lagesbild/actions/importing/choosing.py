"""Saying which column is which, and which of their words is which of ours."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild.actions.importing import rules
from lagesbild.actions.importing.cleaning import remove_staged
from lagesbild.imports import columns, stored
from lagesbild.imports.checking import screened
from lagesbild.imports.columns import Chosen, Words
from lagesbild.imports.kinds import LEAVE_OUT, Kind
from lagesbild.imports.tables import Unreadable
from lagesbild.imports.values import folded
from lagesbild.models import ColumnMapping, ImportBatch
from organisations.models import User

State = ImportBatch.State
# From these the columns may be chosen, again too: nothing has come in yet.
OPEN = (State.UPLOADED, State.CHECKING, State.CHECKED)


def choose_columns(batch: ImportBatch, *, chosen: Chosen, by: User) -> ImportBatch:
    """Say which column holds what. The check begins, unless there are words to be asked about first.

    ``columns["asked"]`` then holds them: {our field: [[their word, how many], …]}.
    """
    rules.check_may(by, batch)
    kind = rules.kind_of(batch)
    _check_chosen(kind, batch, chosen)
    words = remembered(batch).get("words", {})
    asked = _asked(kind, batch, chosen)
    needed = any(
        folded(word) not in words.get(name, {}) for name, found in asked.items() for word, _count in found
    )
    return _set(batch, {"fields": chosen, "words": words, "asked": asked}, begins=not needed)


def choose_words(batch: ImportBatch, *, words: Words, by: User) -> ImportBatch:
    """Say what their words mean, ``LEAVE_OUT`` for rows that are not to come in. The check begins."""
    rules.check_may(by, batch)
    kind, fields = rules.kind_of(batch), batch.columns.get("fields", {})
    for name, found in batch.columns.get("asked", {}).items():
        allowed = {LEAVE_OUT, *(value for value, _label in kind.field(name).choices)}
        said = words.get(name, {})
        if any(said.get(folded(word)) not in allowed for word, _count in found):
            raise ValidationError(_("Välj vad varje ord betyder."))
    asked = batch.columns.get("asked", {})
    known = remembered(batch).get("words", {})
    merged = {name: {**known.get(name, {}), **words.get(name, {})} for name in {**known, **words}}
    return _set(batch, {"fields": fields, "words": merged, "asked": asked}, begins=True)


def remembered(batch: ImportBatch) -> dict[str, Any]:
    """How the last file from the same source was read."""
    found = ColumnMapping.objects.filter(
        organisation=batch.organisation_id, kind=batch.kind, source=batch.source
    ).first()
    return found.columns if found else {}


def _check_chosen(kind: Kind, batch: ImportBatch, chosen: Chosen) -> None:
    if missing := columns.missing(kind, chosen):
        raise ValidationError(
            {field.name: _("Välj kolumnen för ”%(field)s”.") % {"field": field.label} for field in missing}
        )
    if len(set(chosen.values())) < len(chosen):
        raise ValidationError(_("Samma kolumn är vald två gånger. Välj en kolumn för varje uppgift."))
    if any(not 0 <= index < len(batch.headings) for index in chosen.values()):
        raise ValidationError(_("Kolumnen finns inte i filen. Ladda om sidan."))


def _asked(kind: Kind, batch: ImportBatch, chosen: Chosen) -> dict[str, list[list[Any]]]:
    """The words that we do not know ourselves, by field."""
    try:
        counted = columns.words_of(kind, chosen, stored.lines(batch.stored))
        found = {name: columns.unknown(kind.field(name), words) for name, words in counted.items()}
    except FileNotFoundError:
        raise gone() from None
    except Unreadable as fault:
        raise ValidationError(str(fault)) from fault
    # A word with somebody's number in it is no category, and not to be remembered: the check says in which row it is.
    kept = {
        name: [[word, count] for word, count in words if not screened(word)] for name, words in found.items()
    }
    return {name: words for name, words in kept.items() if words}


def gone() -> ValidationError:
    """What is said when the rows of a file are no longer in the store."""
    return ValidationError(_("Filens rader finns inte kvar. Ladda upp filen igen."))


def _set(batch: ImportBatch, chosen: dict[str, Any], *, begins: bool) -> ImportBatch:
    """Store the choice and start from the beginning. First back to uploaded, so that no check goes on meanwhile."""
    counts = {"checked": 0, "offset": 0, "faults": 0, "duplicates": 0, "left_out": 0}
    with transaction.atomic():
        current = rules.lock_in(batch, *OPEN)
        for name, value in {**counts, "columns": chosen, "state": State.UPLOADED}.items():
            setattr(current, name, value)
        current.touched_at = timezone.now()
        current.save()
        _remember(current)
    remove_staged(current)
    if not begins:
        return current
    with transaction.atomic():
        current = rules.lock_in(current, State.UPLOADED)
        current.state = State.CHECKING
        current.save(update_fields=["state"])
    return current


def _remember(batch: ImportBatch) -> None:
    kept = columns.remember(batch.headings, batch.columns["fields"], batch.columns["words"])
    ColumnMapping.objects.update_or_create(
        organisation=batch.organisation, kind=batch.kind, source=batch.source, defaults={"columns": kept}
    )
