"""What role a person has, where, and from which day to which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations import permissions
from organisations.actions import invitations
from organisations.actions.membership_rows import note, open_one, succeed
from organisations.actions.rows import check_period, locked, save_row
from organisations.models import Invitation, Membership, Organisation, User
from organisations.roles import Permission


@dataclass(frozen=True)
class HandedOver:
    """How a handover went: the successor's role, or the invitation that waits for them."""

    membership: Membership | None = None
    invitation: Invitation | None = None


@transaction.atomic
def add(
    *,
    by: User,
    user: User,
    organisation: Organisation,
    role: str,
    creation_key: UUID,
    title: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Membership:
    """Give somebody with an account a role. The same ``creation_key`` again gives the same membership.

    Raises PermissionDenied for a role one may not give, or for oneself; ValidationError for a role the person
    already has.
    """
    permissions.check_can_grant_role(by, role, organisation)
    if user.pk == by.pk and not by.is_superuser:
        raise PermissionDenied(_("Du kan inte ge dig själv en roll. Be en kollega som sköter behörigheter."))
    start = valid_from or timezone.localdate()
    check_period(start, valid_to)
    values = {"title": title, "valid_from": start, "valid_to": valid_to}
    membership, created = open_one(
        creation_key=creation_key, user=user, organisation=organisation, role=role, values=values
    )
    if created:
        note("member_added", membership, by=by)
    return membership


@transaction.atomic
def change(
    membership: Membership,
    *,
    by: User,
    edit_number: int,
    title: str,
    valid_from: date,
    valid_to: date | None,
) -> Membership:
    """Change title and days. Another role is another membership: end this one and add that.

    Raises StaleEdit when somebody else has saved it since the form was opened.
    """
    permissions.check_can_grant_role(by, membership.role, membership.organisation)
    if membership.user_id == by.pk and not by.is_superuser:
        raise PermissionDenied(_("Du kan inte ändra din egen roll. Be en kollega som sköter behörigheter."))
    check_period(valid_from, valid_to)
    values = {"title": title, "valid_from": valid_from, "valid_to": valid_to}
    try:
        with transaction.atomic():
            saved = save_row(membership, edit_number=edit_number, values=values)
    except IntegrityError as error:
        raise ValidationError(_("%(user)s har redan den rollen.") % {"user": membership.user}) from error
    note("member_changed", saved, by=by)
    return saved


@transaction.atomic
def end(membership: Membership, *, by: User, last_day: date | None = None) -> Membership:
    """Let a role end after ``last_day`` (yesterday, so that it ends at once). Ending it twice is ending it once."""
    permissions.check_can_grant_role(by, membership.role, membership.organisation)
    current = locked(membership)
    if last_day is not None and last_day < current.valid_from:
        raise ValidationError(
            {
                "last_day": _("Rollen började %(day)s. Den kan inte sluta före det.")
                % {"day": current.valid_from}
            }
        )
    day = last_day or timezone.localdate() - timedelta(days=1)
    if current.valid_to is not None and current.valid_to <= day:
        return current
    ended = _end_on(current, day)
    note("member_ended", ended, by=by)
    return ended


def _end_on(membership: Membership, day: date) -> Membership:
    """Let ``day`` be the last, or the one before if the role already ends earlier."""
    membership.valid_to = min(day, membership.valid_to or day)
    # A role ended on its first day would hold until midnight, for the database wants one day at least. The
    # log remembers what was said first.
    membership.valid_from = min(membership.valid_from, membership.valid_to)
    membership.edit_number += 1
    membership.save(update_fields=["valid_from", "valid_to", "edit_number"])
    permissions.forget_seats(membership.user)
    return membership


@transaction.atomic
def hand_over(
    membership: Membership,
    *,
    by: User,
    email: str,
    creation_key: UUID,
    name: str = "",
    first_day: date | None = None,
) -> HandedOver:
    """Let a successor take over a role in one step: the same role, title and seats in groups, from ``first_day``.

    The predecessor's role ends the day before. Somebody who does not work there yet is invited: nobody is put to
    work for strangers because they have an account. A mandate to sign is a decision about a person and is not
    inherited: it must be given anew. Raises ValidationError for a role that is over, or handed over already.
    """
    permissions.check_can_in_organisation(by, Permission.HAND_OVER, membership.organisation)
    permissions.check_can_grant_role(by, membership.role, membership.organisation)
    current = locked(membership)
    done = _already(current, creation_key)
    if done is not None:
        return done
    day = first_day or timezone.localdate()
    _check_not_handed_over(current)
    _check_first_day(current, day)
    _check_successor(current, email, by)
    successor = _colleague(email, current.organisation)
    _end_on(current, day - timedelta(days=1))
    if successor is None:
        handed = HandedOver(
            invitation=invitations.invite(
                by=by,
                organisation=current.organisation,
                email=email,
                name=name,
                role=current.role,
                title=current.title,
                valid_from=day,
                replaces=current,
                creation_key=creation_key,
            )
        )
    else:
        handed = HandedOver(membership=succeed(current, user=successor, day=day, creation_key=creation_key))
    note("member_handed_over", current, by=by, successor=str(successor or _("den som är inbjuden")))
    return handed


def _already(membership: Membership, creation_key: UUID) -> HandedOver | None:
    """What the same form did when it was sent the first time."""
    invitation = Invitation.objects.filter(creation_key=creation_key).first()
    successor = Membership.objects.filter(creation_key=creation_key).first()
    return HandedOver(successor, invitation) if successor or invitation else None


def _check_not_handed_over(membership: Membership) -> None:
    today = timezone.localdate()
    if membership.valid_to is not None and membership.valid_to < today:
        raise ValidationError(_("Rollen har redan slutat, så den går inte att överlämna. Bjud in i stället."))
    heir = membership.succeeded_by
    if heir is not None and (heir.valid_to is None or heir.valid_to >= today):
        raise ValidationError(
            _("Rollen är redan överlämnad till %(user)s. Avsluta den personens roll först, om det blev fel.")
            % {"user": heir.user}
        )
    if invitations.pending().filter(replaces=membership).exists():
        raise ValidationError(_("En efterträdare är redan inbjuden. Ta tillbaka den inbjudan först."))


def _check_first_day(membership: Membership, day: date) -> None:
    if day < membership.valid_from:
        raise ValidationError(
            {
                "first_day": _("Rollen började %(day)s. Efterträdaren kan inte börja före det.")
                % {"day": membership.valid_from}
            }
        )


def _check_successor(membership: Membership, email: str, by: User) -> None:
    if email.strip().lower() == membership.user.email.lower():
        raise ValidationError({"email": _("Det är samma person. Ange efterträdarens e-postadress.")})
    if email.strip().lower() == by.email.lower() and not by.is_superuser:
        raise PermissionDenied(_("Du kan inte ge dig själv en roll. Be en kollega som sköter behörigheter."))


def _colleague(email: str, organisation: Organisation) -> User | None:
    """Whoever has that address, if they already work there, or in what it belongs to or what belongs to it."""
    near = Q(organisation=organisation.pk) | Q(organisation__parent=organisation.pk)
    if organisation.parent_id:
        near |= Q(organisation=organisation.parent_id)
    held = Membership.objects.filter(near).exclude(valid_to__lt=timezone.localdate())
    return User.objects.filter(email__iexact=email.strip(), pk__in=held.values("user")).first()
