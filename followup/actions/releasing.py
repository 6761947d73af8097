"""What of a report everybody may see: decided by whoever follows up the whole promise."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup import notifications, permissions
from followup.actions.events import note
from followup.actions.reporting import promise_of, said_of
from followup.entries import latest_of, superseding
from followup.models import Entry, Release
from organisations.actions.rows import StaleEdit, locked
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import User


@transaction.atomic
def release(
    entry: Entry,
    *,
    shows_text: bool,
    shows_picture: bool,
    reason: str,
    by: User,
    at: datetime | None = None,
) -> Release:
    """Decide what of a report everybody may see. The latest decision holds, and the same one again makes none.

    What is not shown needs a reason. To stop showing is possible when the promise has ended, too, all of it or a part.
    at: when it was decided, for an invented history; the event log says when it was written.
    """
    promise = promise_of(entry)
    activity = promise.activity(entry.activity_key)
    permissions.check_can(by, Permission.RELEASE, promise)
    locked(entry)
    latest = entry.releases.first()
    if (shows_text and not (latest and latest.shows_text)) or (
        shows_picture and not (latest and latest.shows_picture)
    ):
        permissions.check_is_open(promise)
    later = superseding(entry)
    if later is not None:
        raise StaleEdit(latest_of(later))
    _check_release(entry, shows_text=shows_text, shows_picture=shows_picture, reason=reason)
    said = (shows_text, shows_picture, reason)
    if latest is not None and (latest.shows_text, latest.shows_picture, latest.reason) == said:
        return latest
    decision = Release.objects.create(
        entry=entry,
        shows_text=shows_text,
        shows_picture=shows_picture,
        reason=reason,
        decided_by=by,
        decided_at=at or timezone.now(),
    )
    # A letter that has not left says what was shown before.
    notifications.take_back_letters(entry)
    notifications.tell_followers(promise, entry)
    action = "entry_released" if shows_text or shows_picture else "entry_withheld"
    note(action, promise, by=by, activity=activity, **said_of(entry))
    return decision


def _check_release(entry: Entry, *, shows_text: bool, shows_picture: bool, reason: str) -> None:
    has_text, has_picture = bool(entry.public_text.strip()), hasattr(entry, "picture")
    if shows_text and not has_text:
        raise ValidationError({"shows_text": _("Rapporten har ingen text till invånarna.")})
    if shows_picture and not has_picture:
        raise ValidationError({"shows_picture": _("Rapporten har ingen bild.")})
    withheld = (has_text and not shows_text) or (has_picture and not shows_picture)
    if withheld and not reason.strip():
        raise ValidationError(
            {"reason": _("Skriv varför något inte visas, så att den som rapporterade vet det.")}
        )
