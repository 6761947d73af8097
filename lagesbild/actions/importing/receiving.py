"""Receiving a file: opened, its rows kept, nothing decided."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.actions.checks import used_already
from lagesbild.actions.importing import rules
from lagesbild.imports import stored
from lagesbild.imports.files import open_table
from lagesbild.imports.kinds import Kind
from lagesbild.imports.tables import Unreadable
from lagesbild.models import Dialogue, ImportBatch
from organisations.models import Municipality, Organisation, User
from organisations.screening import find_personal_data

PIECE = 1024 * 1024


def receive(
    file: BinaryIO,
    *,
    file_name: str,
    kind: Kind,
    municipality: Municipality,
    organisation: Organisation,
    source: str,
    by: User,
    dialogue: Dialogue | None = None,
    creation_key: uuid.UUID | None = None,
    encoding: str = "",
    delimiter: str = "",
    most: int | None = None,
    seconds: float | None = None,
    told: Callable[[int], None] | None = None,
) -> ImportBatch:
    """Open the file and keep its rows. The same file that already waits is that one, not another.

    most, seconds: more rows and time than a page takes, for the command. told: hears how many rows are read.
    Raises ValidationError with what is wrong with the file.
    """
    permissions.check_owner(by, municipality, organisation)
    if dialogue is not None:
        rules.check_open(dialogue)
    fixed = {
        "municipality": municipality,
        "organisation": organisation,
        "kind": kind.key,
        "source": source,
        "target": str(dialogue.pk) if dialogue else "",
        "file_sha256": sha256_of(file),
    }
    key = creation_key or uuid.uuid4()
    waiting = ImportBatch.objects.filter(**fixed, state__in=ImportBatch.UNFINISHED)
    if found := _already(key, waiting, municipality):
        return found
    try:
        table = kind.reshape(open_table(file, encoding=encoding, delimiter=delimiter, seconds=seconds))
        name, rows = stored.keep(table, most=most or kind.most, told=told)
    except Unreadable as fault:
        raise ValidationError({"file": str(fault)}) from fault
    values = {
        **fixed,
        "file_name": _harmless(file_name),
        "stored": name,
        "rows": rows,
        "headings": table.headings,
        "reading": table.reading,
        "uploaded_by": by,
    }
    return _created(key, values, name)


def _already(key: uuid.UUID, waiting: QuerySet[ImportBatch], own: Municipality) -> ImportBatch | None:
    """What the same form has made, or the same file."""
    sent = ImportBatch.objects.filter(creation_key=key).first()
    if sent is not None and sent.municipality_id != own.pk:
        raise used_already()
    return sent or waiting.order_by("-pk").first()


def _created(key: uuid.UUID, values: dict[str, object], name: str) -> ImportBatch:
    """The new row. What was stored goes when there is one already: the form was sent twice at once."""
    try:
        with transaction.atomic():
            batch, is_new = ImportBatch.objects.get_or_create(
                creation_key=key, defaults={**values, "touched_at": timezone.now()}
            )
    except BaseException:
        stored.forget(name)
        raise
    if not is_new:
        stored.forget(name)
    return batch


def _harmless(name: str) -> str:
    """The file's name, unless it is somebody's."""
    shown = "".join(sign for sign in name if sign.isprintable())[-200:]
    return _("(namnet visas inte)") if find_personal_data(shown) else shown


def sha256_of(file: BinaryIO) -> str:
    """The hash of all of the file."""
    file.seek(0)
    found = hashlib.sha256()
    while piece := file.read(PIECE):
        found.update(piece)
    file.seek(0)
    return found.hexdigest()
