"""Addresses that calendar programs fetch a person's occasions from: opened and closed by the person."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from followup import permissions
from followup.actions.events import note
from followup.followed import FollowedPromise, followed
from followup.models import CalendarFeed
from organisations.models import User
from organisations.permissions import seats_of
from promises.models import Promise


@transaction.atomic
def open_for_all(*, by: User) -> CalendarFeed:
    """The person's address for all their occasions, the one there is or a new one."""
    if not permissions.may_have_calendar_of_all(by):
        raise PermissionDenied(_("Du har inga egna tillfällen. Välj en kalender för ett löfte i stället."))
    feed, created = _opened(by, None)
    if created:
        _note_of_all("calendar_of_all_opened", by)
    return feed


@transaction.atomic
def open_for_promise(found: FollowedPromise, *, by: User) -> CalendarFeed:
    """The person's address for the occasions of one promise that they may follow."""
    if not permissions.followed_by(by).filter(pk=found.promise.pk).exists():
        raise PermissionDenied(_("Du kan inte följa upp löftet."))
    feed, created = _opened(by, found.promise)
    if created:
        note("calendar_opened", found, by=by)
    return feed


@transaction.atomic
def close(feed: CalendarFeed, *, by: User) -> None:
    """Take the address back: from now on it leads nowhere. Nothing happens when it is closed already."""
    if feed.user_id != by.pk:
        raise PermissionDenied(_("Kalenderadressen är någon annans."))
    current = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    if current.revoked_at:
        return
    current.revoked_at = timezone.now()
    current.save(update_fields=["revoked_at"])
    found = followed(current.promise) if current.promise else None
    if found:
        note("calendar_closed", found, by=by)
    else:
        _note_of_all("calendar_of_all_closed", by)


def _opened(by: User, promise: Promise | None) -> tuple[CalendarFeed, bool]:
    # The person's row is the lock: of two taps at once the second finds what the first has made.
    User.objects.select_for_update().get(pk=by.pk)
    return CalendarFeed.objects.get_or_create(user=by, promise=promise, revoked_at=None)


def _note_of_all(action: str, by: User) -> None:
    record(f"followup.{action}", by=by, obj=by, organisations={seat.organisation_id for seat in seats_of(by)})
