"""Planned occasions: made from the omfattning, added by hand, moved, changed, cancelled and taken up again.

Each begins with ``_locked_promise``, which locks the promise's text in force and reads it anew: a plan belongs to
what is promised at the moment it is saved, whatever the page had been told.
"""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from followup import permissions
from followup.actions.events import note
from followup.actions.rows import text_in_force
from followup.calendar import Planned, occasions
from followup.followed import Followed, FollowedPromise
from followup.models import Occasion
from followup.settling import report_on
from followup.standing import interval_of
from organisations.actions.editing import create_row, save_row
from organisations.actions.rows import says
from organisations.models import Organisation
from organisations.roles import Permission
from promises.models import Promise

if TYPE_CHECKING:
    from organisations.models import User


class Details(TypedDict):
    """What is to be done, where, and by which of the organisations that carry the activity out."""

    organisation: Organisation
    title: str
    place: str


# --- Made from the omfattning -----------------------------------------------------------------------


@transaction.atomic
def generate(
    followed_promise: FollowedPromise, activity: Followed, organisation: Organisation, *, by: User
) -> int:
    """Plan what the omfattning asks for; says how many occasions are new.

    Done again it adds only what is missing: what people have moved, changed or cancelled stays as they left it.
    """
    found, one = _open_activity(followed_promise.promise, activity.key, by=by)
    _check_doing(one, organisation)
    made = _make(found, one, organisation)
    if made:
        note("plan_generated", found, by=by, activity=one, organisation=str(organisation), occasions=made)
    return made


@transaction.atomic
def generate_all(followed_promise: FollowedPromise, *, by: User) -> int:
    """The same for every activity that the person may plan, in one go; says how many occasions are new."""
    found = _locked_promise(followed_promise.promise)
    reach = permissions.within_reach(by, Permission.PLAN, found)
    if not reach:
        permissions.check_can(by, Permission.PLAN, found)
    permissions.check_is_open(found)
    pairs = [(one, planner_of(one)) for one in reach]
    made = sum(_make(found, one, organisation) for one, organisation in pairs if organisation)
    if made:
        note("plans_generated", found, by=by, activities=len(reach), occasions=made)
    return made


def planner_of(activity: Followed) -> Organisation | None:
    """For whom an activity is planned when nobody has said: the first that carries it out, else answers for it."""
    return next(iter(activity.doing), None)


def _make(found: FollowedPromise, activity: Followed, organisation: Organisation) -> int:
    wanted = occasions(
        activity.extent,
        starts_on=activity.starts_on,
        ends_on=activity.ends_on,
        interval_days=interval_of(found).days,
        today=timezone.localdate(),
    )
    # Whoever has them: "2 st" are two together when several share the activity, and one that is handed over to
    # another of them is not made again.
    known = Occasion.objects.filter(promise=found.promise, activity_key=activity.key, sequence__isnull=False)
    taken = set(known.values_list("sequence", flat=True))
    missing = [one for one in wanted if one.sequence not in taken]
    # What another hand makes at the same moment is met by the constraint, and is the same occasion.
    Occasion.objects.bulk_create(
        [_occasion(found, activity, organisation, one) for one in missing], ignore_conflicts=True
    )
    return len(missing)


def _occasion(
    found: FollowedPromise, activity: Followed, organisation: Organisation, planned: Planned
) -> Occasion:
    return Occasion(
        promise=found.promise,
        activity_key=activity.key,
        organisation=organisation,
        sequence=planned.sequence,
        starts_on=planned.starts_on,
        ends_on=_end(planned.starts_on, planned.ends_on),
        title=_("Avstämning") if planned.is_check_in else "",
    )


# --- By hand ----------------------------------------------------------------------------------------


@transaction.atomic
def add(
    followed_promise: FollowedPromise,
    activity: Followed,
    *,
    by: User,
    creation_key: uuid.UUID,
    starts_on: date,
    ends_on: date | None,
    details: Details,
) -> Occasion:
    """Plan an occasion of one's own. The same form sent twice makes one."""
    found, one = _open_activity(followed_promise.promise, activity.key, by=by)
    _check_doing(one, details["organisation"])
    _check_days(one, starts_on, ends_on)
    values = {"promise": found.promise, "activity_key": one.key, "starts_on": starts_on, **details}
    values["ends_on"] = _end(starts_on, ends_on)
    occasion, created = create_row(Occasion, creation_key=creation_key, values=values, by=by)
    if (occasion.promise_id, occasion.activity_key) != (found.promise.pk, one.key):
        raise ValidationError(_("Formuläret är redan använt. Ladda om sidan och fyll i det igen."))
    if created:
        note("occasion_added", found, by=by, activity=one, day=starts_on.isoformat())
    return occasion


@transaction.atomic
def change(occasion: Occasion, *, by: User, edit_number: int, details: Details) -> Occasion:
    """Save what is to be done, where and by whom; raises StaleEdit."""
    found, one = _open_activity(occasion.promise, occasion.activity_key, by=by)
    _check_doing(one, details["organisation"])
    current = _check_stands(occasion)
    if says(current, details):
        return current
    saved = save_row(current, edit_number=edit_number, values=dict(details), by=by)
    note("occasion_changed", found, by=by, activity=one, day=saved.starts_on.isoformat())
    return saved


@transaction.atomic
def move(
    occasion: Occasion, *, by: User, edit_number: int, starts_on: date, ends_on: date | None
) -> Occasion:
    """Give the occasion other days and remember where the plan first put it; raises StaleEdit."""
    found, one = _open_activity(occasion.promise, occasion.activity_key, by=by)
    _check_days(one, starts_on, ends_on)
    current = _check_stands(occasion)
    first = current.moved_from or current.starts_on
    values = {"starts_on": starts_on, "ends_on": _end(starts_on, ends_on)}
    if says(current, values):
        return current
    values["moved_from"] = None if starts_on == first else first
    saved = save_row(current, edit_number=edit_number, values=values, by=by)
    days = {"was": current.starts_on.isoformat(), "day": starts_on.isoformat()}
    note("occasion_moved", found, by=by, activity=one, **days)
    return saved


@transaction.atomic
def cancel(occasion: Occasion, *, by: User, edit_number: int, reason: str) -> Occasion:
    """Say that the occasion will not be, and why. It stays in the plan. Raises StaleEdit.

    Also for an activity that is no longer promised: its plan has to end somewhere.
    """
    found = _locked_promise(occasion.promise)
    one = found.activity(occasion.activity_key)
    permissions.check_can(by, Permission.PLAN, found, one)
    permissions.check_is_open(found)
    if not reason.strip():
        raise ValidationError({"cancel_reason": _("Skriv varför det blir inställt.")})
    if _has_report(occasion):
        raise ValidationError(
            _("Tillfället är redan rapporterat. Rätta rapporten i stället om det inte blev av.")
        )
    current = _locked(occasion)
    if current.cancelled_at:
        return current
    values = {"cancelled_at": timezone.now(), "cancelled_by": by, "cancel_reason": reason.strip()}
    saved = save_row(occasion, edit_number=edit_number, values=values, by=by)
    note("occasion_cancelled", found, by=by, activity=one, day=saved.starts_on.isoformat())
    return saved


@transaction.atomic
def restore(occasion: Occasion, *, by: User) -> Occasion:
    """Take a cancelled occasion up again. Nothing happens when it is not cancelled."""
    found, one = _open_activity(occasion.promise, occasion.activity_key, by=by)
    current = _locked(occasion)
    if not current.cancelled_at:
        return current
    values = {"cancelled_at": None, "cancelled_by": None, "cancel_reason": ""}
    saved = save_row(current, edit_number=current.edit_number, values=values, by=by)
    note("occasion_restored", found, by=by, activity=one, day=saved.starts_on.isoformat())
    return saved


# --- What they ask first ----------------------------------------------------------------------------


def _locked_promise(promise: Promise) -> FollowedPromise:
    found = text_in_force(promise)
    if found is None:
        raise ValidationError(_("Löftet gäller inte längre, så det går inte att planera."))
    return found


def _open_activity(promise: Promise, key: uuid.UUID, *, by: User) -> tuple[FollowedPromise, Followed]:
    """The same with one of its activities, once ``by`` may plan it and it is still to be done."""
    found = _locked_promise(promise)
    one = found.activity(key)
    permissions.check_can(by, Permission.PLAN, found, one)
    permissions.check_is_open(found)
    if one is None:
        raise ValidationError(
            _("Aktiviteten finns inte längre i löftet. Det som är planerat kan bara ställas in.")
        )
    return found, one


def _check_doing(activity: Followed, organisation: Organisation) -> None:
    if organisation.pk not in activity.doing_ids:
        raise ValidationError(
            _("%(organisation)s utför inte aktiviteten och ansvarar inte för den.")
            % {"organisation": organisation}
        )


def _check_days(activity: Followed, starts_on: date, ends_on: date | None) -> None:
    """Raise ValidationError unless the days are in order and within the activity's period."""
    last = ends_on or starts_on
    if last < starts_on:
        raise ValidationError({"ends_on": _("Sista dagen kan inte vara före den första.")})
    if activity.starts_on and starts_on < activity.starts_on:
        sentence = _("Aktiviteten börjar %(day)s. Välj den dagen eller en senare.")
        raise ValidationError({"starts_on": sentence % {"day": date_format(activity.starts_on, "j F Y")}})
    if activity.ends_on and last > activity.ends_on:
        sentence = _("Aktiviteten slutar %(day)s. Välj den dagen eller en tidigare.")
        field = "ends_on" if ends_on and starts_on <= activity.ends_on else "starts_on"
        raise ValidationError({field: sentence % {"day": date_format(activity.ends_on, "j F Y")}})


def _check_stands(occasion: Occasion) -> Occasion:
    """The occasion as it is now, locked, unless it is cancelled."""
    current = _locked(occasion)
    if current.cancelled_at:
        raise ValidationError(_("Tillfället är inställt. Återställ det först."))
    return current


def _has_report(occasion: Occasion) -> bool:
    return report_on(occasion) is not None


def _locked(occasion: Occasion) -> Occasion:
    return Occasion.objects.select_for_update().get(pk=occasion.pk)


def _end(starts_on: date, ends_on: date | None) -> date | None:
    """The last day, where it is another one than the first."""
    return None if ends_on == starts_on else ends_on
