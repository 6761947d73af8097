"""One row each. What a row cannot do without is made too; nothing else."""

from datetime import date, timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from organisations import models
from organisations.roles import RoleKey


class UserFactory(DjangoModelFactory):
    """A person without a password (``client.force_login`` needs none); ``password="…"`` sets one."""

    class Meta:
        model = models.User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@kommun.example")
    name = factory.Sequence(lambda n: f"Tjänsteperson {n}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs):
        if extracted:
            self.set_password(extracted)
            self.save(update_fields=["password"])


class CountyFactory(DjangoModelFactory):
    class Meta:
        model = models.County
        django_get_or_create = ("code",)

    code = "18"
    name = "Örebro län"
    slug = "orebro-lan"
    sort_key = "{crebro lan"


class PoliceRegionFactory(DjangoModelFactory):
    class Meta:
        model = models.PoliceRegion
        django_get_or_create = ("name",)

    name = "Bergslagen"


class PoliceDistrictFactory(DjangoModelFactory):
    class Meta:
        model = models.PoliceDistrict
        django_get_or_create = ("name",)

    name = "Örebro"
    region = factory.SubFactory(PoliceRegionFactory)


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = models.Organisation

    kind = models.Organisation.Kind.ASSOCIATION
    name = factory.Sequence(lambda n: f"Förening {n}")
    slug = factory.Sequence(lambda n: f"forening-{n}")


class UnitFactory(OrganisationFactory):
    """A school, a social service … of a municipality."""

    kind = models.Organisation.Kind.UNIT
    name = factory.Sequence(lambda n: f"Skola {n}")
    slug = factory.Sequence(lambda n: f"skola-{n}")
    parent = factory.SubFactory("tests.factories.organisations.MunicipalityFactory")


class MunicipalityFactory(OrganisationFactory):
    class Meta:
        model = models.Municipality

    kind = models.Organisation.Kind.MUNICIPALITY
    name = factory.Sequence(lambda n: f"Kommun {n}")
    official_name = factory.LazyAttribute(lambda o: f"{o.name}s kommun")
    slug = factory.Sequence(lambda n: f"kommun-{n}")
    # Above the highest that a real municipality has (2584): the cast's are real ones.
    code = factory.Sequence(lambda n: f"{3000 + n % 7000}")
    county = factory.SubFactory(CountyFactory)
    police_region = factory.SubFactory(PoliceRegionFactory)


class PoliceAreaFactory(OrganisationFactory):
    """A police area; ``municipalities=[…]`` links it to them."""

    class Meta:
        model = models.PoliceArea
        skip_postgeneration_save = True

    kind = models.Organisation.Kind.POLICE_AREA
    name = factory.Sequence(lambda n: f"Område {n}")
    official_name = factory.LazyAttribute(lambda o: f"Lokalpolisområde {o.name}")
    slug = factory.Sequence(lambda n: f"lokalpolisomrade-{n}")

    @factory.post_generation
    def municipalities(self, create, extracted, **kwargs):
        for municipality in extracted or []:
            PoliceAreaMunicipalityFactory(police_area=self, municipality=municipality)


class PoliceAreaMunicipalityFactory(DjangoModelFactory):
    class Meta:
        model = models.PoliceAreaMunicipality

    police_area = factory.SubFactory(PoliceAreaFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    source = "Källa"
    source_year = "2026"


class GroupFactory(OrganisationFactory):
    class Meta:
        model = models.Group

    kind = models.Organisation.Kind.GROUP
    name = factory.Sequence(lambda n: f"Trygghetsgrupp {n}")
    slug = factory.Sequence(lambda n: f"trygghetsgrupp-{n}")
    group_kind = models.Group.GroupKind.SAFETY


class GroupMemberFactory(DjangoModelFactory):
    class Meta:
        model = models.GroupMember

    group = factory.SubFactory(GroupFactory)
    organisation = factory.SubFactory(MunicipalityFactory)
    title = "Kommundirektör"


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = models.Meeting

    group = factory.SubFactory(GroupFactory)
    held_on = date(2026, 9, 15)


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = models.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    title = "Läget i löftet"


class DecisionFactory(DjangoModelFactory):
    class Meta:
        model = models.Decision

    meeting = factory.SubFactory(MeetingFactory)
    number = factory.Sequence(lambda n: n + 1)
    text = "Belysningen på gården ses över."


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = models.Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(MunicipalityFactory)
    role = RoleKey.COORDINATOR
    valid_from = date(2020, 1, 1)


class MandateFactory(DjangoModelFactory):
    class Meta:
        model = models.Mandate

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(MunicipalityFactory)
    title = "Kommunstyrelsens ordförande"
    decision_reference = "KF 2026-01-15 § 4, dnr KS 2026/7"
    valid_from = date(2020, 1, 1)
    granted_by = factory.SubFactory(UserFactory)


class InvitationFactory(DjangoModelFactory):
    """An invitation nobody can accept, since nobody knows its secret; use the action for one that works."""

    class Meta:
        model = models.Invitation

    email = factory.Sequence(lambda n: f"inbjuden{n}@kommun.example")
    organisation = factory.SubFactory(MunicipalityFactory)
    role = RoleKey.COORDINATOR
    secret_digest = factory.Sequence(lambda n: f"{n:064x}")
    invited_by = factory.SubFactory(UserFactory)
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = models.Contact

    organisation = factory.SubFactory(MunicipalityFactory)
    function = models.Contact.Function.COORDINATION
    title = "Säkerhetssamordnare"
    email = "sakerhet@kommun.example"
