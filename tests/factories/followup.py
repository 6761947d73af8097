"""One row each of the follow-up. ``promise`` and ``activity_key`` are the caller's: an entry needs a text in force."""

import uuid
from datetime import date

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from followup import models
from followup.states import EntryStatus, Outcome
from tests.factories.organisations import MunicipalityFactory, UserFactory
from tests.factories.promises import PromiseFactory


class OccasionFactory(DjangoModelFactory):
    class Meta:
        model = models.Occasion

    promise = factory.SubFactory(PromiseFactory)
    activity_key = factory.LazyFunction(uuid.uuid4)
    organisation = factory.SubFactory(MunicipalityFactory)
    starts_on = date(2027, 3, 15)


class CalendarFeedFactory(DjangoModelFactory):
    """A person's address for all occasions; give ``promise`` for those of one."""

    class Meta:
        model = models.CalendarFeed

    user = factory.SubFactory(UserFactory)


class EntryFactory(DjangoModelFactory):
    """A report on a promise in force; give ``version`` and ``activity_key``."""

    class Meta:
        model = models.Entry

    promise = factory.LazyAttribute(lambda entry: entry.version.revision.promise)
    organisation = factory.SubFactory(MunicipalityFactory)
    reporter = factory.SubFactory(UserFactory)
    happened_on = date(2027, 3, 15)
    status = EntryStatus.DONE
    quantity = 1


class EntryPictureFactory(DjangoModelFactory):
    """Its file is not stored."""

    class Meta:
        model = models.EntryPicture

    file = factory.Sequence(lambda n: f"entries/2027/{n}.jpg")
    width = 40
    height = 30
    sha256 = "0" * 64
    alt = "Belysning längs gångvägen."


class ReleaseFactory(DjangoModelFactory):
    """That everybody may see the text of a report; give ``shows_picture`` for its picture."""

    class Meta:
        model = models.Release

    shows_text = True
    decided_by = factory.SubFactory(UserFactory)


class FollowerFactory(DjangoModelFactory):
    """One who has confirmed."""

    class Meta:
        model = models.Follower

    promise = factory.SubFactory(PromiseFactory)
    email = factory.Sequence(lambda n: f"foljare-{n}@post.example")
    confirmed_at = factory.LazyFunction(timezone.now)


class RoundFactory(DjangoModelFactory):
    class Meta:
        model = models.Round

    promise = factory.SubFactory(PromiseFactory)
    number = factory.Sequence(lambda n: n + 1)
    starts_on = date(2027, 1, 1)
    ends_on = date(2027, 3, 31)
    due_on = date(2027, 4, 15)


class VerdictFactory(DjangoModelFactory):
    class Meta:
        model = models.Verdict

    promise = factory.SubFactory(PromiseFactory)
    activity_key = factory.LazyFunction(uuid.uuid4)
    outcome = Outcome.ACHIEVED
    decided_by = factory.SubFactory(UserFactory)


class EvaluationFactory(DjangoModelFactory):
    class Meta:
        model = models.Evaluation

    promise = factory.SubFactory(PromiseFactory)
    subject = models.Evaluation.Subject.PROMISE
    kind = models.Evaluation.Kind.OUTPUT
    evaluator = factory.SubFactory(MunicipalityFactory)
    result = models.Evaluation.Result.CLEAR
    evaluated_by = factory.SubFactory(UserFactory)


class PublicAnswerFactory(DjangoModelFactory):
    """A draft of the answer; released once ``released_by`` is given."""

    class Meta:
        model = models.PublicAnswer

    promise = factory.SubFactory(PromiseFactory)
    you_said = "Det är mörkt."
    we_promised = "Ljus."
    so_it_went = "Det blev ljust."
    released_by = None
    released_at = factory.LazyAttribute(lambda answer: timezone.now() if answer.released_by else None)


class CarriedFactory(DjangoModelFactory):
    class Meta:
        model = models.Carried

    promise = factory.SubFactory(PromiseFactory)
    activity_key = factory.LazyFunction(uuid.uuid4)
    successor = factory.SubFactory(PromiseFactory)
    choice = models.Carried.Choice.AGAIN


class ObservationFactory(DjangoModelFactory):
    class Meta:
        model = models.Observation

    promise = factory.SubFactory(PromiseFactory)
    indicator_key = factory.LazyFunction(uuid.uuid4)
    measured_on = date(2027, 6, 1)
    value = 50
    recorded_by = factory.SubFactory(UserFactory)


class CorrectionFactory(DjangoModelFactory):
    class Meta:
        model = models.Correction

    promise = factory.SubFactory(PromiseFactory)
    what = models.Correction.What.ANSWER
    step = models.Correction.Step.REWRITTEN
    reason = "Ett tal var fel."
    decided_by = factory.SubFactory(UserFactory)
