"""Who: places, organisations, people, and what people may do on an organisation's behalf."""

from organisations.models.geography import County, PoliceDistrict, PoliceRegion
from organisations.models.groups import AgendaItem, Decision, Group, GroupMember, Meeting
from organisations.models.mail import OutboxMessage, ParkedPost
from organisations.models.organisation import (
    Contact,
    Municipality,
    Organisation,
    PoliceArea,
    PoliceAreaMunicipality,
)
from organisations.models.people import Invitation, Mandate, Membership, User
from organisations.models.reference import ReferenceSnapshot

__all__ = [
    "AgendaItem",
    "Contact",
    "County",
    "Decision",
    "Group",
    "GroupMember",
    "Invitation",
    "Mandate",
    "Meeting",
    "Membership",
    "Municipality",
    "Organisation",
    "OutboxMessage",
    "ParkedPost",
    "PoliceArea",
    "PoliceAreaMunicipality",
    "PoliceDistrict",
    "PoliceRegion",
    "ReferenceSnapshot",
    "User",
]
