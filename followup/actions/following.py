"""A citizen follows a promise by mail: asks, confirms, stops. The address is kept for nothing else.

Nothing here has a ``by``: whoever holds the secret of a letter is whoever the letter went to.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from audit.actions import record
from followup import notifications
from followup.models import FollowAttempt, Follower
from organisations.models import OutboxMessage
from promises.models import Promise

UNCONFIRMED = timedelta(days=7)
# How many within how long, and what is asked for more often than that.
PER_ADDRESS = 3
PER_CLIENT = 10
_ADDRESS_LIMITS = ((timedelta(hours=1), PER_ADDRESS), (timedelta(days=1), 10))
_CLIENT_LIMITS = ((timedelta(hours=1), PER_CLIENT), (timedelta(days=1), 40))
COUNTED = timedelta(days=1)
# What a household or a rented server has of IPv6 addresses; each one by itself is no limit at all.
_ONE_CLIENT = 64


class TooMany(Exception):
    """So many have asked from the same client that it is hardly people. The message is for the reader."""


@transaction.atomic
def ask(promise: Promise, email: str, *, client: str | None) -> None:
    """Send a letter with a link to confirm, or, to somebody who follows already, one that says so.

    The answer is the same whatever we knew of the address; one that has been asked for too often gets no more
    letters for an hour. Raises TooMany when the client has asked too often.
    """
    address = email.strip().lower()
    if _often(f"client:{_network(client)}", _CLIENT_LIMITS):
        raise TooMany(_("Det har kommit många förfrågningar härifrån. Försök igen om en timme."))
    if _often(f"address:{_mailbox(address)}", _ADDRESS_LIMITS):
        return
    follower, _new = Follower.objects.get_or_create(promise=promise, email=address)
    notifications.confirm_following(follower, FollowAttempt.objects.latest("pk").pk)


@transaction.atomic
def confirm(secret: str) -> Follower | None:
    """From now on the follower is told. Twice is once; None when the link is no longer good."""
    follower = _locked(secret)
    if follower is None or follower.confirmed_at:
        return follower
    follower.confirmed_at = timezone.now()
    follower.save(update_fields=["confirmed_at"])
    record(
        "followup.follower_confirmed",
        by=None,
        obj=follower.promise,
        organisations=[follower.promise.owner_id],
    )
    return follower


@transaction.atomic
def stop(secret: str) -> bool:
    """Forget the address and every letter to it. Whether there was anything to forget; twice is once."""
    follower = _locked(secret)
    if follower is None:
        return False
    promise, confirmed = follower.promise, follower.confirmed_at
    _forget(follower)
    if confirmed:
        record("followup.follower_stopped", by=None, obj=promise, organisations=[promise.owner_id])
    return True


@transaction.atomic
def weed() -> int:
    """Forget those who have not confirmed within a week, and attempts that count no more; how many followers."""
    now = timezone.now()
    FollowAttempt.objects.filter(at__lt=now - COUNTED).delete()
    old = Follower.objects.filter(confirmed_at__isnull=True, asked_at__lt=now - UNCONFIRMED)
    followers = list(old.select_for_update())
    for follower in followers:
        _forget(follower)
    return len(followers)


def _locked(secret: str) -> Follower | None:
    rows = Follower.objects.select_for_update(of=("self",)).select_related("promise")
    return rows.filter(secret=secret).first()


def _forget(follower: Follower) -> None:
    OutboxMessage.objects.filter(key__startswith=notifications.key_of(follower)).delete()
    follower.delete()


def _network(client: str | None) -> str:
    """The client's address, of IPv6 the part that its owner does not choose."""
    if client is None or ":" not in client:
        return client or ""
    return str(ipaddress.ip_network((client, _ONE_CLIENT), strict=False))


def _mailbox(address: str) -> str:
    """The mailbox behind an address: "anna+1@…" and "anna+2@…" fall into the same one."""
    name, _at, host = address.rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def _often(who: str, limits: Iterable[tuple[timedelta, int]]) -> bool:
    """Count this time too, and say whether there were already too many within one of the times."""
    digest = salted_hmac(
        "followup.following", who, secret=settings.SECRET_KEY, algorithm="sha256"
    ).hexdigest()
    _one_at_a_time(digest)
    now, times = timezone.now(), FollowAttempt.objects.filter(who=digest)
    if any(times.filter(at__gte=now - within).count() >= most for within, most in limits):
        return True
    FollowAttempt.objects.create(who=digest)
    return False


def _one_at_a_time(digest: str) -> None:
    """Let whoever asks at the same moment count only when this transaction has ended.

    On PostgreSQL neither would see the other's attempt, and a first one has no row to lock. On SQLite every
    transaction that writes has waited for its turn already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(digest[:15], 16)])
