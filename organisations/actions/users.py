"""Accounts. They come into being by an invitation that is accepted, or by the demonstration."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from organisations import permissions
from organisations.models import User


@transaction.atomic
def create(*, email: str, name: str, password: str, by: User | None = None) -> User:
    """Create an account with a proven e-mail address.

    Made in a demonstration it works only there. ``by`` is None when the person made it, by accepting an invitation.
    Raises IntegrityError when the address has an account.
    """
    user = User.objects.create_user(email, password, name=name, is_demo=settings.DEMO)
    prove_email(user)
    record("organisations.account_created", by=by or user, obj=user)
    return user


def prove_email(user: User) -> None:
    """Note that the person reads mail at the account's address: whoever follows a letter's link does."""
    EmailAddress.objects.filter(user=user, primary=True).exclude(email__iexact=user.email).update(
        primary=False
    )
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def rename(user: User, *, name: str, by: User) -> User:
    """Change the name that the person is shown with. Only one's own: names of others are not ours to edit."""
    if user.pk != by.pk:
        raise PermissionError("only one's own name")
    locked = User.objects.select_for_update().get(pk=user.pk)
    locked.name = name
    locked.save(update_fields=["name"])
    record("organisations.account_renamed", by=by, obj=locked)
    return locked


@transaction.atomic
def set_active(user: User, *, by: User, active: bool) -> User:
    """Close an account so that its holder cannot log in, or open it again. Roles and mandates stay as they are.

    For whoever runs the service: the holder may work for others as well. Nobody closes the account they use.
    """
    permissions.check_is_superuser(by)
    if user.pk == by.pk:
        raise PermissionDenied(_("Du kan inte stänga det konto du är inloggad med."))
    locked = User.objects.select_for_update().get(pk=user.pk)
    if locked.is_active != active:
        locked.is_active = active
        locked.save(update_fields=["is_active"])
        record(f"organisations.account_{'opened' if active else 'closed'}", by=by, obj=locked)
    return locked
