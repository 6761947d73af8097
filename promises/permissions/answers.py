"""Who may answer for an executor that does not draft, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from organisations.models import Organisation
from organisations.permissions import seats_of
from organisations.roles import Permission, Relation, allows
from promises import answers
from promises.models import Activity

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User

# A company decides for itself, whoever owns it.
INSIDE = (Organisation.Kind.UNIT, Organisation.Kind.GROUP)


def can_answer_for(user: User | AnonymousUser, organisation: Organisation) -> bool:
    """Whether the person speaks for the organisation: sits in it, or in the one that it is a unit or group of."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    if organisation.pk in answers.answers_for(user):
        return True
    if organisation.kind not in INSIDE or organisation.parent_id is None:
        return False
    return any(
        seat.organisation_id == organisation.parent_id
        and allows(seat.role, Permission.ACCEPT_ACTIVITY, Relation.OWN)
        for seat in seats_of(user)
    )


def check_can_answer(user: User, activity: Activity, organisation: Organisation) -> None:
    if not can_answer_for(user, organisation):
        raise PermissionDenied(
            _("Du kan inte svara för %(organisation)s. Det gör den som är utförare där.")
            % {"organisation": organisation}
        )
    if activity.revision.status not in answers.ASKING:
        raise PermissionDenied(
            _("Det går inte att svara nu, eftersom löftet har läget ”%(status)s”.")
            % {"status": activity.revision.get_status_display()}
        )
