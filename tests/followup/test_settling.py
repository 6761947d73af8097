"""One report for several planned occasions: "3 kvällar i veckan", reported once a week."""

import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from followup.actions import reporting
from followup.due import to_report
from followup.models import Occasion
from followup.plans import lines_of
from followup.settling import is_reported, open_beside
from followup.states import EntryStatus, OccasionState
from tests.factories.followup import OccasionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_april")]

# Two rounds are promised each month: three were planned in March, one in April.
MARCH = [date(2027, 3, 3), date(2027, 3, 15), date(2027, 3, 29)]
APRIL = date(2027, 4, 6)


@pytest.fixture
def in_april():
    with time_machine.travel("2027-04-10 12:00 +0200", tick=False):
        yield


@pytest.fixture
def planned(following, lekeberg):
    return [
        OccasionFactory(
            promise=following.promise,
            activity_key=following.activity.key,
            organisation=lekeberg,
            starts_on=day,
        )
        for day in [*MARCH, APRIL]
    ]


@pytest.fixture
def write(following, lekeberg, coordinator):
    def written(occasion, quantity, day=MARCH[-1], status=EntryStatus.DONE, **more):
        values: Any = {"happened_on": day, "status": status, "quantity": Decimal(quantity), **more}
        return reporting.report(
            following.followed,
            following.activity,
            organisation=lekeberg,
            values=values,
            creation_key=uuid.uuid4(),
            by=coordinator,
            occasion=occasion,
            is_sure=True,
        )

    return written


def reported():
    return list(Occasion.objects.filter(is_reported()).values_list("starts_on", flat=True))


@pytest.mark.parametrize(
    ("quantity", "days"),
    [
        ("1", [MARCH[1]]),
        ("2", [MARCH[0], MARCH[1]]),
        ("2.5", [MARCH[0], MARCH[1]]),
        ("3", MARCH),
        ("40", MARCH),
        ("0", [MARCH[1]]),
    ],
)
def test_a_report_speaks_for_as_many_as_its_number_says_within_the_month(planned, write, quantity, days):
    write(planned[1], quantity)

    assert reported() == days


def test_what_was_not_done_speaks_for_one(planned, write):
    write(planned[0], 3, status=EntryStatus.NOT_DONE, reason="Regn.")

    assert reported() == MARCH[:1]


def test_what_is_reported_outside_the_plan_settles_nothing(planned, write):
    write(None, 3)

    assert reported() == []


def test_cancelled_reported_and_others_occasions_are_passed_over(planned, write, coordinator, orebro_area):
    Occasion.objects.filter(pk=planned[0].pk).update(
        cancelled_at=timezone.now(), cancelled_by=coordinator, cancel_reason="Regn."
    )
    Occasion.objects.filter(pk=planned[1].pk).update(organisation=orebro_area)

    write(planned[2], 3)

    assert reported() == MARCH[2:]


def test_a_correction_speaks_for_as_many_as_it_says_and_a_mistake_for_none(planned, write, coordinator):
    first = write(planned[0], 3)
    values = {"happened_on": MARCH[1], "status": EntryStatus.DONE, "quantity": Decimal(2)}

    second = reporting.correct(first, values=values, creation_key=uuid.uuid4(), by=coordinator)
    assert reported() == MARCH[:2]

    reporting.retract(second, reason="Fel aktivitet.", by=coordinator)
    assert reported() == []


def test_nothing_waits_for_an_occasion_that_is_spoken_for(following, planned, write, coordinator):
    write(planned[0], 3)

    waiting = [row.occasion.starts_on for row in to_report(coordinator) if row.occasion]
    assert waiting == [APRIL]
    states = [line.state for line in lines_of(following.followed, planned)]
    assert states == [OccasionState.DONE] * 3 + [OccasionState.UNREPORTED]


def test_two_in_all_are_not_counted_by_the_month(following, landlord):
    first, _second = (
        OccasionFactory(
            promise=following.promise,
            activity_key=following.landlords.key,
            organisation=landlord,
            starts_on=day,
        )
        for day in MARCH[:2]
    )

    assert open_beside(following.landlords, first) == []


def test_the_form_and_the_receipt_say_what_the_report_is_about(
    client, following, planned, write, coordinator
):
    client.force_login(coordinator)
    arguments = [following.promise.pk, following.activity.key]
    form = client.get(reverse("followup:report", args=arguments), {"tillfalle": planned[0].pk})
    assert "2 tillfällen till väntar på rapport 1–31 mars 2027" in form.content.decode()

    entry = write(planned[0], 3)
    receipt = client.get(reverse("followup:reported", args=[following.promise.pk, entry.pk]))

    assert "Rapporten gäller 3 tillfällen:" in receipt.content.decode()


def test_an_occasion_spoken_for_is_reported_again_only_by_who_is_sure(
    following, planned, write, coordinator, lekeberg
):
    write(planned[0], 3)

    with pytest.raises(ValidationError, match="redan rapporterat"):
        reporting.report(
            following.followed,
            following.activity,
            organisation=lekeberg,
            values={"happened_on": MARCH[2], "status": EntryStatus.DONE, "quantity": Decimal(1)},
            creation_key=uuid.uuid4(),
            by=coordinator,
            occasion=planned[2],
        )
