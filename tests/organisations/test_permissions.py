import pytest

from organisations import permissions
from organisations.models import Organisation
from organisations.permissions import can_in_organisation, grantable_roles, visible_organisations
from organisations.roles import Permission, RoleKey
from tests.factories.organisations import (
    GroupFactory,
    GroupMemberFactory,
    MembershipFactory,
    OrganisationFactory,
    UserFactory,
)


def _names(user):
    return set(visible_organisations(user).values_list("slug", flat=True))


@pytest.fixture
def everything(lekeberg, orebro, kungsor, orebro_area, vastra_malardalen, school, landlord):
    """Both municipalities and areas, a unit, a landlord that Lekeberg manages, and a council."""
    landlord.managed_by = lekeberg
    landlord.save()
    council = GroupFactory(name="Rådet", slug="radet", parent=lekeberg)
    council.municipalities.add(orebro)


LEKEBERG = {"lekeberg", "skolan-i-lekeberg", "hyresvarden", "radet"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("coordinator", LEKEBERG),
        ("council_secretary", LEKEBERG),
        ("reader", LEKEBERG),
        ("executor", LEKEBERG),
        ("landlord_executor", {"hyresvarden"}),
        ("municipal_police", {"lokalpolisomrade-orebro", "orebro", *LEKEBERG}),
        ("police_chief", {"lokalpolisomrade-orebro", "orebro", *LEKEBERG}),
        ("police_administrator", {"lokalpolisomrade-orebro", "orebro", *LEKEBERG}),
        ("outsider_coordinator", {"kungsor"}),
        ("outsider_police", {"kungsor", "lokalpolisomrade-vastra-malardalen"}),
        ("expired", set()),
        ("nobody", set()),
    ],
)
def test_everybody_sees_their_own_and_the_police_their_area(everything, member, name, expected):
    assert _names(member(name)) == expected


def test_a_superuser_sees_the_country(everything, superuser):
    assert visible_organisations(superuser).count() == Organisation.objects.count()


def test_a_group_is_seen_by_the_municipality_it_also_works_for(everything, orebro):
    colleague = MembershipFactory(organisation=orebro).user

    assert "radet" in _names(colleague)
    assert "lekeberg" not in _names(colleague)


def test_a_seat_shows_the_group_while_the_person_works_for_the_seats_organisation(
    landlord_executor, landlord, kungsor
):
    group = GroupFactory(slug="styrgruppen", parent=kungsor)
    GroupMemberFactory(group=group, organisation=landlord, user=landlord_executor)
    assert _names(landlord_executor) == {"hyresvarden", "styrgruppen"}

    gone = UserFactory()
    MembershipFactory(user=gone)
    GroupMemberFactory(group=group, organisation=landlord, user=gone)
    assert "styrgruppen" not in _names(gone)


@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("council_secretary", {"lekeberg", "skolan-i-lekeberg", "hyresvarden", "radet"}),
        ("police_administrator", {"lokalpolisomrade-orebro"}),
        (
            "superuser",
            {"lekeberg", "skolan-i-lekeberg", "hyresvarden", "radet", "lokalpolisomrade-orebro", "kungsor"},
        ),
        ("coordinator", set()),
        ("expired", set()),
    ],
)
def test_people_are_managed_in_ones_own_organisation_and_below(everything, member, name, allowed):
    slugs = ["lekeberg", "skolan-i-lekeberg", "hyresvarden", "radet", "lokalpolisomrade-orebro", "kungsor"]
    found = {
        organisation.slug
        for organisation in Organisation.objects.filter(slug__in=slugs)
        if can_in_organisation(member(name), Permission.MANAGE_MEMBERS, organisation)
    }

    assert found == allowed


def test_the_council_secretary_gives_the_municipalitys_roles(council_secretary, lekeberg):
    assert grantable_roles(council_secretary, lekeberg) == [
        RoleKey.COORDINATOR,
        RoleKey.SIGNATORY,
        RoleKey.EXECUTOR,
        RoleKey.REPORTER,
        RoleKey.READER,
    ]


def test_a_role_is_not_given_where_it_cannot_be_held(council_secretary, school):
    assert RoleKey.COORDINATOR not in grantable_roles(council_secretary, school)
    assert RoleKey.EXECUTOR in grantable_roles(council_secretary, school)


def test_the_polices_administrator_gives_the_polices_roles_at_home_only(
    police_administrator, orebro_area, lekeberg
):
    assert RoleKey.MUNICIPAL_POLICE in grantable_roles(police_administrator, orebro_area)
    assert grantable_roles(police_administrator, lekeberg) == []


@pytest.mark.parametrize(
    "name", ["coordinator", "chair", "reader", "outsider_coordinator", "expired", "nobody"]
)
def test_others_give_no_roles(member, lekeberg, name):
    assert grantable_roles(member(name), lekeberg) == []


def test_only_a_superuser_makes_a_council_secretary(superuser, council_secretary, lekeberg):
    assert RoleKey.COUNCIL_SECRETARY in grantable_roles(superuser, lekeberg)
    assert RoleKey.COUNCIL_SECRETARY not in grantable_roles(council_secretary, lekeberg)


def test_what_a_person_sees_costs_the_same_for_one_and_many(
    django_assert_num_queries, council_secretary, lekeberg
):
    permissions.seats_of(council_secretary)
    with django_assert_num_queries(1):
        list(visible_organisations(council_secretary))
    for _ in range(3):
        OrganisationFactory(kind="unit", parent=lekeberg)
    with django_assert_num_queries(1):
        list(visible_organisations(council_secretary))
