"""The organisations that make promises, read for many texts at once."""

from __future__ import annotations

from collections.abc import Iterable

from organisations.models import Organisation
from promises.models import Party, Revision


def parties_of(revisions: Iterable[Revision]) -> dict[int, list[Organisation]]:
    """The parties of each text in its order, by the text's id. One query."""
    found: dict[int, list[Organisation]] = {one.pk: [] for one in revisions}
    rows = Party.objects.filter(revision__in=found).select_related("organisation")
    for row in rows.order_by("position", "pk"):
        found[row.revision_id].append(row.organisation)
    return found
