"""What the event log is told about a lägesbild: of what one party keeps for itself, only that party's log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from audit.actions import Reference, record, reference
from lagesbild.models import Dialogue, Layer

if TYPE_CHECKING:
    from organisations.models import Municipality, Organisation, User


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

    ``data`` holds strings and whole numbers, never what people wrote of others. Last in the transaction: the log
    stays locked until its end.
    """
    ref = reference_of(obj)
    owners = owners_of(obj, municipality, owner)
    record(f"lagesbild.{action}", by=by, obj=ref, data={"title": ref.label, **data}, organisations=owners)


def reference_of(obj: Any) -> Reference:
    """The row as the log names it. The log can never be weeded, and more people read it than write the lägesbild."""
    ref = reference(obj)
    if isinstance(obj, Dialogue) and obj.is_secret:
        return Reference(ref.type, ref.id, _("en sekretessmarkerad dialog"))
    return ref


def owners_of(obj: Any, municipality: Municipality, owner: Organisation | None) -> list[int]:
    """In whose logs an event about the row belongs."""
    if owner is None or owner.pk == municipality.pk:
        return [municipality.pk]
    is_own = getattr(obj, "layer", None) == Layer.OWN
    return [owner.pk] if is_own else [municipality.pk, owner.pk]
