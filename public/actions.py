"""The one thing a reader can write, that something is wrong, and that somebody has seen to it."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from organisations.models import User
from promises.models import Promise
from public.models import ReaderReport
from public.permissions import check_can_handle

MOST_PER_HOUR = 200


class TooManyReports(Exception):
    """More reports than people write have come in the last hour. The message is for the reader."""


@transaction.atomic
def report(
    *, kind: str, text: str, email: str, page: str, creation_key: uuid.UUID, promise: Promise | None = None
) -> ReaderReport:
    """Store a reader's report once, however many times the form is sent.

    The limit counts all readers together: nothing about who writes is kept, so there is nobody to count.
    """
    an_hour_ago = timezone.now() - timedelta(hours=1)
    if ReaderReport.objects.filter(created_at__gte=an_hour_ago).count() >= MOST_PER_HOUR:
        raise TooManyReports(_("Det kommer in ovanligt många rapporter just nu. Försök igen om en timme."))
    row, is_new = ReaderReport.objects.get_or_create(
        creation_key=creation_key,
        defaults={"kind": kind, "text": text, "email": email, "page": page, "promise": promise},
    )
    if is_new:
        organisations = [promise.owner_id] if promise else []
        record(
            "public.reader_report_received",
            by=None,
            obj=row,
            data={"kind": kind},
            organisations=organisations,
        )
    return row


@transaction.atomic
def mark_handled(report: ReaderReport, *, by: User) -> ReaderReport:
    """Note that a report is seen to. Noting it twice is noting it once."""
    check_can_handle(by, report)
    row = ReaderReport.objects.select_for_update().get(pk=report.pk)
    if row.handled_at is None:
        row.handled_at = timezone.now()
        row.save(update_fields=["handled_at"])
        organisations = [row.promise.owner_id] if row.promise else []
        record("public.reader_report_handled", by=by, obj=row, organisations=organisations)
    return row
