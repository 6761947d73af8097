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
    ref = reference_of(obj)
    if _is_secret(obj):
        data = {name: _("[sekretess]") if name in _WORDS else value for name, value in data.items()}
    owners = owners_of(obj, municipality, owner)
    record(f"lagesbild.{action}", by=by, obj=ref, data={"title": ref.label, **data}, organisations=owners)


def note_row(action: str, row: Any, *, by: User | None, **data: Any) -> None:
    """The same of a row that knows its municipality and whose it is."""
    note(action, row, municipality=row.municipality, owner=row.owner, by=by, **data)


def reference_of(obj: Any) -> Reference:
    """The row as the log names it: more people read the log than read the row."""
    ref = reference(obj)
    names = _SECRET if _is_secret(obj) else _OWN if _is_own(obj) else {}
    return Reference(ref.type, ref.id, str(names.get(type(obj), ref.label)))


def owners_of(obj: Any, municipality: Municipality, owner: Organisation | None) -> list[int]:
    """In whose logs an event about the row belongs."""
    if _is_own(obj) or _is_secret(obj):
        return [obj.owner_id]
    return [municipality.pk, *([owner.pk] if owner and owner.pk != municipality.pk else [])]


def _is_own(obj: Any) -> bool:
    return getattr(obj, "layer", None) == Layer.OWN


def _is_secret(obj: Any) -> bool:
    return type(obj) in _SECRET and bool(obj.is_secret)
