"""Samverkansöverenskommelser: what the parties have agreed, with the signed file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction

from lagesbild import permissions
from lagesbild.actions.checks import check_days, used_already
from lagesbild.actions.events import note
from lagesbild.models import CooperationAgreement
from organisations.actions.editing import create_row, save_row
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import Municipality, Organisation, User
    from organisations.uploads import CheckedFile


@transaction.atomic
def add_agreement(
    municipality: Municipality,
    *,
    parties: Iterable[Organisation],
    values: dict[str, Any],
    creation_key: UUID,
    by: User,
    file: CheckedFile | None = None,
) -> CooperationAgreement:
    """Note an agreement and its parties. The same form sent twice gives one."""
    permissions.check_can(by, Permission.WRITE_LAGESBILD, municipality)
    check_days(values["starts_on"], values["ends_on"])
    given = {**values, **_file_values(file, values["title"]), "municipality": municipality}
    row, is_new = create_row(CooperationAgreement, creation_key=creation_key, values=given, by=by)
    if row.municipality_id != municipality.pk:
        raise used_already()
    if is_new:
        row.parties.set(parties)
        note("agreement_added", row, municipality=municipality, by=by)
    return row


@transaction.atomic
def change_agreement(
    row: CooperationAgreement,
    *,
    edit_number: int,
    parties: Iterable[Organisation],
    values: dict[str, Any],
    by: User,
    file: CheckedFile | None = None,
) -> CooperationAgreement:
    """Save an agreement; raises ``StaleEdit``. ``file`` None keeps the one there is."""
    permissions.check_can(by, Permission.WRITE_LAGESBILD, row.municipality)
    check_days(values["starts_on"], values["ends_on"])
    given = {**values, **_file_values(file, values["title"])}
    saved = save_row(row, edit_number=edit_number, values=given, by=by)
    saved.parties.set(parties)
    note(
        "agreement_changed",
        saved,
        municipality=row.municipality,
        by=by,
        sha256=file.sha256 if file else saved.file_sha256,
    )
    return saved


def _file_values(file: CheckedFile | None, title: str) -> dict[str, Any]:
    if file is None:
        return {}
    return {
        "file": file.as_stored(),
        "file_name": f"{title[:150]}.{file.suffix}",
        "file_sha256": file.sha256,
    }
