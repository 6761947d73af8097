"""Every write to the event log."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError
from django.utils.translation import gettext as _

from audit import origin
from audit.chain import check_plain, digest
from audit.models import ChainHead, Event, EventOrganisation, EventOrigin, RefusalCount
from audit.querysets import LOGIN_FAILED, REFUSED
from audit.references import Reference, clean_label, reference

__all__ = ["Reference", "record", "record_login_failure", "record_refusal", "reference", "weed_origins"]

REASON_LENGTH = 500


def record(
    action: str,
    *,
    by: Any,
    obj: Any = None,
    data: Mapping[str, Any] | None = None,
    organisations: Iterable[Any] = (),
) -> Event:
    """Append an event to the chain, within the transaction of what it tells about and last in it.

    Last, because the head of the chain stays locked until the transaction ends.

    action: dotted name of what happened, in the past tense, such as `promises.signed`.
    by: the user, or None when the application itself did it.
    obj: the row it happened to, a `reference` taken before the row was deleted, or None.
    data: strings, integers, booleans and None, in lists and dicts; dates as `isoformat()`.
    organisations: in whose logs the event belongs: organisations or their ids.

    Raises TransactionManagementError outside a transaction, TypeError or ValueError for other data.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            f"{action} must be recorded in the transaction of what it tells about"
        )
    _check_action(action)
    plain = dict(data or {})
    check_plain(plain)
    ref, owners = reference(obj), _organisation_ids(organisations)
    # The first event of an empty database makes the head; two at once meet at the primary key.
    head, _created = ChainHead.objects.select_for_update().get_or_create(pk=1)
    event = Event(
        number=head.number + 1,
        # Read when the head is locked, so that the order of the numbers is the order of time.
        at=_now().strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        actor_id=getattr(by, "pk", None),
        actor_label=_actor_label(by),
        action=action,
        object_type=ref.type,
        object_id=ref.id,
        object_label=ref.label,
        organisation_ids=owners,
        data=plain,
        previous_hash=head.hash,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    _add_side_rows(event)
    ChainHead.objects.filter(pk=1).update(number=event.number, hash=event.hash)
    return event


def record_refusal(
    action: str,
    *,
    by: Any,
    reason: str,
    obj_type: str = "",
    obj_id: str | int = "",
    obj_label: str = "",
    organisations: Iterable[Any] = (),
) -> Event | None:
    """Record that somebody was refused `action`, in a transaction of its own, after the refused one.

    The same person, action and object within the same hour are counted rather than repeated: the first,
    tenth, hundredth … time gives an event, the others return None. Raises RuntimeError inside a transaction,
    which would take the event with it when it rolls back.
    """
    with transaction.atomic(durable=True):
        return _count_refusal(
            REFUSED,
            by=by,
            obj=Reference(obj_type, str(obj_id), clean_label(obj_label)),
            data={"attempted": action, "reason": reason[:REASON_LENGTH]},
            organisations=organisations,
        )


def record_login_failure(*, account: Any, method: str) -> Event | None:
    """Record a failed login; repeated ones are counted like refusals.

    account: the user whose account was tried, or None when there is none. What was typed is not kept: people
        type their password in the wrong field, and the chain cannot be weeded.
    method: how, such as "password" or "totp".
    """
    # Not durable: whoever checks a password inside a transaction still gets an event if that transaction
    # commits.
    with transaction.atomic():
        return _count_refusal(
            LOGIN_FAILED, by=AnonymousUser(), obj=reference(account), data={"method": method}
        )


@transaction.atomic
def weed_origins(*, older_than_days: int) -> int:
    """Remove addresses, browsers and refusal counters older than so many days; how many origins that was.

    The chain is not touched. Leaves an event of its own when something was removed.
    """
    if older_than_days < 0:
        raise ValueError("older_than_days must not be negative")
    limit = (_now() - timedelta(days=older_than_days)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    weeded = EventOrigin.objects.filter(event__at__lt=limit).delete()[0]
    RefusalCount.objects.filter(hour__lt=limit[:13]).delete()
    if weeded:
        record("audit.origins_weeded", by=None, data={"older_than_days": older_than_days, "count": weeded})
    return weeded


def _count_refusal(
    event_action: str, *, by: Any, obj: Reference, data: dict[str, Any], organisations: Iterable[Any] = ()
) -> Event | None:
    hour = _now().strftime("%Y-%m-%dT%H")
    counter, _created = RefusalCount.objects.select_for_update().get_or_create(
        actor_key=_actor_key(by),
        action=data.get("attempted", event_action)[:100],
        object_type=obj.type[:100],
        object_id=obj.id[:200],
        hour=hour,
    )
    counter.count += 1
    counter.save(update_fields=["count"])
    if not _is_power_of_ten(counter.count):
        return None
    obj = Reference(obj.type[:100], obj.id[:200], obj.label)
    data = {key: clean_text(value) for key, value in data.items()} | {"count": counter.count, "hour": hour}
    return record(event_action, by=by, obj=obj, data=data, organisations=organisations)


def clean_text(text: str) -> str:
    """Text that any database can store, whatever a client has sent."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _add_side_rows(event: Event) -> None:
    if event.organisation_ids:
        EventOrganisation.objects.bulk_create(
            EventOrganisation(event=event, organisation_id=pk) for pk in event.organisation_ids
        )
    if (source := origin.current.get()) is not None:
        EventOrigin.objects.create(event=event, address=source.address, user_agent=source.user_agent)


def _check_action(action: str) -> None:
    parts = action.split(".")
    if len(parts) < 2 or not all(part.isidentifier() for part in parts):
        raise ValueError(f"{action!r} is not a dotted name such as promises.signed")


def _organisation_ids(organisations: Iterable[Any]) -> list[int]:
    """Sorted and each once, so that the same organisations always give the same hash."""
    return sorted({one if isinstance(one, int) else one.pk for one in organisations if one is not None})


def _actor_label(by: Any) -> str:
    if by is None:
        return _("Systemet")
    if getattr(by, "pk", None) is None:
        return _("Inte inloggad")
    return clean_label(by)


def _actor_key(by: Any) -> str:
    """Whose attempts are counted together. An address is kept only as a keyed digest: it is personal data."""
    if getattr(by, "pk", None) is not None:
        return f"user:{by.pk}"
    source = origin.current.get()
    if source is None or source.address is None:
        return "nobody"
    key = hmac.new(settings.SECRET_KEY.encode(), source.address.encode(), hashlib.sha256)
    return f"address:{key.hexdigest()}"


def _is_power_of_ten(count: int) -> bool:
    return str(count).strip("0") == "1"


def _now() -> datetime:
    return datetime.now(UTC)
