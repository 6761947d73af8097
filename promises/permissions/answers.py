"""Who may answer for an executor that does not draft, and when."""

from __future__ import annotations

from collections.abc import Iterable
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


def answerable(user: User | AnonymousUser, organisations: Iterable[Organisation]) -> set[int]:
    """Those of the organisations that the person speaks for: sits in, or in the one it is a unit or group of."""
    wanted = {organisation.pk: organisation for organisation in organisations}
    if not wanted:
        return set()
    if user.is_authenticated and user.is_active and user.is_superuser:
        return set(wanted)
    own = answers.answers_for(user)
    over = {
        seat.organisation_id
        for seat in seats_of(user)
        if allows(seat.role, Permission.ACCEPT_ACTIVITY, Relation.OWN)
    }
    return {
        pk
        for pk, organisation in wanted.items()
        if pk in own or (organisation.kind in INSIDE and organisation.parent_id in over)
    }


def can_answer_for(user: User | AnonymousUser, organisation: Organisation) -> bool:
    return organisation.pk in answerable(user, [organisation])


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
