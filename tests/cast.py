"""The fixed cast: two municipalities, two police areas, one person for each role. Every test uses the same.

Insiders belong to Lekeberg or to the police area that covers it, outsiders to Kungsör and its police area. Each name
below is a fixture, which makes what that person or organisation needs and nothing else: a test pays for those it
names.
"""

from collections.abc import Callable
from datetime import date
from functools import cached_property
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
ORGANISATIONS = (
    "lekeberg",
    "orebro",
    "kungsor",
    "orebro_area",
    "vastra_malardalen",
    "school",
    "landlord",
)
CAST = (*INSIDERS, "landlord_executor", *OUTSIDERS, "superuser")


def _member(organisation: Any, role: RoleKey, title: str, **fields: Any) -> Any:
    """A person with one membership; the title is the name, since people here are roles."""
    user = UserFactory(name=title, email=f"{role}.{organisation.slug}@kommun.example")
    MembershipFactory(user=user, organisation=organisation, role=role, title=title, **fields)
    return user


class Cast:
    """Everybody, made when first asked for. A test uses the fixtures; this is for those that need many at once."""

    # --- Organisations ----------------------------------------------------------------------------------

    @cached_property
    def lekeberg(self) -> Any:
        return MunicipalityFactory(
            name="Lekeberg", official_name="Lekebergs kommun", slug="lekeberg", code="1814"
        )

    @cached_property
    def orebro(self) -> Any:
        return MunicipalityFactory(name="Örebro", official_name="Örebro kommun", slug="orebro", code="1880")

    @cached_property
    def kungsor(self) -> Any:
        return MunicipalityFactory(
            name="Kungsör", official_name="Kungsörs kommun", slug="kungsor", code="1960"
        )

    @cached_property
    def orebro_area(self) -> Any:
        """Covers Lekeberg and Örebro."""
        return PoliceAreaFactory(
            name="Örebro",
            official_name="Lokalpolisområde Örebro",
            slug="lokalpolisomrade-orebro",
            municipalities=[self.lekeberg, self.orebro],
        )

    @cached_property
    def vastra_malardalen(self) -> Any:
        """Covers Kungsör."""
        return PoliceAreaFactory(
            name="Västra Mälardalen",
            official_name="Lokalpolisområde Västra Mälardalen",
            slug="lokalpolisomrade-vastra-malardalen",
            municipalities=[self.kungsor],
        )

    @cached_property
    def school(self) -> Any:
        """A unit of Lekeberg."""
        return UnitFactory(name="Skolan i Lekeberg", slug="skolan-i-lekeberg", parent=self.lekeberg)

    @cached_property
    def landlord(self) -> Any:
        """An organisation that belongs to nobody else."""
        return OrganisationFactory(kind=Organisation.Kind.LANDLORD, name="Hyresvärden", slug="hyresvarden")

    # --- Insiders ---------------------------------------------------------------------------------------

    @cached_property
    def coordinator(self) -> Any:
        return _member(self.lekeberg, RoleKey.COORDINATOR, "Samordnare")

    @cached_property
    def municipal_police(self) -> Any:
        return _member(self.orebro_area, RoleKey.MUNICIPAL_POLICE, "Kommunpolis")

    @cached_property
    def police_administrator(self) -> Any:
        return _member(self.orebro_area, RoleKey.POLICE_ADMINISTRATOR, "Administratör")

    @cached_property
    def council_secretary(self) -> Any:
        return _member(self.lekeberg, RoleKey.COUNCIL_SECRETARY, "BRÅ-sekreterare")

    @cached_property
    def police_chief(self) -> Any:
        """Signs for the police area, with a mandate."""
        user = _member(self.orebro_area, RoleKey.SIGNATORY, "Lokalpolisområdeschef")
        MandateFactory(
            user=user,
            organisation=self.orebro_area,
            title="Lokalpolisområdeschef",
            granted_by=self.police_administrator,
        )
        return user

    @cached_property
    def chair(self) -> Any:
        """Signs for Lekeberg, with a mandate."""
        user = _member(self.lekeberg, RoleKey.SIGNATORY, "Kommunstyrelsens ordförande")
        MandateFactory(
            user=user,
            organisation=self.lekeberg,
            title="Kommunstyrelsens ordförande",
            granted_by=self.council_secretary,
        )
        return user

    @cached_property
    def executor(self) -> Any:
        return _member(self.school, RoleKey.EXECUTOR, "Rektor")

    @cached_property
    def reporter(self) -> Any:
        return _member(self.school, RoleKey.REPORTER, "Fältarbetare")

    @cached_property
    def reader(self) -> Any:
        return _member(self.lekeberg, RoleKey.READER, "Ledamot")

    @cached_property
    def landlord_executor(self) -> Any:
        """Sees only what the landlord itself carries out."""
        return _member(self.landlord, RoleKey.EXECUTOR, "Förvaltare")

    # --- Outsiders --------------------------------------------------------------------------------------

    @cached_property
    def outsider_coordinator(self) -> Any:
        return _member(self.kungsor, RoleKey.COORDINATOR, "Samordnare i Kungsör")

    @cached_property
    def outsider_police(self) -> Any:
        return _member(self.vastra_malardalen, RoleKey.MUNICIPAL_POLICE, "Kommunpolis i Västra Mälardalen")

    @cached_property
    def expired(self) -> Any:
        """Was coordinator in Lekeberg until a day in 2021."""
        user = UserFactory(name="Tidigare samordnare", email="tidigare.lekeberg@kommun.example")
        MembershipFactory(user=user, organisation=self.lekeberg, valid_to=date(2021, 12, 31))
        return user

    @cached_property
    def nobody(self) -> Any:
        """Has an account but no membership."""
        return UserFactory(name="Ny person", email="ny@kommun.example")

    @cached_property
    def superuser(self) -> Any:
        return UserFactory(
            name="Driftansvarig", email="drift@kommun.example", is_staff=True, is_superuser=True
        )


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


@pytest.fixture
def member(cast: Cast) -> Callable[[str], Any]:
    """``member("chair")``: a person of the cast by name, for tests that go through many."""
    return lambda name: getattr(cast, name)


def _fixture(name: str) -> Any:
    @pytest.fixture(name=name)
    def one_of_the_cast(cast: Cast) -> Any:
        return getattr(cast, name)

    return one_of_the_cast


# A fixture for each organisation and person, by the name it has above.
globals().update({name: _fixture(name) for name in (*ORGANISATIONS, *CAST)})
