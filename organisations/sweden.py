"""Who acts in an invented municipality, for the apps that invent a country to measure and try with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from organisations.models import Membership, Municipality, Organisation, PoliceArea, User
from organisations.roles import RoleKey


@dataclass(frozen=True)
class Parties:
    """A municipality and its police area, and who writes for them."""

    municipality: Municipality
    police: PoliceArea | None
    coordinator: User
    officer: User | None

    @property
    def organisations(self) -> list[Organisation]:
        return [one for one in (self.municipality, self.police) if one is not None]


def parties_of(municipality: Municipality) -> Parties:
    """The municipality and its police area, each with somebody who works there; nobody can log in."""
    police = PoliceArea.objects.filter(municipalities=municipality).order_by("pk").first()
    coordinator = _person(municipality, RoleKey.COORDINATOR, "Samordnare")
    if police is None:
        return Parties(municipality, None, coordinator, None)
    _person(police, RoleKey.SIGNATORY, "Lokalpolisområdeschef")
    return Parties(
        municipality, police, coordinator, _person(police, RoleKey.MUNICIPAL_POLICE, "Kommunpolis")
    )


def _person(organisation: Organisation, role: RoleKey, title: str) -> User:
    email = f"{role}.{organisation.slug}@pahittat.example"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = User.objects.create_user(email, name=f"{title}, {organisation}", is_demo=True)
        Membership.objects.create(
            user=found, organisation=organisation, role=role, title=title, valid_from=date(2015, 1, 1)
        )
    return found
