"""How every action on a draft begins: the draft is locked, and asked who may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from promises import permissions
from promises.models import Revision

if TYPE_CHECKING:
    from organisations.models import User


def check_same_draft(row: Any, revision: Revision) -> None:
    """A ``creation_key`` from a form of another promise leads to that promise's row: refuse it."""
    if row.revision_id != revision.pk:
        raise PermissionDenied(_("Formuläret hör till ett annat löfte. Ladda om sidan och försök igen."))


def editable_revision(revision: Revision, *, by: User) -> Revision:
    """The revision, locked until the transaction ends, once ``by`` may edit it as it now stands.

    Every drafting action starts here: the lock keeps a late edit from slipping in while the text is frozen.
    """
    locked = Revision.objects.select_for_update().select_related("promise").get(pk=revision.pk)
    permissions.check_can_edit(by, locked)
    return locked
