"""A row of each kind that the administration shows, in one organisation. What belongs to nobody is not among them."""

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db import models, transaction
from django.utils import timezone

from audit.actions import record
from audit.models import Event
from lagesbild.models import ActionPlan, CooperationAgreement, Dialogue, Lagesbild, Place
from organisations.admin import site
from organisations.models import (
    Contact,
    County,
    Group,
    GroupMember,
    Invitation,
    Mandate,
    Meeting,
    Membership,
    Municipality,
    Organisation,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceDistrict,
    PoliceRegion,
    User,
)
from organisations.roles import RoleKey
from promises.models import Promise
from public.models import ReaderReport
from tests.factories.lagesbild import (
    ActionPlanFactory,
    CooperationAgreementFactory,
    DialogueFactory,
    LagesbildFactory,
    LagesbildPlaceFactory,
)
from tests.factories.organisations import (
    ContactFactory,
    GroupFactory,
    GroupMemberFactory,
    InvitationFactory,
    MandateFactory,
    MeetingFactory,
    MembershipFactory,
    UnitFactory,
    UserFactory,
)
from tests.factories.promises import RevisionFactory

# What the whole country shares.
SHARED = (County, PoliceRegion, PoliceDistrict)
# What only one side has.
PLACES = (Municipality, PoliceArea)
OWNED = (
    User,
    Membership,
    Invitation,
    Mandate,
    Organisation,
    Contact,
    Group,
    GroupMember,
    Meeting,
    Event,
    Promise,
    ReaderReport,
)
# A municipality's; the police read them on the lägesbild's own pages.
OF_MUNICIPALITIES = (Lagesbild, ActionPlan, CooperationAgreement, Dialogue, Place)
EVERY_MODEL = (*OWNED, *OF_MUNICIPALITIES, PoliceAreaMunicipality, *PLACES, *SHARED)


def rows_in(organisation: Any, word: str) -> dict[type[models.Model], Any]:
    """One row of each of ``OWNED``, with ``word`` in what it shows."""
    entered_by = UserFactory()
    user = UserFactory(name=f"Person {word}", email=f"person.{word}@kommun.example")
    membership = MembershipFactory(
        user=user, organisation=organisation, role=RoleKey.SIGNATORY, title=f"Titel {word}"
    )
    group = GroupFactory(name=f"Grupp {word}", parent=organisation)
    promise = RevisionFactory(promise__owner=organisation, title=f"Löfte {word}").promise
    with transaction.atomic():
        event = record(
            "organisations.contact_added", by=user, obj=membership, organisations=[organisation.pk]
        )
    return {
        User: user,
        Membership: membership,
        Invitation: InvitationFactory(
            organisation=organisation, invited_by=entered_by, email=f"ny.{word}@kommun.example"
        ),
        Mandate: MandateFactory(user=user, organisation=organisation, granted_by=entered_by),
        Organisation: UnitFactory(name=f"Skola {word}", parent=organisation),
        Contact: ContactFactory(organisation=organisation, title=f"Kontakt {word}"),
        Group: group,
        GroupMember: GroupMemberFactory(group=group, organisation=organisation, title=f"Plats {word}"),
        Meeting: MeetingFactory(group=group, place=f"Rum {word}"),
        Event: event,
        Promise: promise,
        ReaderReport: ReaderReport.objects.create(
            kind=ReaderReport.Kind.ERROR, promise=promise, text=f"Fel {word}", creation_key=uuid.uuid4()
        ),
    }


def lagesbild_rows_in(municipality: Any, word: str) -> dict[type[models.Model], Any]:
    """One row of each of ``OF_MUNICIPALITIES``, with ``word`` in what it shows."""
    plan = ActionPlanFactory(municipality=municipality, title=f"Plan {word}")
    return {
        Lagesbild: LagesbildFactory(municipality=municipality, title=f"Lägesbild {word}"),
        ActionPlan: plan,
        CooperationAgreement: CooperationAgreementFactory(
            municipality=municipality, title=f"Överenskommelse {word}"
        ),
        Dialogue: DialogueFactory(municipality=municipality, title=f"Dialog {word}"),
        Place: LagesbildPlaceFactory(municipality=municipality, name=f"Torget {word}"),
    }


def admin_of(model: type[models.Model]) -> Any:
    found: ModelAdmin = site.get_model_admin(model)
    return found


def addresses_of(model: type[models.Model], row: Any) -> list[str]:
    """Every address about one row."""
    admin = admin_of(model)
    names = ["change", *(["history"] if admin.has_history else []), *(step.name for step in admin.steps)]
    return [admin.url(name, row.pk) for name in names]


def tomorrow() -> Any:
    return timezone.localdate() + timedelta(days=1)
