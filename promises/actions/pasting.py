"""Adding the rows of a pasted table: all of them or none."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from promises.actions.activities import Written, add_activities
from promises.actions.focus_areas import add_focus_area
from promises.models import Activity, FocusArea, Revision

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def add_table(
    revision: Revision, rows: Sequence[tuple[int, str, Written]], *, form_key: uuid.UUID, by: User
) -> list[Activity]:
    """Add activities from a table: each row's number in it, the heading it stood under ("" for none), and the row.

    A heading becomes a focus area, or finds the one that has that title. The same ``form_key`` again adds nothing
    twice.
    """
    areas = {heading: _area(revision, heading, form_key, by) for _n, heading, _row in rows if heading}
    written = [
        replace(
            row,
            values={**row.values, "focus_area": areas.get(heading, row.values.get("focus_area"))},
            creation_key=uuid.uuid5(form_key, f"row {number}"),
        )
        for number, heading, row in rows
    ]
    return add_activities(revision, written, by=by)


def _area(revision: Revision, title: str, form_key: uuid.UUID, by: User) -> FocusArea:
    wanted = title.casefold()
    for area in revision.focus_areas.order_by("position", "pk"):
        if area.title.casefold() == wanted:
            return area
    key = uuid.uuid5(form_key, f"heading {title}")
    return add_focus_area(revision, values={"title": title}, creation_key=key, by=by)
