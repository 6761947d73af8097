"""The fixed cast: two municipalities, two police areas, one person for each role. Every test uses the same.

Insiders belong to Lekeberg or to the police area that covers it, outsiders to Kungsör and its police area. A
fixture makes its own organisation, membership and nothing else, so a test pays for those it names.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from organisations.models import Organisation
from organisations.roles import RoleKey
from tests.factories.organisations import (
    MandateFactory,
    MembershipFactory,
    MunicipalityFactory,
    OrganisationFactory,
    PoliceAreaFactory,
    UnitFactory,
    UserFactory,
)

INSIDERS = (
    "coordinator",
    "municipal_police",
    "police_chief",
    "chair",
    "executor",
    "reporter",
    "council_secretary",
    "police_administrator",
    "reader",
)
OUTSIDERS = ("outsider_coordinator", "outsider_police", "expired", "nobody")
CAST = (*INSIDERS, "landlord_executor", *OUTSIDERS, "superuser")


def _member(organisation: Any, role: RoleKey, title: str, **fields: Any) -> Any:
    """A person with one membership; the title is the name, since people here are roles."""
    user = UserFactory(name=title, email=f"{role}.{organisation.slug}@kommun.example")
    MembershipFactory(user=user, organisation=organisation, role=role, title=title, **fields)
    return user


# --- Organisations ----------------------------------------------------------------------------------


@pytest.fixture
def lekeberg(db: None) -> Any:
    return MunicipalityFactory(
        name="Lekeberg", official_name="Lekebergs kommun", slug="lekeberg", code="1814"
    )


@pytest.fixture
def orebro(db: None) -> Any:
    return MunicipalityFactory(name="Örebro", official_name="Örebro kommun", slug="orebro", code="1880")


@pytest.fixture
def kungsor(db: None) -> Any:
    return MunicipalityFactory(name="Kungsör", official_name="Kungsörs kommun", slug="kungsor", code="1960")


@pytest.fixture
def orebro_area(lekeberg: Any, orebro: Any) -> Any:
    """Covers Lekeberg and Örebro."""
    return PoliceAreaFactory(
        name="Örebro",
        official_name="Lokalpolisområde Örebro",
        slug="lokalpolisomrade-orebro",
        municipalities=[lekeberg, orebro],
    )


@pytest.fixture
def vastra_malardalen(kungsor: Any) -> Any:
    """Covers Kungsör."""
    return PoliceAreaFactory(
        name="Västra Mälardalen",
        official_name="Lokalpolisområde Västra Mälardalen",
        slug="lokalpolisomrade-vastra-malardalen",
        municipalities=[kungsor],
    )


@pytest.fixture
def school(lekeberg: Any) -> Any:
    """A unit of Lekeberg."""
    return UnitFactory(name="Skolan i Lekeberg", slug="skolan-i-lekeberg", parent=lekeberg)


@pytest.fixture
def landlord(db: None) -> Any:
    """An organisation that belongs to nobody else."""
    return OrganisationFactory(kind=Organisation.Kind.LANDLORD, name="Hyresvärden", slug="hyresvarden")


# --- Insiders ---------------------------------------------------------------------------------------


@pytest.fixture
def coordinator(lekeberg: Any) -> Any:
    return _member(lekeberg, RoleKey.COORDINATOR, "Samordnare")


@pytest.fixture
def municipal_police(orebro_area: Any) -> Any:
    return _member(orebro_area, RoleKey.MUNICIPAL_POLICE, "Kommunpolis")


@pytest.fixture
def police_administrator(orebro_area: Any) -> Any:
    return _member(orebro_area, RoleKey.POLICE_ADMINISTRATOR, "Administratör")


@pytest.fixture
def council_secretary(lekeberg: Any) -> Any:
    return _member(lekeberg, RoleKey.COUNCIL_SECRETARY, "BRÅ-sekreterare")


@pytest.fixture
def police_chief(orebro_area: Any, police_administrator: Any) -> Any:
    """Signs for the police area, with a mandate."""
    user = _member(orebro_area, RoleKey.SIGNATORY, "Lokalpolisområdeschef")
    MandateFactory(
        user=user, organisation=orebro_area, title="Lokalpolisområdeschef", granted_by=police_administrator
    )
    return user


@pytest.fixture
def chair(lekeberg: Any, council_secretary: Any) -> Any:
    """Signs for Lekeberg, with a mandate."""
    user = _member(lekeberg, RoleKey.SIGNATORY, "Kommunstyrelsens ordförande")
    MandateFactory(
        user=user, organisation=lekeberg, title="Kommunstyrelsens ordförande", granted_by=council_secretary
    )
    return user


@pytest.fixture
def executor(school: Any) -> Any:
    return _member(school, RoleKey.EXECUTOR, "Rektor")


@pytest.fixture
def reporter(school: Any) -> Any:
    return _member(school, RoleKey.REPORTER, "Fältarbetare")


@pytest.fixture
def reader(lekeberg: Any) -> Any:
    return _member(lekeberg, RoleKey.READER, "Ledamot")


@pytest.fixture
def landlord_executor(landlord: Any) -> Any:
    """Sees only what the landlord itself carries out."""
    return _member(landlord, RoleKey.EXECUTOR, "Förvaltare")


# --- Outsiders --------------------------------------------------------------------------------------


@pytest.fixture
def outsider_coordinator(kungsor: Any) -> Any:
    return _member(kungsor, RoleKey.COORDINATOR, "Samordnare i Kungsör")


@pytest.fixture
def outsider_police(vastra_malardalen: Any) -> Any:
    return _member(vastra_malardalen, RoleKey.MUNICIPAL_POLICE, "Kommunpolis i Västra Mälardalen")


@pytest.fixture
def expired(lekeberg: Any) -> Any:
    """Was coordinator in Lekeberg until a day in 2021."""
    user = UserFactory(name="Tidigare samordnare", email="tidigare.lekeberg@kommun.example")
    MembershipFactory(user=user, organisation=lekeberg, valid_to=date(2021, 12, 31))
    return user


@pytest.fixture
def nobody(db: None) -> Any:
    """Has an account but no membership."""
    return UserFactory(name="Ny person", email="ny@kommun.example")


@pytest.fixture
def superuser(db: None) -> Any:
    return UserFactory(name="Driftansvarig", email="drift@kommun.example", is_staff=True, is_superuser=True)


@pytest.fixture
def member(request: pytest.FixtureRequest, db: None) -> Callable[[str], Any]:
    """``member("chair")``: a person of the cast by name, for tests that go through many."""
    return request.getfixturevalue
