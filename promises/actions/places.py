"""The places of a focus area or an activity, written as a list of names."""

from __future__ import annotations

from collections.abc import Iterable

from promises.models import Activity, FocusArea, Place


def names_of(row: Activity | FocusArea) -> list[str]:
    """The names of the row's places, in order."""
    return list(row.places.order_by("position", "pk").values_list("name", flat=True))


def write_places(row: Activity | FocusArea, names: Iterable[str]) -> None:
    """Let the row have these places and no others. A name that stays keeps its kind; nothing is asked or locked."""
    wanted = list(names)
    if names_of(row) == wanted:
        return
    kinds = dict(row.places.values_list("name", "kind"))
    row.places.all().delete()
    for position, name in enumerate(wanted, start=1):
        row.places.create(
            revision_id=row.revision_id,
            name=name,
            kind=kinds.get(name, Place.Kind.PLACE),
            position=position,
        )
