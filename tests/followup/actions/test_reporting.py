import uuid
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.models import Event
from followup.actions import reporting
from followup.likely import UNLIKELY
from followup.models import Entry, EntryPicture
from organisations.permissions import forget_seats
from promises.actions import publishing
from tests.factories.followup import OccasionFactory
from tests.followup.actions.reports import VALUES, a_picture, said
from tests.followup.lanterns import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june")]


def test_a_report_keeps_the_text_that_was_in_force(write, lanterns):
    entry = write()

    assert entry.version == lanterns.version
    assert (entry.activity_key, entry.quantity, entry.unit) == (lanterns.key, 1, "lyktor")
    assert Event.objects.filter(action="followup.reported").count() == 1


def test_a_double_tap_makes_one_report_and_one_event(write):
    key = uuid.uuid4()

    first, second = write(key=key), write(key=key, quantity=Decimal(2))

    assert first == second
    assert Entry.objects.get().quantity == 1
    assert Event.objects.filter(action="followup.reported").count() == 1


def test_a_key_of_somebody_elses_report_is_refused(write, lanterns, coordinator):
    key = uuid.uuid4()
    write(key=key)

    with pytest.raises(ValidationError, match="redan använt"):
        write(key=key, by=coordinator)


def test_a_key_of_a_report_on_another_activity_is_refused(write, lanterns, coordinator, lekeberg):
    key = uuid.uuid4()
    write(key=key, by=coordinator)
    found = lanterns.found()
    other = next(one for one in found.activities if one.key != lanterns.key)

    with pytest.raises(ValidationError, match="redan använt"):
        reporting.report(found, other, organisation=lekeberg, values=VALUES, creation_key=key, by=coordinator)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2027, 6, 16), "har inte varit än"),
        (date(2026, 12, 31), "före aktivitetens period, som börjar den 1 januari 2027"),
    ],
)
def test_a_day_outside_the_period_or_still_to_come_is_refused(write, day, sentence):
    with pytest.raises(ValidationError) as error:
        write(happened_on=day)

    assert sentence in said(error)
    assert "happened_on" in error.value.message_dict
    assert not Entry.objects.exists()


def test_a_day_after_the_period_is_refused_when_the_year_has_passed(write):
    with time_machine.travel("2028-02-01", tick=False):
        with pytest.raises(ValidationError) as error:
            write(happened_on=date(2028, 1, 2))

        assert "efter aktivitetens period, som slutade den 31 december 2027" in said(error)
        assert write(happened_on=date(2027, 12, 31)).pk


@pytest.mark.parametrize("name", ["quantity", "hours"])
def test_fewer_than_none_is_refused(write, name):
    with pytest.raises(ValidationError, match="mindre än noll"):
        write(**{name: Decimal(-1)})


def test_more_than_all_is_refused(write):
    with pytest.raises(ValidationError, match="större än hur många det var av"):
        write(quantity=Decimal(3), out_of=Decimal(2))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"quantity": Decimal(201)}, "quantity"),
        ({"participants": 1_000_001}, "participants"),
        ({"hours": Decimal(10_001)}, "hours"),
    ],
)
def test_an_absurd_number_is_asked_about_and_taken_when_it_is_right(write, values, field):
    with pytest.raises(ValidationError) as error:
        write(**values)

    assert error.value.error_dict[field][0].code == UNLIKELY
    assert write(is_sure=True, **values).pk


def test_a_hundred_times_what_is_promised_is_not_asked_about(write):
    assert write(quantity=Decimal(200)).pk


@pytest.mark.parametrize("status", ["partly", "not_done", "changed", "stopped"])
def test_what_did_not_go_as_promised_needs_a_reason(write, status):
    with pytest.raises(ValidationError) as error:
        write(status=status, reason="  ")

    assert "reason" in error.value.message_dict
    assert write(status=status, reason="Elnätet låg nere.").pk


def test_the_database_asks_for_the_reason_too(lanterns):
    with pytest.raises(IntegrityError), transaction.atomic():
        lanterns.entry(status="partly", reason="")


def test_an_executor_reports_only_on_its_own_activity(write, lanterns, executor, landlord_executor, landlord):
    found = lanterns.found()
    others = next(one for one in found.activities if one.key != lanterns.key)

    with pytest.raises(PermissionDenied, match="utför eller ansvarar"):
        reporting.report(
            found,
            others,
            organisation=landlord,
            values=VALUES,
            creation_key=uuid.uuid4(),
            by=landlord_executor,
        )
    with pytest.raises(PermissionDenied):
        write(by=executor)


def test_nobody_reports_for_who_has_no_part_in_it(write, lekeberg):
    with pytest.raises(PermissionDenied, match="inte rapportera för Lekebergs kommun"):
        write(organisation=lekeberg)


def test_a_membership_that_was_taken_away_meanwhile_reports_nothing(write, landlord_executor):
    landlord_executor.memberships.all().delete()
    forget_seats(landlord_executor)

    with pytest.raises(PermissionDenied, match="utför eller ansvarar"):
        write()

    assert not Entry.objects.exists()


def test_an_ended_promise_takes_no_reports(write, lanterns, coordinator):
    entry = lanterns.entry()
    publishing.end(lanterns.revision, reason="Tiden är ute.", by=coordinator)

    with pytest.raises(PermissionDenied, match="avslutat"):
        write()
    with pytest.raises(PermissionDenied, match="avslutat"):
        reporting.retract(entry, reason="Fel.", by=coordinator)


def test_an_activity_that_is_no_longer_promised_takes_no_reports(write, lanterns, coordinator, monkeypatch):
    shown, activity = lanterns.found(), lanterns.activity()
    version = lanterns.version
    without = [one for one in shown.activities if one.key != lanterns.key]
    now = type(shown)(shown.promise, shown.revision, version, shown.document, without)
    monkeypatch.setattr(reporting, "text_in_force", lambda promise: now)

    with pytest.raises(ValidationError, match="inte längre med i löftet"):
        reporting.report(
            shown,
            activity,
            organisation=activity.executors[0],
            values=VALUES,
            creation_key=uuid.uuid4(),
            by=coordinator,
        )


@pytest.fixture
def occasion(lanterns, landlord):
    return OccasionFactory(
        promise=lanterns.promise, activity_key=lanterns.key, organisation=landlord, starts_on=TODAY
    )


def test_a_report_on_a_planned_occasion_stands_with_it(write, occasion):
    assert write(occasion=occasion).occasion == occasion


def test_a_second_report_on_the_same_occasion_is_asked_about(write, occasion):
    write(occasion=occasion)

    with pytest.raises(ValidationError, match="redan rapporterat av Hyresvärden"):
        write(occasion=occasion)
    assert write(occasion=occasion, is_sure=True).pk


def test_a_cancelled_occasion_is_not_reported(write, occasion, coordinator):
    occasion.cancelled_at, occasion.cancelled_by = timezone.now(), coordinator
    occasion.cancel_reason = "Regn"
    occasion.save()

    with pytest.raises(ValidationError, match="inställt"):
        write(occasion=occasion)


def test_an_occasion_of_another_activity_is_refused(write, lanterns, landlord):
    other = OccasionFactory(promise=lanterns.promise, organisation=landlord)

    with pytest.raises(ValidationError, match="en annan aktivitet"):
        write(occasion=other)


def test_a_picture_is_stored_with_its_words(write):
    entry = write(picture=a_picture())

    assert entry.picture.alt == "Lyktan"
    assert entry.picture.file.name == f"entries/2027/{entry.picture.sha256}.jpg"
    assert entry.picture.file.storage.exists(entry.picture.file.name)


def test_a_picture_without_words_is_refused(write):
    with pytest.raises(ValidationError, match="vad bilden visar"):
        write(picture=a_picture(alt=" "))

    assert not Entry.objects.exists()


def test_a_double_tap_stores_one_picture(write):
    key = uuid.uuid4()

    write(key=key, picture=a_picture())
    write(key=key, picture=a_picture())

    assert EntryPicture.objects.count() == 1


def test_a_report_cannot_be_changed_in_the_database(lanterns):
    entry = lanterns.entry()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(quantity=99)
    assert connection.is_usable()
