"""Who reads and writes a lägesbild: three layers, and what a part of an organisation or a landlord sees."""

import pytest
from django.core.exceptions import PermissionDenied

from lagesbild import permissions
from lagesbild.models import IncidentReport, Layer, Problem
from organisations.roles import Permission, RoleKey
from tests.factories.lagesbild import IncidentReportFactory, ProblemFactory
from tests.factories.organisations import MembershipFactory, UserFactory

READ = ("coordinator", "chair", "council_secretary", "reader", "municipal_police", "police_chief")
NOT = (
    "executor",
    "reporter",
    "police_administrator",
    "landlord_executor",
    "outsider_coordinator",
    "outsider_police",
    "expired",
    "nobody",
)


@pytest.fixture
def person(request):
    return request.getfixturevalue(request.param)


def seen(user):
    return set(permissions.readable(user, Problem.objects.all()).values_list("title", flat=True))


@pytest.fixture
def layers(lekeberg, orebro_area):
    for owner, name in ((lekeberg, "kommunens"), (orebro_area, "polisens")):
        for layer in Layer:
            ProblemFactory(municipality=lekeberg, owner=owner, layer=layer, title=f"{name} {layer}")


@pytest.mark.parametrize("person", READ, indirect=True)
def test_both_parties_read_what_is_shared_and_each_its_own(layers, person):
    shared = {"kommunens parties", "kommunens public", "polisens parties", "polisens public"}
    police = person.memberships.get().organisation.kind == "police_area"

    assert seen(person) == shared | {"polisens own" if police else "kommunens own"}


@pytest.mark.parametrize("person", NOT, indirect=True)
def test_others_read_nothing(layers, person):
    assert seen(person) == set()


def test_whoever_runs_the_service_reads_everything(layers, superuser):
    assert len(seen(superuser)) == 6


def test_the_police_read_every_municipality_of_the_area_and_no_other(
    lekeberg, orebro, kungsor, municipal_police
):
    found = permissions.municipalities_for(municipal_police, Permission.VIEW_LAGESBILD)

    assert {one.pk for one in found} >= {lekeberg.pk}
    assert kungsor.pk not in {one.pk for one in found}


def test_a_school_reports_in_its_municipality_and_reads_its_own_reports(lekeberg, school, coordinator):
    user = UserFactory()
    MembershipFactory(user=user, organisation=school, role=RoleKey.REPORTER)
    own = IncidentReportFactory(municipality=lekeberg, owner=school)
    IncidentReportFactory(municipality=lekeberg, owner=lekeberg)

    assert list(permissions.municipalities_to_report_in(user)) == [lekeberg]
    assert list(permissions.reports_seen_by(user)) == [own]
    assert permissions.reports_seen_by(coordinator).count() == 2


def test_a_landlord_reports_where_it_is_looked_after_and_sees_no_others(lekeberg, landlord):
    landlord.managed_by = lekeberg
    landlord.save()
    user = UserFactory()
    MembershipFactory(user=user, organisation=landlord, role=RoleKey.REPORTER)
    IncidentReportFactory(municipality=lekeberg, owner=lekeberg)

    assert list(permissions.municipalities_to_report_in(user)) == [lekeberg]
    assert not permissions.reports_seen_by(user).exists()
    assert not permissions.can(user, Permission.VIEW_LAGESBILD, lekeberg)


def test_nobody_sees_reports_without_a_membership(nobody, lekeberg):
    IncidentReportFactory(municipality=lekeberg)

    assert not permissions.reports_seen_by(nobody).exists()
    assert IncidentReport.objects.exists()


def test_each_writes_for_the_organisation_it_works_in(lekeberg, orebro_area, coordinator, municipal_police):
    assert [one.pk for one in permissions.speaks_for(coordinator, lekeberg)] == [lekeberg.pk]
    assert [one.pk for one in permissions.speaks_for(municipal_police, lekeberg)] == [orebro_area.pk]
    permissions.check_owner(coordinator, lekeberg, lekeberg)
    with pytest.raises(PermissionDenied):
        permissions.check_owner(municipal_police, lekeberg, lekeberg)
