"""What the event log is told about a lägesbild: to whom, and with which words. The log can never be weeded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.actions import Reference, record, reference
from lagesbild.models import Dialogue, Lagesbild, Layer, Problem

if TYPE_CHECKING:
    from organisations.models import Municipality, Organisation, User

# What a row is called where its own name does not belong: one that is for its own party, one that is marked as secret.
# A lägesbild that is marked keeps its name, which tells nothing of what is in it.
_OWN = {
    Problem: gettext_lazy("ett eget problem"),
    Dialogue: gettext_lazy("en egen dialog"),
    Lagesbild: gettext_lazy("en egen lägesbild"),
}
_SECRET = {
    Problem: gettext_lazy("ett sekretessmarkerat problem"),
    Dialogue: gettext_lazy("en sekretessmarkerad dialog"),
}
# The keys of an event's data that hold what people wrote.
_WORDS = frozenset({"title", "what", "reason"})


def note(
    action: str,
    obj: Any,
    *,
    municipality: Municipality,
    by: User | None,
    owner: Organisation | None = None,
    **data: Any,
) -> None:
    """Record ``lagesbild.<action>`` on a row, in the logs of its municipality and of whose it is.

    A row for its own party alone, or marked as secret, is told of in that party's log only, without its name; of a
    secret one not a word is kept. ``data`` holds strings and whole numbers, never what people wrote of others. Last in
    the transaction: the log stays locked until its end.
    """
    owners = [municipality.pk, *([owner.pk] if owner and owner.pk != municipality.pk else [])]
    secret = _SECRET.get(type(obj)) if getattr(obj, "is_secret", False) else None
    own = _OWN.get(type(obj)) if getattr(obj, "layer", "") == Layer.OWN else None
    if own or secret:
        owners = [obj.owner_id]
    if secret:
        data = {name: _("[sekretess]") if name in _WORDS else value for name, value in data.items()}
    known = reference(obj)
    label = str(secret or own or known.label)
    record(
        f"lagesbild.{action}",
        by=by,
        obj=Reference(known.type, known.id, label),
        data={"title": str(secret or own or obj), **data},
        organisations=owners,
    )


def note_row(action: str, row: Any, *, by: User | None, **data: Any) -> None:
    """The same of a row that knows its municipality and whose it is."""
    note(action, row, municipality=row.municipality, owner=row.owner, by=by, **data)
