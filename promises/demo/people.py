"""The demonstration's cast as rows: organisations, accounts, memberships, mandates, contacts and groups."""

from __future__ import annotations

from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth.hashers import make_password

from organisations.actions import contacts, groups, mandates, meetings, memberships, users
from organisations.models import Group, Mandate, Municipality, Organisation, PoliceArea, User
from promises.demo.content import read_cast

DOMAIN = "demo.example"


def key_of(*parts: object) -> UUID:
    """The creation key of a demonstration row: the same row at every run, so that none comes twice."""
    return uuid5(NAMESPACE_URL, "/".join(["demo", *map(str, parts)]))


class Cast:
    """Everybody in ``cast.toml``. Rows that are there already are found, and left as somebody may have edited them."""

    def __init__(self, password: str) -> None:
        self.password = password
        self.admin = self._user("admin", "Administratör för demonstrationen")
        User.objects.filter(pk=self.admin.pk).update(is_superuser=True, is_staff=True)
        self.admin.refresh_from_db()
        cast = read_cast()
        self.organisations = {row["key"]: self._organisation(row) for row in cast["organisations"]}
        # Groups are organisations too, but their seats need people, who need organisations.
        self.organisations |= {row["key"]: self._group(row) for row in cast["groups"]}
        self.users = {row["login"]: self._member(row) for row in cast["users"]}
        for row in cast["users"]:
            self._mandate(row)
        for row in cast["groups"]:
            self._seats(row)
        for number, row in enumerate(cast["contacts"]):
            self._contact(row, number)

    def _organisation(self, row: dict[str, Any]) -> Organisation:
        if "municipality" in row:
            return Municipality.objects.get(code=row["municipality"])
        if "police_area" in row:
            return PoliceArea.objects.get(name=row["police_area"])
        parent = Organisation.objects.get(pk=self._parent(row))
        values = {"kind": row["kind"], "name": row["name"], "parent": parent, "is_demo": True}
        return Organisation.objects.get_or_create(slug=row["slug"], defaults=values)[0]

    def _parent(self, row: dict[str, Any]) -> int:
        codes = {one["key"]: one.get("municipality") for one in read_cast()["organisations"]}
        return Municipality.objects.get(code=codes[row["parent"]]).pk

    def _group(self, row: dict[str, Any]) -> Group:
        group, is_new = Group.objects.get_or_create(
            slug=row["slug"],
            defaults={
                "kind": Organisation.Kind.GROUP,
                "name": row["name"],
                "group_kind": row["group_kind"],
                "purpose": row["purpose"],
                "parent": self.organisations[row["parent"]],
                "is_demo": True,
            },
        )
        if is_new:
            group.municipalities.set([self.organisations[key].pk for key in row["municipalities"]])
        return group

    def _user(self, login: str, name: str) -> User:
        email = f"{login}@{DOMAIN}"
        found = User.objects.filter(email=email).first()
        return found or users.create(email=email, name=name, password=self.password)

    def _member(self, row: dict[str, Any]) -> User:
        """People are roles: the name says which role, in which organisation."""
        organisation = self.organisations[row["organisation"]]
        user = self._user(row["login"], f"{row['title']}, {organisation}")
        if not user.memberships.filter(organisation=organisation, role=row["role"]).exists():
            memberships.add(
                by=self.admin,
                user=user,
                organisation=organisation,
                role=row["role"],
                title=row["title"],
                creation_key=key_of("membership", row["login"]),
            )
        return user

    def _mandate(self, row: dict[str, Any]) -> None:
        mandate, user = row.get("mandate"), self.users[row["login"]]
        if mandate is None or user.mandates.exists():
            return
        values = {
            "by": self.admin,
            "user": user,
            "title": mandate["title"],
            "decision_reference": mandate["decision"],
            "valid_from": mandate["valid_from"],
            "valid_to": mandate.get("valid_to"),
            "creation_key": key_of("mandate", row["login"]),
        }
        if "delegated_from" in mandate:
            origin = Mandate.objects.get(user=self.users[mandate["delegated_from"]])
            mandates.delegate(origin, **values)
        else:
            mandates.grant(organisation=self.organisations[row["organisation"]], **values)

    def _seats(self, row: dict[str, Any]) -> None:
        group = self.organisations[row["key"]]
        if not isinstance(group, Group) or group.seats.exists():
            return
        for number, seat in enumerate(row["seats"]):
            values: groups.SeatValues = {
                "organisation": self.organisations[seat["organisation"]],
                "title": seat["title"],
                "user": self.users[seat["user"]] if "user" in seat else None,
                "is_chair": seat.get("chair", False),
                "valid_from": None,
                "valid_to": None,
            }
            groups.add_seat(
                group, by=self.admin, creation_key=key_of(row["slug"], "seat", number), values=values
            )
        for number, meeting in enumerate(row.get("meetings", [])):
            times: meetings.MeetingValues = {
                "held_on": meeting["held_on"],
                "starts_at": None,
                "place": meeting["place"],
                "agenda": meeting["agenda"],
                "minutes": "",
            }
            meetings.add(
                group, by=self.admin, creation_key=key_of(row["slug"], "meeting", number), values=times
            )

    def _contact(self, row: dict[str, Any], number: int) -> None:
        organisation = self.organisations[row["organisation"]]
        if organisation.contacts.filter(title=row["title"]).exists():
            return
        values: contacts.ContactValues = {
            "function": row["function"],
            "title": row["title"],
            "phone": row.get("phone", ""),
            "email": row.get("email", ""),
            "address": row.get("address", ""),
            "is_public": True,
        }
        contacts.add(
            by=self.admin, organisation=organisation, creation_key=key_of("contact", number), values=values
        )

    def let_in(self) -> None:
        """Give every demonstration account the password, when it is another than the one they have."""
        people = User.objects.filter(is_demo=True, email__endswith=f"@{DOMAIN}")
        if not self.admin.check_password(self.password):
            people.update(password=make_password(self.password))
