"""Reports on what has been done: written once, corrected by a new one, taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup import notifications, permissions
from followup.actions.events import note
from followup.actions.rows import text_in_force
from followup.entries import latest_of, superseding
from followup.followed import Followed, FollowedPromise
from followup.likely import UNLIKELY, check_values
from followup.models import AlsoSettled, Entry, EntryPicture, Occasion
from followup.settling import further, report_on
from organisations.actions.rows import StaleEdit, create_row, locked
from organisations.models import Organisation
from organisations.pictures import CleanPicture
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import User


class EntryValues(TypedDict, total=False):
    """What a report says. ``happened_on`` and ``status`` are always there."""

    happened_on: date
    status: str
    quantity: Decimal | None
    out_of: Decimal | None
    exactness: str
    unit: str
    place: str
    participants: int | None
    hours: Decimal | None
    observation: str
    reason: str
    public_text: str
    internal_note: str
    next_step: str


@dataclass(frozen=True)
class ReportPicture:
    """A picture to go with a report, and what it shows in words."""

    picture: CleanPicture
    alt: str


@transaction.atomic
def report(
    followed: FollowedPromise,
    activity: Followed,
    *,
    organisation: Organisation,
    values: EntryValues,
    creation_key: UUID,
    by: User,
    occasion: Occasion | None = None,
    picture: ReportPicture | None = None,
    is_sure: bool = False,
) -> Entry:
    """Write a report. The same ``creation_key`` again gives the report that it made.

    is_sure: the person has said that an unlikely number, or a second report on the same occasion, is right.
    """
    permissions.check_can(by, Permission.REPORT, followed, activity)
    followed, activity = _in_force(followed, activity)
    _check_speaks_for(by, followed, activity, organisation)
    if not Entry.objects.filter(creation_key=creation_key).exists():
        check_values(activity, values, timezone.localdate(), is_sure=is_sure)
        _check_occasion(followed, activity, occasion, is_sure=is_sure)
        _check_alt(picture)
    entry, is_new = _create(
        followed, activity, values, creation_key, by, organisation=organisation, occasion=occasion
    )
    if is_new:
        _settle(activity, entry)
        _add_picture(entry, picture)
        note("reported", followed, by=by, activity=activity, **said_of(entry))
    return entry


@transaction.atomic
def correct(
    entry: Entry,
    *,
    values: EntryValues,
    creation_key: UUID,
    by: User,
    picture: ReportPicture | EntryPicture | None = None,
    is_sure: bool = False,
) -> Entry:
    """Write a new report that takes the place of ``entry``; both are kept.

    picture: a new one, the one of the earlier report to keep it, or None for no picture. Raises StaleEdit with the
    report that holds when somebody else has corrected it meanwhile.
    """
    promise, activity = _of_entry(entry, by=by)
    later = superseding(entry)
    if later is not None and later.creation_key != creation_key:
        raise StaleEdit(latest_of(later))
    if later is None:
        check_values(activity, values, timezone.localdate(), is_sure=is_sure)
        _check_alt(picture)
    new, is_new = _create(
        promise,
        activity,
        values,
        creation_key,
        by,
        organisation=entry.organisation,
        occasion=entry.occasion,
        supersedes=entry,
    )
    if is_new:
        _settle(activity, new)
        _add_picture(new, picture)
        notifications.take_back_letters(entry)
        note("entry_corrected", promise, by=by, activity=activity, **said_of(new))
    return new


@transaction.atomic
def retract(entry: Entry, *, reason: str, by: User) -> Entry:
    """Say that a report was a mistake: it no longer counts and stays in the history. Again: the same.

    Raises StaleEdit with the report that holds when it has been corrected meanwhile.
    """
    promise, activity = _of_entry(entry, by=by)
    later = superseding(entry)
    if later is not None:
        if later.retracts:
            return later
        raise StaleEdit(latest_of(later))
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför rapporten tas tillbaka.")})
    mistake = Entry.objects.create(
        promise=entry.promise,
        activity_key=entry.activity_key,
        version=promise.version,
        organisation=entry.organisation,
        occasion=entry.occasion,
        happened_on=entry.happened_on,
        status=entry.status,
        reason=reason,
        supersedes=entry,
        retracts=True,
        reporter=by,
    )
    notifications.take_back_letters(entry)
    note("entry_retracted", promise, by=by, activity=activity, **said_of(entry))
    return mistake


# --- What must be so ----------------------------------------------------------------------------------


def _in_force(shown: FollowedPromise, activity: Followed) -> tuple[FollowedPromise, Followed]:
    """The promise and the activity as they stand now, not as they stood when the page was made."""
    promise = promise_of(shown)
    permissions.check_is_open(promise)
    now = promise.activity(activity.key)
    if now is None:
        raise ValidationError(
            _(
                "Aktiviteten är inte längre med i löftet, så den går inte att rapportera på. Det som redan är "
                "rapporterat står kvar."
            )
        )
    return promise, now


def promise_of(of: FollowedPromise | Entry) -> FollowedPromise:
    """The promise as it stands now, locked until the transaction ends."""
    promise = text_in_force(of.promise)
    if promise is None:
        raise PermissionDenied(_("Löftet är inte publicerat."))
    return promise


def _of_entry(entry: Entry, *, by: User) -> tuple[FollowedPromise, Followed]:
    """The promise and activity of a report that the person may change, with the report locked."""
    shown = promise_of(entry)
    activity = shown.activity(entry.activity_key)
    permissions.check_can(by, Permission.REPORT, shown, activity)
    permissions.check_is_open(shown)
    if activity is None:
        raise ValidationError(_("Aktiviteten är inte längre med i löftet, så rapporten går inte att ändra."))
    if not permissions.can_change(by, shown, entry):
        raise PermissionDenied(
            _(
                "Rapporten är skriven för %(organisation)s. Den rättas därifrån, av samordnaren eller kommunpolisen."
            )
            % {"organisation": entry.organisation}
        )
    locked(entry)
    if entry.retracts:
        raise ValidationError(_("Rapporten är tillbakatagen. Skriv en ny i stället."))
    return shown, activity


def _check_speaks_for(
    by: User, followed: FollowedPromise, activity: Followed, organisation: Organisation
) -> None:
    allowed = permissions.organisations_to_report_for(by, followed, activity)
    if organisation.pk not in {one.pk for one in allowed}:
        raise PermissionDenied(
            _("Du kan inte rapportera för %(organisation)s på den här aktiviteten.")
            % {"organisation": organisation}
        )


def _check_occasion(
    followed: FollowedPromise, activity: Followed, occasion: Occasion | None, *, is_sure: bool
) -> None:
    if occasion is None:
        return
    # Locked, so that two colleagues who report the same occasion at once are told of each other.
    occasion = locked(occasion)
    if (occasion.promise_id, occasion.activity_key) != (followed.promise.pk, activity.key):
        raise ValidationError(_("Tillfället hör till en annan aktivitet. Ladda om sidan."))
    if occasion.cancelled_at:
        raise ValidationError(
            _("Tillfället är inställt. Rapportera på aktiviteten utan tillfälle i stället.")
        )
    if not is_sure and (other := report_on(occasion)):
        sentence = _(
            "Tillfället är redan rapporterat av %(organisation)s. Är det här något mer som gjordes, kryssa i "
            "”Det stämmer ändå”."
        )
        raise ValidationError(
            {"happened_on": ValidationError(sentence % {"organisation": other.organisation}, code=UNLIKELY)}
        )


def _check_alt(picture: ReportPicture | EntryPicture | None) -> None:
    if picture is not None and not picture.alt.strip():
        raise ValidationError({"alt": _("Skriv vad bilden visar, för den som inte ser den.")})


# --- What is written ----------------------------------------------------------------------------------


def _create(
    followed: FollowedPromise,
    activity: Followed,
    values: EntryValues,
    creation_key: UUID,
    by: User,
    **more: Any,
) -> tuple[Entry, bool]:
    fixed = {"promise": followed.promise, "activity_key": activity.key, "version": followed.version}
    entry, is_new = create_row(
        Entry,
        creation_key=creation_key,
        values={**values, **fixed, **more, "reporter": by},
        owners=("promise", "reporter", "supersedes"),
    )
    if entry.activity_key != activity.key:
        raise ValidationError(_("Formuläret är redan använt. Ladda om sidan och fyll i det igen."))
    return entry, is_new


def _settle(activity: Followed, entry: Entry) -> None:
    AlsoSettled.objects.bulk_create(
        AlsoSettled(entry=entry, occasion=one) for one in further(activity, entry)
    )


def _add_picture(entry: Entry, picture: ReportPicture | EntryPicture | None) -> None:
    if picture is None:
        return
    if isinstance(picture, EntryPicture):
        facts = {"width": picture.width, "height": picture.height, "sha256": picture.sha256}
        EntryPicture.objects.create(entry=entry, file=picture.file.name, alt=picture.alt, **facts)
        return
    storage = EntryPicture._meta.get_field("file").storage
    name = picture.picture.stored(storage, f"entries/{timezone.localdate():%Y}")
    EntryPicture.objects.create(entry=entry, file=name, alt=picture.alt, **picture.picture.facts)


def said_of(entry: Entry) -> dict[str, str]:
    """What the event log is told of a report."""
    return {"day": entry.happened_on.isoformat(), "status": str(entry.get_status_display())}
