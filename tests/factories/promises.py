"""One row each. A revision comes with its promise and nothing in it; add what the test is about."""

import uuid
from datetime import date

import factory
from factory.django import DjangoModelFactory

from promises import models
from promises.states import Status
from tests.factories.organisations import MunicipalityFactory, UserFactory


class PromiseFactory(DjangoModelFactory):
    class Meta:
        model = models.Promise

    slug = factory.Sequence(lambda n: f"lofte-{n}")
    owner = factory.SubFactory(MunicipalityFactory)
    creation_key = factory.LazyFunction(uuid.uuid4)
    created_by = factory.SubFactory(UserFactory)


class RevisionFactory(DjangoModelFactory):
    """A draft without parties; ``promise__owner=municipality`` says whose."""

    class Meta:
        model = models.Revision

    promise = factory.SubFactory(PromiseFactory)
    status = Status.DRAFT
    title = factory.Sequence(lambda n: f"Medborgarlöfte {n}")


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = models.Party

    revision = factory.SubFactory(RevisionFactory)
    organisation = factory.SubFactory(MunicipalityFactory)


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = models.Section

    revision = factory.SubFactory(RevisionFactory)
    kind = models.Section.Kind.BACKGROUND
    heading = "Bakgrund"
    body = "Så började det."


class AimFactory(DjangoModelFactory):
    class Meta:
        model = models.Aim

    revision = factory.SubFactory(RevisionFactory)
    text = "Färre olyckor på vägarna."


class FocusAreaFactory(DjangoModelFactory):
    class Meta:
        model = models.FocusArea

    revision = factory.SubFactory(RevisionFactory)
    title = "Trafik"


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = models.Activity

    revision = factory.SubFactory(RevisionFactory)
    text = "Trafikkontroller på Storgatan."
    scope = "minst 4 kontroller i månaden"


class ActivityActorFactory(DjangoModelFactory):
    class Meta:
        model = models.ActivityActor

    activity = factory.SubFactory(ActivityFactory)
    part = models.ActivityActor.Part.EXECUTOR
    organisation = factory.SubFactory(MunicipalityFactory)


class ActivityAnswerFactory(DjangoModelFactory):
    class Meta:
        model = models.ActivityAnswer

    activity = factory.SubFactory(ActivityFactory)
    organisation = factory.SubFactory(MunicipalityFactory)
    outcome = models.ActivityAnswer.Outcome.ACCEPTED
    answered_by = factory.SubFactory(UserFactory)


class IndicatorFactory(DjangoModelFactory):
    """One with everything that the quality rules ask for."""

    class Meta:
        model = models.Indicator

    revision = factory.SubFactory(RevisionFactory)
    name = "Andel som känner sig trygga"
    unit = "procent"
    direction = models.Indicator.Direction.UP
    source = "Trygghetsenkäten"
    baseline = 41
    baseline_on = date(2026, 10, 1)
    target = 50
    target_on = date(2027, 12, 31)


class PlaceFactory(DjangoModelFactory):
    class Meta:
        model = models.Place

    revision = factory.SubFactory(RevisionFactory)
    name = "Stationen"


class DialogueBasisFactory(DjangoModelFactory):
    class Meta:
        model = models.DialogueBasis

    revision = factory.SubFactory(RevisionFactory)
    summary = "Många tycker att stationen är otrygg på kvällen."


class FollowUpPlanFactory(DjangoModelFactory):
    """A plan with everything that the quality rules ask for."""

    class Meta:
        model = models.FollowUpPlan

    revision = factory.SubFactory(RevisionFactory)
    statement = "Vi följer upp löftet varje kvartal."
    interval = models.FollowUpPlan.Interval.QUARTER
    by_whom = "Samordnaren och kommunpolisen"
    first_on = date(2027, 4, 15)
    reported_to = "Brottsförebyggande rådet"
    feedback_on = date(2028, 1, 31)
    feedback_channel = "Kommunens webbplats"


class SignatoryFactory(DjangoModelFactory):
    class Meta:
        model = models.Signatory

    revision = factory.SubFactory(RevisionFactory)
    organisation = factory.SubFactory(MunicipalityFactory)
    title = "Kommunstyrelsens ordförande"


class PromiseContactFactory(DjangoModelFactory):
    class Meta:
        model = models.PromiseContact

    revision = factory.SubFactory(RevisionFactory)
    organisation = factory.SubFactory(MunicipalityFactory)
    title = "Säkerhetssamordnare"
    phone = "0123-456 00"
    email = "sakerhet@kommun.example"


class PictureFactory(DjangoModelFactory):
    """A picture's row; the file is only a name, nothing is written to disk."""

    class Meta:
        model = models.Picture

    revision = factory.SubFactory(RevisionFactory)
    file = "pictures/2026/bild.jpg"
    width = 1200
    height = 800
    sha256 = "0" * 64
    alt = "En gata med träd."
    credit = "Kommunen"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        # An ImageField opens its file to measure it as soon as a row is made in Python.
        picture = model_class(**{**kwargs, "file": ""})
        picture.file.name = kwargs["file"]
        picture.width, picture.height = kwargs["width"], kwargs["height"]
        model_class.objects.bulk_create([picture])
        return picture


class PredecessorFactory(DjangoModelFactory):
    class Meta:
        model = models.Predecessor

    revision = factory.SubFactory(RevisionFactory)
    title = "Medborgarlöfte 2025"


class CommentFactory(DjangoModelFactory):
    class Meta:
        model = models.Comment

    revision = factory.SubFactory(RevisionFactory)
    anchor = "basics"
    text = "Ska det inte vara två år?"
    author = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(MunicipalityFactory)


class ApprovalFactory(DjangoModelFactory):
    class Meta:
        model = models.Approval

    revision = factory.SubFactory(RevisionFactory)
    review_round = 1
    organisation = factory.SubFactory(MunicipalityFactory)
    outcome = models.Approval.Outcome.APPROVED
    decided_by = factory.SubFactory(UserFactory)


class AdoptionFactory(DjangoModelFactory):
    class Meta:
        model = models.Adoption

    revision = factory.SubFactory(RevisionFactory)
    organ = "Styrgruppen"
    decided_on = date(2026, 11, 20)
    recorded_by = factory.SubFactory(UserFactory)
