"""What was handed to another authority: noted once, never changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db import transaction

from lagesbild import permissions
from lagesbild.actions.checks import check_has_been
from lagesbild.actions.events import note as note_event
from lagesbild.models import Sharing
from organisations.actions.rows import create_row
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import Municipality, Organisation, User


class SharingValues(TypedDict):
    """What was handed over, to whom, when, and by which law or decision."""

    what: str
    recipient: str
    shared_on: date
    ground: str
    note: str


@transaction.atomic
def note(
    municipality: Municipality,
    *,
    owner: Organisation,
    values: SharingValues,
    creation_key: UUID,
    by: User,
    subject: str = "",
) -> Sharing:
    """Note that something was handed over. ``subject``: where it is found here, such as ``lagesbild:12``."""
    permissions.check_can(by, Permission.SHARE_LAGESBILD, municipality)
    permissions.check_owner(by, municipality, owner)
    check_has_been(values["shared_on"], "shared_on")
    row, created = create_row(
        Sharing,
        creation_key=creation_key,
        values={**values, "municipality": municipality, "owner": owner, "subject": subject, "noted_by": by},
        owners=("municipality", "owner"),
    )
    if created:
        note_event(
            "shared",
            row,
            municipality=municipality,
            by=by,
            owner=owner,
            recipient=row.recipient,
            shared_on=row.shared_on.isoformat(),
        )
    return row
