"""People come by invitation. The link holds a random secret, of which only a digest is stored."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from organisations import notifications, permissions
from organisations.actions import users
from organisations.actions.membership_rows import note, open_one, succeed
from organisations.actions.rows import create_row, locked
from organisations.models import Invitation, Membership, Organisation, User
from organisations.roles import RoleKey

VALID_FOR = timedelta(days=14)


@transaction.atomic
def invite(
    *,
    by: User,
    organisation: Organisation,
    email: str,
    role: str,
    creation_key: UUID,
    name: str = "",
    title: str = "",
    valid_from: date | None = None,
    replaces: Membership | None = None,
) -> Invitation:
    """Invite somebody to a role, by mail. The same ``creation_key`` again gives the same invitation and no new mail.

    Raises PermissionDenied for a role one may not give, or for oneself; ValidationError when the person has the
    role or is already invited to it.
    """
    permissions.check_can_grant_role(by, role, organisation)
    email = email.strip().lower()
    if email == by.email.lower():
        raise PermissionDenied(_("Du kan inte bjuda in dig själv. Be en kollega som sköter behörigheter."))
    secret = secrets.token_urlsafe(32)
    values = {
        "email": email,
        "name": name,
        "organisation": organisation,
        "role": role,
        "title": title,
        "valid_from": valid_from,
        "replaces": replaces,
        "secret_digest": digest(secret),
        "invited_by": by,
        "expires_at": timezone.now() + VALID_FOR,
    }
    # The organisation's row is the lock: two invitations of the same person come one after the other.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not Invitation.objects.filter(creation_key=creation_key).exists():
        _check_not_there(email, organisation, role)
    invitation, created = create_row(Invitation, creation_key=creation_key, values=values)
    if created:
        _send(invitation, secret)
        _note("invited", invitation, by=by)
    return invitation


def _check_not_there(email: str, organisation: Organisation, role: str) -> None:
    same = {"organisation": organisation, "role": role}
    if Membership.objects.valid().filter(user__email__iexact=email, **same).exists():
        raise ValidationError({"email": _("Personen har redan den rollen.")})
    if pending().filter(email__iexact=email, **same).exists():
        raise ValidationError(
            {"email": _("Personen är redan inbjuden till den rollen. Skicka inbjudan igen i stället.")}
        )


def pending() -> Any:
    """Invitations that can be accepted now."""
    return Invitation.objects.filter(
        accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
    )


@transaction.atomic
def send_again(invitation: Invitation, *, by: User, seen: datetime) -> Invitation:
    """Send a new link, valid for another fourteen days; the old one stops working.

    ``seen`` is when the invitation expired according to the page: a second click on the same page sends nothing.
    """
    permissions.check_can_grant_role(by, invitation.role, invitation.organisation)
    current = locked(invitation)
    _check_open(current)
    if current.expires_at != seen:
        return current
    secret = secrets.token_urlsafe(32)
    current.secret_digest = digest(secret)
    current.expires_at = timezone.now() + VALID_FOR
    current.save(update_fields=["secret_digest", "expires_at"])
    _send(current, secret)
    _note("invitation_sent_again", current, by=by)
    return current


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User) -> Invitation:
    """Take an invitation back. Whoever may invite to the role may, also when somebody else did."""
    permissions.check_can_grant_role(by, invitation.role, invitation.organisation)
    current = locked(invitation)
    if current.withdrawn_at is not None:
        return current
    _check_open(current)
    current.withdrawn_at = timezone.now()
    current.save(update_fields=["withdrawn_at"])
    _note("invitation_withdrawn", current, by=by)
    return current


def find(secret: str) -> Invitation | None:
    """The invitation with that link, whatever its state."""
    found = Invitation.objects.select_related("organisation", "invited_by", "replaces__user")
    return found.filter(secret_digest=digest(secret)).first()


@transaction.atomic
def accept(invitation: Invitation, *, user: User) -> Membership:
    """Accept as somebody with an account, logged in at the invited address. Accepting twice gives one role."""
    current = _acceptable(invitation)
    if user.email.lower() != current.email.lower():
        raise PermissionDenied(_("Inbjudan gäller en annan e-postadress än den du är inloggad med."))
    if current.accepted_at is not None:
        return _given(current, user)
    # Whoever invites an address of their own, and then takes it as theirs, gives themselves the role.
    if user.pk == current.invited_by_id:
        raise PermissionDenied(
            _("Du kan inte tacka ja till en inbjudan som du själv har skickat. Be en kollega.")
        )
    users.prove_email(user)
    return _give(current, user)


@transaction.atomic
def accept_as_new(invitation: Invitation, *, name: str, password: str) -> User:
    """Accept by making an account with the invited address.

    Raises ValidationError when the invitation no longer holds, or the address has got an account meanwhile.
    """
    current = _acceptable(invitation)
    if User.objects.filter(email__iexact=current.email).exists():
        raise ValidationError(_("Det finns redan ett konto med e-postadressen. Logga in för att tacka ja."))
    user = users.create(email=current.email, name=name, password=password)
    _give(current, user)
    return user


def _acceptable(invitation: Invitation) -> Invitation:
    current = locked(invitation)
    if current.withdrawn_at is not None or (current.state == "expired"):
        raise ValidationError(_("Inbjudan gäller inte längre. Be den som bjöd in dig att skicka en ny."))
    return current


def _give(invitation: Invitation, user: User) -> Membership:
    day = max(timezone.localdate(), invitation.valid_from or timezone.localdate())
    held = Membership.objects.filter(
        user=user, organisation=invitation.organisation_id, role=invitation.role, valid_to__isnull=True
    ).first()
    if held is not None:
        membership = held
    elif invitation.replaces is not None:
        membership = succeed(invitation.replaces, user=user, day=day, creation_key=invitation.creation_key)
    else:
        membership, _created = open_one(
            creation_key=invitation.creation_key,
            user=user,
            organisation=invitation.organisation,
            role=invitation.role,
            values={"title": invitation.title, "valid_from": day},
        )
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    note("invitation_accepted", membership, by=user)
    return membership


def _given(invitation: Invitation, user: User) -> Membership:
    memberships = Membership.objects.filter(user=user, organisation=invitation.organisation_id)
    return memberships.filter(role=invitation.role).latest("pk")


def _check_open(invitation: Invitation) -> None:
    if invitation.accepted_at is not None:
        raise ValidationError(_("Personen har redan tackat ja."))
    if invitation.withdrawn_at is not None:
        raise ValidationError(_("Inbjudan är redan återtagen."))


def digest(secret: str) -> str:
    # Plain, without salt: the secret is random and long, so there is nothing to guess.
    return hashlib.sha256(secret.encode()).hexdigest()


def link(secret: str) -> str:
    """The path of the page where an invitation is accepted."""
    return reverse("organisations:invitation", args=[secret])


def _send(invitation: Invitation, secret: str) -> None:
    key = f"invitation:{invitation.pk}:{invitation.secret_digest[:16]}"
    notifications.invitation(invitation, path=link(secret), key=key)


def _note(action: str, invitation: Invitation, *, by: User) -> None:
    # Not the address: the log cannot be weeded, and whoever says no was never here.
    record(
        f"organisations.{action}",
        by=by,
        obj=invitation,
        data={"role": str(RoleKey(invitation.role).label)},
        organisations=[invitation.organisation_id],
    )
