"""Who may start a promise, comment on a draft and remove one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from organisations.models import Municipality, Organisation, PoliceArea
from organisations.permissions import organisations_where, seats_of
from organisations.querysets import MunicipalityQuerySet
from organisations.roles import Permission, Relation, allows
from promises.models import Revision
from promises.permissions.basis import has
from promises.states import COMMENTABLE, EDITABLE

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User


def may_create_in(user: User | AnonymousUser) -> MunicipalityQuerySet:
    """The municipalities that the person may start a promise for."""
    if not user.is_authenticated or not user.is_active:
        return Municipality.objects.none()
    if user.is_superuser:
        return Municipality.objects.all()
    own = organisations_where(user, Permission.CREATE_PROMISE, Relation.OWN)
    area = organisations_where(user, Permission.CREATE_PROMISE, Relation.AREA)
    return Municipality.objects.filter(Q(pk__in=own) | Q(police_areas__in=area)).distinct()


def can_create(user: User | AnonymousUser) -> bool:
    """Whether the person may start promises for some municipality, its own or those of the area."""
    return (user.is_authenticated and user.is_active and user.is_superuser) or any(
        allows(seat.role, Permission.CREATE_PROMISE, relation)
        for seat in seats_of(user)
        for relation in (Relation.OWN, Relation.AREA)
        if seat.organisation_kind in (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA)
    )


def check_can_create(user: User, municipality: Municipality) -> Organisation:
    """The organisation on whose behalf the person starts a promise there: municipality or police area."""
    own = organisations_where(user, Permission.CREATE_PROMISE, Relation.OWN)
    if user.is_superuser or municipality.pk in own:
        return municipality
    area = organisations_where(user, Permission.CREATE_PROMISE, Relation.AREA)
    police_area = PoliceArea.objects.filter(pk__in=area, municipalities=municipality).first()
    if police_area is None:
        raise PermissionDenied(
            _("Du kan inte börja på ett löfte för %(name)s. Det kan samordnaren och kommunpolisen där.")
            % {"name": municipality}
        )
    return police_area


def can_comment(user: User | AnonymousUser, revision: Revision) -> bool:
    return revision.status in COMMENTABLE and has(user, Permission.COMMENT, revision)


def check_can_comment(user: User, revision: Revision) -> None:
    if not has(user, Permission.COMMENT, revision):
        raise PermissionDenied(
            _("Du kan läsa löftet men inte kommentera det. Det kan de som arbetar hos parterna.")
        )
    if revision.status not in COMMENTABLE:
        raise PermissionDenied(
            _("Texten går inte att kommentera nu, eftersom löftet har läget ”%(status)s”.")
            % {"status": revision.get_status_display()}
        )


def can_delete_draft(user: User | AnonymousUser, revision: Revision) -> bool:
    return revision.status in EDITABLE and has(user, Permission.DELETE_DRAFT, revision)


def check_can_delete_draft(user: User, revision: Revision) -> None:
    if not has(user, Permission.DELETE_DRAFT, revision):
        raise PermissionDenied(
            _("Bara samordnaren eller kommunpolisen där löftet skapades kan ta bort utkastet.")
        )
    if revision.status not in EDITABLE:
        raise PermissionDenied(
            _("Bara ett utkast kan tas bort. Löftet har läget ”%(status)s”.")
            % {"status": revision.get_status_display()}
        )
