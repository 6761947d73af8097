"""Who may sign for an organisation. A mandate is a decision about a person: it is revoked and made anew, not edited."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from organisations import notifications, permissions
from organisations.actions.rows import check_period, create_row, locked
from organisations.models import Invitation, Mandate, Membership, Organisation, User
from organisations.roles import Permission, RoleKey


@transaction.atomic
def grant(
    *,
    by: User,
    user: User,
    organisation: Organisation,
    title: str,
    decision_reference: str,
    valid_from: date,
    creation_key: UUID,
    valid_to: date | None = None,
) -> Mandate:
    """Enter the organisation's decision that a person may sign for it, between two days (both included).

    When ``by`` also invited the person, it holds only when somebody else has confirmed it. Raises PermissionDenied
    for somebody who does not manage mandates there, and for oneself; ValidationError when the person is no signatory
    of the organisation.
    """
    permissions.check_can_in_organisation(by, Permission.MANAGE_MANDATES, organisation)
    _check_not_self(by, user)
    _check_signatory(user, organisation)
    check_period(valid_from, valid_to)
    return _create(
        by,
        creation_key,
        {
            "user": user,
            "organisation": organisation,
            "title": title,
            "decision_reference": decision_reference,
            "valid_from": valid_from,
            "valid_to": valid_to,
        },
    )


@transaction.atomic
def delegate(
    origin: Mandate,
    *,
    by: User,
    user: User,
    title: str,
    decision_reference: str,
    valid_from: date,
    creation_key: UUID,
    valid_to: date | None = None,
) -> Mandate:
    """Enter that a deputy may sign in the place of the holder of ``origin``, within its days and no longer.

    A delegation holds only while the mandate it comes from does, and cannot be delegated further. Nobody can be
    deputy on a mandate they hold or once entered themselves: that would be granting it to oneself in two steps.
    """
    permissions.check_can_in_organisation(by, Permission.MANAGE_MANDATES, origin.organisation)
    current = locked(origin)
    _check_not_self(by, user)
    _check_delegable(current, user)
    _check_signatory(user, current.organisation)
    check_period(valid_from, valid_to)
    _check_within(current, valid_from, valid_to)
    return _create(
        by,
        creation_key,
        {
            "user": user,
            "organisation": current.organisation,
            "title": title,
            "decision_reference": decision_reference,
            "valid_from": valid_from,
            "valid_to": valid_to,
            "delegated_from": current,
        },
    )


@transaction.atomic
def confirm(mandate: Mandate, *, by: User) -> Mandate:
    """Confirm, as a second pair of eyes, a mandate that was entered by whoever had invited its holder.

    Confirming twice is confirming once. Raises ValidationError for a mandate that has been revoked.
    """
    permissions.check_can_confirm_mandate(by, mandate)
    current = locked(mandate)
    if current.revoked_at is not None:
        raise ValidationError(_("Mandatet är återkallat, så det går inte att bekräfta."))
    if current.awaits_confirmation:
        current.confirmed_at, current.confirmed_by = timezone.now(), by
        current.edit_number += 1
        current.save(update_fields=["confirmed_at", "confirmed_by", "edit_number"])
        _note("mandate_confirmed", current, by=by)
    return current


@transaction.atomic
def revoke(mandate: Mandate, *, by: User) -> Mandate:
    """End a mandate at once, and with it the delegations from it. What is signed stays signed."""
    permissions.check_can_in_organisation(by, Permission.MANAGE_MANDATES, mandate.organisation)
    current = locked(mandate)
    if current.revoked_at is None:
        current.revoked_at, current.revoked_by = timezone.now(), by
        current.edit_number += 1
        current.save(update_fields=["revoked_at", "revoked_by", "edit_number"])
        _note("mandate_revoked", current, by=by)
    return current


def _create(by: User, creation_key: UUID, values: dict[str, Any]) -> Mandate:
    entered = {"granted_by": by, "needs_confirmation": _was_invited(values["user"], by)}
    mandate, created = create_row(Mandate, creation_key=creation_key, values={**values, **entered})
    if created:
        delegated = mandate.delegated_from is not None
        _note("mandate_delegated" if delegated else "mandate_granted", mandate, by=by)
        if mandate.needs_confirmation:
            notifications.mandate_to_confirm(mandate, permissions.confirmers_of(mandate))
    return mandate


def _was_invited(user: User, by: User) -> bool:
    # Whoever invites can invite an address of their own, so nobody else may ever have met the person.
    return Invitation.objects.filter(accepted_by=user, invited_by=by).exists()


def _check_not_self(by: User, user: User) -> None:
    # Not even a superuser: the database refuses it too.
    if by.pk == user.pk:
        raise PermissionDenied(
            _("Ingen kan ge sig själv mandat att skriva under. Be en kollega lägga in det.")
        )


def _check_delegable(origin: Mandate, user: User) -> None:
    if origin.revoked_at is not None:
        raise ValidationError(_("Mandatet är återkallat, så det går inte att delegera."))
    if origin.delegated_from_id is not None:
        raise ValidationError(_("En ersättare kan inte i sin tur utse en ersättare."))
    if user.pk == origin.user_id:
        raise ValidationError({"user": _("Ersättaren måste vara en annan person än den som har mandatet.")})
    if user.pk == origin.granted_by_id:
        raise PermissionDenied(
            _("%(user)s lade in mandatet och kan därför inte vara ersättare på det.") % {"user": user}
        )


def _check_signatory(user: User, organisation: Organisation) -> None:
    today = timezone.localdate()
    roles = Membership.objects.filter(user=user, organisation=organisation, role=RoleKey.SIGNATORY)
    if not roles.exclude(valid_to__lt=today).exists():
        raise ValidationError(
            {"user": _("%(user)s har inte rollen undertecknare. Ge rollen först.") % {"user": user}}
        )


def _check_within(origin: Mandate, valid_from: date, valid_to: date | None) -> None:
    if valid_from < origin.valid_from:
        raise ValidationError(
            {
                "valid_from": _("Mandatet gäller från %(day)s. Ersättaren kan inte börja tidigare.")
                % {"day": origin.valid_from}
            }
        )
    if origin.valid_to is not None and (valid_to is None or valid_to > origin.valid_to):
        raise ValidationError(
            {
                "valid_to": _("Mandatet gäller till %(day)s. Ersättaren måste sluta senast då.")
                % {"day": origin.valid_to}
            }
        )


def _note(action: str, mandate: Mandate, *, by: User) -> None:
    record(
        f"organisations.{action}",
        by=by,
        obj=mandate,
        data={
            "person": str(mandate.user),
            "title": mandate.title,
            "decision": mandate.decision_reference,
            "valid_from": mandate.valid_from.isoformat(),
            "valid_to": mandate.valid_to.isoformat() if mandate.valid_to else None,
        },
        organisations=[mandate.organisation_id],
    )
