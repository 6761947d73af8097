"""What was written by mistake and may be removed: while nothing else refers to it, and nobody outside has read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from lagesbild.models import CooperationAgreement, Dialogue, Layer, Place, Series

# The rows that are the row's own and go with it, or let it go.
_OWN: dict[type[models.Model], Collection[str]] = {
    Dialogue: ("findings", "breakdown"),
    Place: ("hot_spots",),
    CooperationAgreement: (),
    Series: ("figures",),
}


def refusal(row: Dialogue | Place | CooperationAgreement | Series) -> str:
    """Why the row cannot be removed; empty when it can."""
    if isinstance(row, Dialogue):
        return _dialogue(row)
    if isinstance(row, CooperationAgreement) and row.is_public:
        return _("Överenskommelsen visas för invånarna. Ändra det först, om den är inlagd av misstag.")
    return _in_use(referring([row]))


def _dialogue(dialogue: Dialogue) -> str:
    if not dialogue.is_open:
        return _("Dialogen är avslutad. Öppna den igen först, om den är inskriven av misstag.")
    if dialogue.layer == Layer.PUBLIC:
        return _("Alla får läsa dialogen. Ändra det först, om den är inskriven av misstag.")
    return _in_use(referring([dialogue]) | referring(list(dialogue.findings.all())))


def _in_use(names: Collection[str]) -> str:
    if not names:
        return ""
    return _("Det går inte att ta bort, eftersom det används: %(names)s. Ta bort det därifrån först.") % {
        "names": ", ".join(sorted(names))
    }


def referring(rows: Sequence[models.Model]) -> set[str]:
    """What the tables are called that have rows which refer to any of the rows, of one table, whichever app they lie
    in. One query for each such table."""
    if not rows:
        return set()
    own = _OWN.get(type(rows[0]), ())
    found = set()
    for relation in rows[0]._meta.get_fields(include_hidden=True):
        if not isinstance(relation, models.ForeignObjectRel) or relation.get_accessor_name() in own:
            continue
        table: Any = relation.related_model
        # The table between two is told by the field that it is made for.
        if table._meta.auto_created:
            continue
        if table._base_manager.filter(**{f"{relation.field.name}__in": rows}).exists():
            found.add(str(table._meta.verbose_name_plural))
    return found
