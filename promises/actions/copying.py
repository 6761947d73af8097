"""A new draft from an older text: every row is copied, and an activity keeps its key."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models.fields.files import FieldFile

from promises.models import (
    Activity,
    Adoption,
    Aim,
    DialogueBasis,
    FocusArea,
    FollowUpPlan,
    Indicator,
    Party,
    Picture,
    Place,
    Predecessor,
    PromiseContact,
    Revision,
    Section,
    Signatory,
)
from promises.states import Status

if TYPE_CHECKING:
    from organisations.models import User

PLAIN = (Party, Section, Aim, DialogueBasis, FollowUpPlan, Picture, Signatory, PromiseContact, Predecessor)
# These belong to the old text and stay with it: what was said about it, and the text itself when frozen.
LEFT_BEHIND = frozenset({"Comment", "Approval", "Adoption", "PromiseVersion"})

_FRESH = ("status", "status_changed_at", "published_at", "ended_at", "ended_reason", "change_summary")
# These speak of the published text, also with words that have been removed from it since.
_INDEX = ("search_text", "summary")
_SIGNED_ELSEWHERE = {"original_signed_on": None, "original_signed_text": "", "original_place": ""}


def copy_revision(
    revision: Revision, *, number: int, attempt: int, by: User, keep_adoptions: bool = False, **values: Any
) -> Revision:
    """Copy a revision with all that is written in it into a new draft. To be called in a transaction.

    ``number`` and ``attempt`` say what the draft is to become; ``values`` are fields of the new revision. Whatever is
    ``signed_here`` loses the days that an original gave its signatures. Adoptions follow only on request: the organ
    adopted the text as it was.
    """
    copy = _copied(revision, promise=revision.promise, edited_by=by)
    for name in (*_FRESH, *_INDEX):
        setattr(copy, name, getattr(Revision(), name))
    copy.status, copy.number, copy.attempt, copy.based_on = Status.DRAFT, number, attempt, revision
    for name, value in values.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    for model in PLAIN:
        _copy_rows(model, revision, copy, by)
    if copy.signed_here:
        copy.signatories.update(**_SIGNED_ELSEWHERE)
    areas = _copy_rows(FocusArea, revision, copy, by)
    activities = _copy_activities(revision, copy, areas, by)
    _copy_hung(Place, revision, copy, areas, activities, by)
    _copy_hung(Indicator, revision, copy, areas, activities, by)
    if keep_adoptions:
        _copy_rows(Adoption, revision, copy, by)
    return copy


def _copy_activities(revision: Revision, copy: Revision, areas: dict[int, Any], by: User) -> dict[int, Any]:
    made: dict[int, Activity] = {}
    for row in revision.activities.order_by("pk"):
        area = areas[row.focus_area_id] if row.focus_area_id else None
        made[row.pk] = _saved(_copied(row, revision=copy, focus_area=area, edited_by=by))
        for actor in row.actors.order_by("pk"):
            _saved(_copied(actor, activity=made[row.pk]))
        for answer in row.answers.order_by("pk"):
            _saved(_copied(answer, activity=made[row.pk]))
    return made


def _copy_hung(
    model: Any,
    revision: Revision,
    copy: Revision,
    areas: dict[int, Any],
    activities: dict[int, Any],
    by: User,
) -> None:
    """Copy the rows that hang on the whole, on a focus area or on an activity: places and indicators."""
    for row in model.objects.filter(revision=revision).order_by("pk"):
        _saved(
            _copied(
                row,
                revision=copy,
                focus_area=areas[row.focus_area_id] if row.focus_area_id else None,
                activity=activities[row.activity_id] if row.activity_id else None,
                edited_by=by,
            )
        )


def _copy_rows(model: type[models.Model], revision: Revision, copy: Revision, by: User) -> dict[int, Any]:
    """Copy the rows of one table; old primary key → new row."""
    found = model._default_manager.filter(revision=revision).order_by("pk")
    return {row.pk: _saved(_copied(row, revision=copy, edited_by=by)) for row in found}


def _copied(row: Any, **values: Any) -> Any:
    """The same row, unsaved: without its primary key, with a creation key and an edit number of its own."""
    fields = {f.attname: _value(row, f) for f in row._meta.concrete_fields if not f.primary_key}
    fresh = {"creation_key": uuid.uuid4(), "edit_number": 1} | values
    known = {f.name for f in row._meta.concrete_fields}
    copy = type(row)(**fields)
    for name, value in fresh.items():
        if name in known:
            setattr(copy, name, value)
    return copy


def _value(row: Any, field: Any) -> Any:
    # A file by its name: the two rows share the stored file, and neither may hold the other's object.
    value = field.value_from_object(row)
    return value.name if isinstance(value, FieldFile) else value


def _saved(row: Any) -> Any:
    row.save(force_insert=True)
    return row
