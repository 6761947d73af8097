"""Who may read and write a municipality's lägesbild: the table in ``organisations.roles`` and three layers.

A row is for its own party alone, for the parties, or for everybody. The parties are the municipality and the police
areas that cover it, not everybody who works in a part of them: who works in a school reports, and reads what its own
organisation has reported. A private landlord reads its own reports and what everybody reads.

What is marked as secret is for those who write the lägesbild, never for those who only read it. Of a whole lägesbild
they read that there is one, and its pages mask the rest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lagesbild.models import IncidentReport, Lagesbild, Layer, Sharing
from lagesbild.models.base import SECRECY, Secrecy
from organisations.models import Municipality, Organisation, PoliceAreaMunicipality
from organisations.permissions import seats_of
from organisations.roles import Permission, Relation, allows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User

Row = TypeVar("Row", bound=Model)

# What is said to somebody who reads the lägesbild but may not do this: who can.
REFUSALS = {
    Permission.VIEW_LAGESBILD: _("Du kan rapportera till lägesbilden men inte läsa den."),
    Permission.WRITE_LAGESBILD: _(
        "Du kan läsa lägesbilden men inte ändra i den. Det gör kommunens samordnare och kommunpolisen."
    ),
    Permission.REPORT_INCIDENT: _(
        "Du kan inte rapportera händelser. Det gör rapportörer, kommunens samordnare och kommunpolisen."
    ),
    Permission.ADOPT_LAGESBILD: _(
        "Du kan inte anteckna beslut om lägesbilden. Det gör kommunens samordnare eller rådets sekreterare."
    ),
    Permission.SHARE_LAGESBILD: _(
        "Du kan inte hämta ut, sekretessmarkera eller lämna ut lägesbilden. Det gör kommunens samordnare och "
        "kommunpolisen."
    ),
}


def _is_superuser(user: User | AnonymousUser) -> bool:
    return user.is_authenticated and user.is_active and user.is_superuser


def own_organisations(user: User | AnonymousUser, permission: Permission) -> set[int]:
    """Ids of the organisations in which the person itself has ``permission``: not of those that they are a part of."""
    return {seat.organisation_id for seat in seats_of(user) if allows(seat.role, permission, Relation.OWN)}


def _areas(user: User | AnonymousUser, permission: Permission) -> set[int]:
    """Ids of the police areas in whose municipalities the person has ``permission``."""
    return {seat.organisation_id for seat in seats_of(user) if allows(seat.role, permission, Relation.AREA)}


def municipalities_for(user: User | AnonymousUser, permission: Permission) -> QuerySet[Municipality]:
    """The municipalities for whose lägesbild the person has ``permission``: its own, and those its area covers."""
    if _is_superuser(user):
        return Municipality.objects.all()
    own, areas = own_organisations(user, permission), _areas(user, permission)
    if not own | areas:
        return Municipality.objects.none()
    covered = Municipality.objects.filter(police_area_links__police_area__in=areas).values("pk")
    return Municipality.objects.filter(Q(pk__in=own) | Q(pk__in=covered))


def municipalities_to_report_in(user: User | AnonymousUser) -> QuerySet[Municipality]:
    """Where the person may report events: as above, and for a part of a municipality, a company of it or an
    organisation that it manages, that municipality."""
    if _is_superuser(user):
        return Municipality.objects.all()
    near = municipalities_for(user, Permission.REPORT_INCIDENT).values("pk")
    own = own_organisations(user, Permission.REPORT_INCIDENT)
    above = Organisation.objects.filter(pk__in=own)
    return Municipality.objects.filter(
        Q(pk__in=near) | Q(pk__in=above.values("parent")) | Q(pk__in=above.values("managed_by"))
    )


def may_report_somewhere(user: User | AnonymousUser) -> bool:
    """Whether ``municipalities_to_report_in`` has any. Who works for a municipality has: the database is not asked."""
    own = own_organisations(user, Permission.REPORT_INCIDENT)
    kinds = {seat.organisation_kind for seat in seats_of(user) if seat.organisation_id in own}
    return Organisation.Kind.MUNICIPALITY in kinds or municipalities_to_report_in(user).exists()


def reporting_organisations(user: User | AnonymousUser, municipality: Municipality) -> QuerySet[Organisation]:
    """The organisations in whose name the person reports events in the municipality; its own, never one above it."""
    if _is_superuser(user):
        return Organisation.objects.filter(pk=municipality.pk)
    own = Organisation.objects.filter(pk__in=own_organisations(user, Permission.REPORT_INCIDENT))
    return own.filter(
        Q(pk=municipality.pk)
        | Q(parent=municipality.pk)
        | Q(managed_by=municipality.pk)
        | Q(pk__in=covering(municipality.pk))
    )


def covering(municipality: int) -> QuerySet[Any, Any]:
    """Ids of the police areas that cover the municipality. To be asked for as ids: a join makes SQLite look at every
    organisation of the country."""
    return PoliceAreaMunicipality.objects.filter(municipality=municipality).values("police_area")


def can_change_report(user: User | AnonymousUser, report: IncidentReport) -> bool:
    """Whether the person corrects or removes the report: its own, or any in the lägesbild that they write."""
    if can(user, Permission.WRITE_LAGESBILD, report.municipality):
        return True
    is_own = user.is_authenticated and report.reporter_id == user.pk
    return is_own and report.owner_id in own_organisations(user, Permission.REPORT_INCIDENT)


def check_can_change_report(user: User | AnonymousUser, report: IncidentReport) -> None:
    """Raise PermissionDenied with a sentence that says who can, unless ``can_change_report``."""
    if not can_change_report(user, report):
        raise PermissionDenied(
            _(
                "Du kan rätta och ta bort det som du själv har rapporterat. Allt annat rättar kommunens samordnare "
                "och kommunpolisen."
            )
        )


def can(user: User | AnonymousUser, permission: Permission, municipality: Municipality) -> bool:
    """Whether the person has ``permission`` on the municipality's lägesbild. Asks the database only for the police."""
    if _is_superuser(user) or municipality.pk in own_organisations(user, permission):
        return True
    areas = _areas(user, permission)
    return bool(areas) and municipality.police_area_links.filter(police_area__in=areas).exists()


def check_can(user: User | AnonymousUser, permission: Permission, municipality: Municipality) -> None:
    """Raise PermissionDenied with a sentence that says who can, unless ``can``."""
    if not can(user, permission, municipality):
        raise PermissionDenied(REFUSALS[permission])


def speaks_for(user: User | AnonymousUser, municipality: Municipality) -> list[Organisation]:
    """The parties in whose name the person writes in the municipality's lägesbild, the municipality first."""
    kinds = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA)
    parties = Organisation.objects.filter(
        Q(pk=municipality.pk) | Q(pk__in=covering(municipality.pk)), kind__in=kinds
    )
    found = list(parties.order_by("kind", "sort_key"))
    if _is_superuser(user):
        return found
    own = own_organisations(user, Permission.WRITE_LAGESBILD)
    return [one for one in found if one.pk in own]


def readable(
    user: User | AnonymousUser, rows: QuerySet[Row], permission: Permission = Permission.VIEW_LAGESBILD
) -> QuerySet[Row]:
    """Those of the rows that the person may read: of its municipalities, the layers that it belongs to, not secret."""
    found = rows.filter(municipality__in=municipalities_for(user, permission))
    if _is_superuser(user) or not hasattr(rows.model, "layer"):
        return found
    found = found.filter(~Q(layer=Layer.OWN) | Q(owner__in=own_organisations(user, permission)))
    if not issubclass(rows.model, Secrecy) or rows.model is Lagesbild or _writes_all(user, permission):
        return found
    writes = municipalities_for(user, Permission.WRITE_LAGESBILD).values("pk")
    return found.filter(Q(secrecy_provision="") | Q(municipality__in=writes))


def _writes_all(user: User | AnonymousUser, permission: Permission) -> bool:
    """Whether the person writes wherever it has ``permission``. Spares the database a question on most pages."""
    own = own_organisations(user, permission) <= own_organisations(user, Permission.WRITE_LAGESBILD)
    return own and _areas(user, permission) <= _areas(user, Permission.WRITE_LAGESBILD)


def reports_seen_by(user: User | AnonymousUser) -> QuerySet[IncidentReport]:
    """Reports of the municipalities that the person reads, and those of its own organisation."""
    if not user.is_authenticated or not user.is_active:
        return IncidentReport.objects.none()
    if user.is_superuser:
        return IncidentReport.objects.all()
    near: Any = municipalities_for(user, Permission.VIEW_LAGESBILD).values("pk")
    own = own_organisations(user, Permission.REPORT_INCIDENT)
    return IncidentReport.objects.filter(Q(municipality__in=near) | Q(owner__in=own))


def check_owner(user: User, municipality: Municipality, owner: Organisation) -> None:
    """Raise PermissionDenied unless the person writes for ``owner`` in the municipality's lägesbild."""
    check_can(user, Permission.WRITE_LAGESBILD, municipality)
    # By number: a municipality and the organisation that it is are two classes to Django.
    if owner.pk not in {one.pk for one in speaks_for(user, municipality)}:
        raise PermissionDenied(_("Du kan bara skriva för den organisation som du arbetar i."))


def check_marking(user: User, row: Any, values: Mapping[str, Any]) -> None:
    """Raise PermissionDenied when ``values`` would change a secrecy marking that another authority has made.

    The authority that marks answers for the marking (OSL 5 kap. 5 §), so nobody else takes it away.
    """
    if row.secrecy_by_id is None or row.secrecy_by_id in {
        one.pk for one in speaks_for(user, row.municipality)
    }:
        return
    # By number: a municipality and the organisation that it is are two classes to Django.
    wanted = {name: getattr(values[name], "pk", values[name]) for name in SECRECY if name in values}
    if any(value != getattr(getattr(row, name), "pk", getattr(row, name)) for name, value in wanted.items()):
        raise PermissionDenied(
            _("%(authority)s har sekretessmarkerat detta. Bara de kan ändra markeringen eller ta bort den.")
            % {"authority": row.secrecy_by}
        )


def sharings_seen_by(user: User | AnonymousUser, municipality: Municipality) -> QuerySet[Sharing]:
    """What the person's own authority has handed over: each keeps a log of its own (OSL 5 kap. 1 §)."""
    found = Sharing.objects.filter(municipality=municipality)
    if _is_superuser(user):
        return found
    return found.filter(owner__in=own_organisations(user, Permission.VIEW_LAGESBILD))
