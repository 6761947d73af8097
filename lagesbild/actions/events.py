"""What the event log is told about a lägesbild."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.actions import record

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
    owners = [municipality.pk, *([owner.pk] if owner and owner.pk != municipality.pk else [])]
    record(f"lagesbild.{action}", by=by, obj=obj, data={"title": str(obj), **data}, organisations=owners)
