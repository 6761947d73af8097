"""The ordered rows of a draft: parties, sections, aims, places, signatories and the like.

One set of actions for them all, because a rule that holds for one (locked, permitted, safe to send twice,
refused when stale, recorded) must hold for every one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from organisations.actions.editing import create_row, last_position, move_row, save_row
from organisations.actions.rows import StaleEdit
from organisations.models.editing import OrderedRow
from promises.actions.events import note
from promises.actions.rows import check_same_draft, editable_revision
from promises.models import (
    Aim,
    DialogueBasis,
    FollowUpPlan,
    Indicator,
    Party,
    Place,
    Predecessor,
    PromiseContact,
    Revision,
    Section,
    Signatory,
)

if TYPE_CHECKING:
    from organisations.models import Organisation, User

Row = TypeVar("Row", Aim, Indicator, Party, Place, Predecessor, PromiseContact, Section, Signatory)
Single = TypeVar("Single", DialogueBasis, FollowUpPlan)


@transaction.atomic
def add_row(
    revision: Revision, model: type[Row], *, creation_key: UUID, values: dict[str, Any], by: User
) -> Row:
    """Add a row last among its kind. The same ``creation_key`` again gives the row that it gave before."""
    revision = editable_revision(revision, by=by)
    draft = model(**values, revision=revision)
    values = {**values, "revision": revision, "position": last_position(siblings(draft))}
    row, is_new = create_row(model, creation_key=creation_key, values=values, by=by)
    check_same_draft(row, revision)
    if is_new:
        note(f"{model._meta.model_name}_added", revision, by=by, what=str(row))
    return row


@transaction.atomic
def change_row(row: Row, *, edit_number: int, values: dict[str, Any], by: User) -> Row:
    """Save the row; raises ``StaleEdit`` when somebody else has saved or removed it."""
    revision = editable_revision(row.revision, by=by)
    saved = save_row(row, edit_number=edit_number, values=values, by=by)
    note(f"{row._meta.model_name}_changed", revision, by=by, what=str(saved))
    return saved


@transaction.atomic
def reorder_row(row: OrderedRow, *, up: bool, by: User) -> None:
    """Let the row change places with the one before or after it."""
    revision = editable_revision(row.revision, by=by)  # type: ignore[attr-defined]
    move_row(row, siblings(row), up=up)
    note(f"{row._meta.model_name}_moved", revision, by=by, what=str(row))


@transaction.atomic
def remove_row(row: Row, *, edit_number: int, by: User) -> None:
    """Remove the row unless somebody has saved it since it was shown: then raises ``StaleEdit``."""
    revision = editable_revision(row.revision, by=by)
    model = type(row)
    gone, _rows = model._default_manager.filter(pk=row.pk, edit_number=edit_number).delete()
    if not gone:
        raise StaleEdit(model._default_manager.select_related("edited_by").filter(pk=row.pk).first())
    note(f"{row._meta.model_name}_removed", revision, by=by, what=str(row))


@transaction.atomic
def add_party(revision: Revision, organisation: Organisation, *, wording: str = "", by: User) -> Party:
    """Let an organisation stand behind the promise. One that already does stays as it is."""
    revision = editable_revision(revision, by=by)
    values = {"wording": wording, "position": last_position(revision.parties.all()), "edited_by": by}
    party, is_new = Party.objects.get_or_create(revision=revision, organisation=organisation, defaults=values)
    if is_new:
        note("party_added", revision, by=by, what=str(organisation))
    return party


@transaction.atomic
def save_single(
    revision: Revision,
    model: type[Single],
    *,
    edit_number: int,
    creation_key: UUID,
    values: dict[str, Any],
    by: User,
) -> Single:
    """Save what a revision has one of (dialogue, follow-up), making it the first time.

    ``edit_number`` is 0 when the form was made before there was a row: two people who both write the first
    version meet as two who edit the same one, and the second gets ``StaleEdit``.
    """
    revision = editable_revision(revision, by=by)
    row = model._default_manager.filter(revision=revision).first()
    if row is None:
        row, _new = create_row(
            model, creation_key=creation_key, values={**values, "revision": revision}, by=by
        )
        check_same_draft(row, revision)
    else:
        row = save_row(row, edit_number=edit_number, values=values, by=by)
    note(f"{model._meta.model_name}_saved", revision, by=by)
    return row


def siblings(row: OrderedRow) -> models.QuerySet[Any]:
    """The rows that the row stands in order among, itself included."""
    same: dict[str, Any] = {"revision": row.revision}  # type: ignore[attr-defined]
    if isinstance(row, Section):
        same["after_activities"] = row.after_activities
    if isinstance(row, Place):
        same |= {"focus_area": row.focus_area_id, "activity": row.activity_id}
    return type(row)._default_manager.filter(**same)
