"""Who makes reports to others, for which organisations, and who reads those that are delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from followup.models import Report
from followup.permissions import REFUSALS
from organisations.models import Municipality, Organisation
from organisations.permissions import organisations_where
from organisations.roles import Permission, Relation

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User


def reporting_organisations(user: User | AnonymousUser) -> QuerySet[Organisation]:
    """The municipalities and police areas for which the person makes reports: its own, and those it covers."""
    kinds = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA)
    mine = Organisation.objects.filter(kind__in=kinds, is_active=True).order_by("sort_key")
    if user.is_authenticated and user.is_active and user.is_superuser:
        return mine
    own = organisations_where(user, Permission.MAKE_REPORT, Relation.OWN)
    area = organisations_where(user, Permission.MAKE_REPORT, Relation.AREA)
    return mine.filter(Q(pk__in=own) | Q(municipality__police_area_links__police_area__in=area)).distinct()


def check_makes_reports(user: User) -> None:
    """Raise PermissionDenied with a sentence for somebody who makes reports for nobody."""
    if not reporting_organisations(user).exists():
        raise PermissionDenied(REFUSALS[Permission.MAKE_REPORT])


def check_can_make_report(user: User, organisation: Organisation) -> None:
    if not reporting_organisations(user).filter(pk=organisation.pk).exists():
        raise PermissionDenied(REFUSALS[Permission.MAKE_REPORT])


def reports_seen_by(user: User | AnonymousUser) -> QuerySet[Report]:
    """The delivered reports that the person may read: of the organisations whose follow-up it sees."""
    if not user.is_authenticated or not user.is_active:
        return Report.objects.none()
    if user.is_superuser:
        return Report.objects.all()
    party = organisations_where(user, Permission.VIEW_FOLLOW_UP, Relation.PARTY)
    area = organisations_where(user, Permission.VIEW_FOLLOW_UP, Relation.AREA)
    covered = Municipality.objects.filter(police_area_links__police_area__in=area)
    return Report.objects.filter(Q(organisation__in=party) | Q(organisation__in=covered.values("pk")))
