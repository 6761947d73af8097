"""Mail that is decided in a transaction and leaves after it.

A message is written with the change that causes it, so that a change that is undone sends nothing. After the commit
it is tried at once; what fails waits for ``manage.py send_outbox``. A message is claimed before it is sent and noted
after, so several processes can send at the same time. A process that dies between the two is tried again with the
same Message-ID, which is how the receiver's mail system knows it for the same letter.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from organisations.models import OutboxMessage

logger = logging.getLogger(__name__)

CLAIM = timedelta(minutes=10)
GIVEN_UP_AFTER = timedelta(days=7)
BATCH = 20
DEMO_MARK = "[Demonstration] "
# These hold a link that opens a door, so nothing is kept of them once they have left.
SECRET_KINDS = frozenset(
    {"invitation", "follower_confirm_following", "follower_already_following", "follower_update"}
)


@dataclass(frozen=True)
class Outcome:
    """How many messages left and how many are still waiting."""

    sent: int = 0
    failed: int = 0


def enqueue(
    *,
    kind: str,
    to: str,
    subject: str,
    body: str,
    key: str,
    stop_url: str = "",
    demo: bool = False,
    at_once: bool = True,
) -> OutboxMessage:
    """Write a message in the transaction that causes it; it is sent when that commits.

    key: what the message is about and to whom. The same key again is the same message, sent once.
    stop_url: where a POST ends letters of this kind, for mail programs that offer that (RFC 8058).
    demo: whether it concerns invented data; then its subject says so.
    at_once: whether it is tried when the transaction commits; a command that writes many sends them itself.

    Raises TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(f"{key} must be enqueued in the transaction that causes it")
    mark = DEMO_MARK if demo or settings.DEMO else ""
    subject = " ".join(f"{mark}{subject}".split())[:200]
    values = {"kind": kind, "to": to, "subject": subject, "body": body, "stop_url": stop_url}
    message, created = OutboxMessage.objects.get_or_create(key=key, defaults=values)
    if created and at_once:
        # Mail that fails is no reason to tell the person that what they did failed.
        transaction.on_commit(send_pending, robust=True)
    return message


def pending() -> QuerySet[OutboxMessage]:
    """Messages not yet sent and not so old that nobody wants them."""
    recent = timezone.now() - GIVEN_UP_AFTER
    return OutboxMessage.objects.filter(sent_at__isnull=True, created_at__gte=recent)


def send_pending(*, limit: int = BATCH) -> Outcome:
    """Send what waits and nobody else is sending, at most ``limit`` messages."""
    claimed = _claim(limit)
    if not claimed:
        return Outcome()
    backend = get_connection()
    try:
        backend.open()
    except (OSError, SMTPException) as error:
        # One try for all: a mail server that is away would otherwise be waited for once per message.
        for message in claimed:
            _note_failure(message, error)
        return Outcome(failed=len(claimed))
    try:
        sent = sum(_send(message, backend) for message in claimed)
    finally:
        backend.close()
    return Outcome(sent=sent, failed=len(claimed) - sent)


def _claim(limit: int) -> list[OutboxMessage]:
    """Take messages for this process. The condition is in the UPDATE, so two processes never take the same."""
    now = timezone.now()
    free = pending().filter(Q(claimed_at__isnull=True) | Q(claimed_at__lt=now - CLAIM))
    mine = []
    for message in free.order_by("pk")[:limit]:
        if free.filter(pk=message.pk).update(claimed_at=now, attempts=F("attempts") + 1):
            mine.append(message)
    return mine


def _send(message: OutboxMessage, backend: BaseEmailBackend) -> bool:
    try:
        _email(message, backend).send()
    except (OSError, SMTPException, ValueError) as error:
        _note_failure(message, error)
        return False
    kept = {"body": "", "stop_url": ""} if message.kind in SECRET_KINDS else {}
    OutboxMessage.objects.filter(pk=message.pk).update(sent_at=timezone.now(), last_error="", **kept)
    return True


def _email(message: OutboxMessage, backend: BaseEmailBackend) -> EmailMessage:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    headers = {"Message-ID": f"<{message.message_id}@{host}>", "Auto-Submitted": "auto-generated"}
    if message.stop_url:
        headers |= {
            "List-Unsubscribe": f"<{message.stop_url}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return EmailMessage(message.subject, message.body, to=[message.to], headers=headers, connection=backend)


def _note_failure(message: OutboxMessage, error: Exception) -> None:
    # The claim stands, so the next try is when it has run out.
    logger.warning("Message %s was not sent: %s", message.pk, error)
    OutboxMessage.objects.filter(pk=message.pk).update(last_error=str(error)[:300])
