"""Who may publish, amend, end, register, confirm, redact and read the history, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from organisations.models import Organisation
from organisations.roles import Permission
from promises.models import Promise, PromiseVersion, Revision
from promises.permissions.basis import check_granted, has
from promises.permissions.review import answers_for
from promises.states import OPEN, PUBLIC, Status, Step, steps_from

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User

# Texts that stay: words can be removed from them by decision. An open text is edited or taken back instead.
REDACTABLE = PUBLIC | {Status.WITHDRAWN}


def check_can_publish(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.PUBLISH,
        revision,
        _("Parternas samordnare och kommunpolis publicerar löftet. Be någon av dem."),
    )


def can_publish(user: User | AnonymousUser, revision: Revision) -> bool:
    return Step.PUBLISH in steps_from(revision.status) and has(user, Permission.PUBLISH, revision)


def check_can_amend(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.AMEND,
        revision,
        _("Parternas samordnare och kommunpolis skriver en ny version. Be någon av dem."),
    )


def can_amend(user: User | AnonymousUser, revision: Revision) -> bool:
    return (
        revision.status in (Status.PUBLISHED, Status.WITHDRAWN)
        and has(user, Permission.AMEND, revision)
        and not _has_open(revision.promise)
        and revision.can_be_followed
    )


def check_can_end(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.CONCLUDE,
        revision,
        _("Parternas samordnare och kommunpolis avslutar löftet. Be någon av dem."),
    )


def can_end(user: User | AnonymousUser, revision: Revision) -> bool:
    return (
        Step.END in steps_from(revision.status)
        and has(user, Permission.CONCLUDE, revision)
        and not _has_open(revision.promise)
    )


def check_can_register(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.REGISTER_AFTERWARDS,
        revision,
        _("Samordnare och kommunpolis registrerar löften i efterhand. Be någon av dem."),
    )
    if not revision.registered_afterwards:
        raise PermissionDenied(_("Löftet ska granskas och skrivas under här. Det kan inte registreras."))


def can_register(user: User | AnonymousUser, revision: Revision) -> bool:
    return (
        Step.REGISTER in steps_from(revision.status)
        and revision.registered_afterwards
        and has(user, Permission.REGISTER_AFTERWARDS, revision)
    )


def check_can_confirm(user: User, version: PromiseVersion, organisation: Organisation) -> None:
    if not answers_for(user, Permission.CONFIRM_REGISTERED, version.revision, organisation):
        raise PermissionDenied(
            _("Du kan inte bekräfta löftet för %(organisation)s. Det gör den som företräder parten.")
            % {"organisation": organisation}
        )
    if not version.revision.registered_afterwards:
        raise PermissionDenied(_("Löftet är undertecknat här och behöver inte bekräftas."))


def check_can_redact(user: User, version: PromiseVersion) -> None:
    check_granted(
        user,
        Permission.REDACT,
        version.revision,
        _("Bara samordnaren eller kommunpolisen där löftet skapades kan ta bort ord ur en fastställd text."),
    )
    if version.revision.status not in REDACTABLE:
        raise PermissionDenied(
            _("Texten är inte publicerad. Ta tillbaka den och ändra i utkastet i stället.")
        )


def can_redact(user: User | AnonymousUser, version: PromiseVersion) -> bool:
    return version.revision.status in REDACTABLE and has(user, Permission.REDACT, version.revision)


def check_can_view_history(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.VIEW_HISTORY,
        revision,
        _("Historiken visas för parternas samordnare, kommunpolis, undertecknare och läsare."),
    )


def can_view_history(user: User | AnonymousUser, revision: Revision) -> bool:
    return has(user, Permission.VIEW_HISTORY, revision)


def _has_open(promise: Promise) -> bool:
    return promise.revisions.filter(status__in=OPEN).exists()
