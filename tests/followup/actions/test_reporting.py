import uuid
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from audit.models import Event
from followup.actions import reporting
from followup.followed import holding_entries
from followup.likely import UNLIKELY
from followup.models import Entry, EntryPicture
from organisations.actions.rows import StaleEdit
from organisations.permissions import forget_seats
from organisations.pictures import read_picture
from promises.actions import publishing
from tests.factories.followup import OccasionFactory
from tests.factories.uploads import upload
from tests.followup.lanterns import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june")]

VALUES: Any = {"happened_on": TODAY, "status": "done", "quantity": Decimal(1), "unit": "lyktor"}


@pytest.fixture
def write(lanterns, landlord, landlord_executor):
    """``write(status="partly")``: a report by the landlord, with other values where they are given."""

    def written(*, by=landlord_executor, organisation=landlord, key=None, **more):
        options = {name: more.pop(name) for name in ("occasion", "picture", "is_sure") if name in more}
        return reporting.report(
            lanterns.found(),
            lanterns.activity(),
            organisation=organisation,
            values=VALUES | more,
            creation_key=key or uuid.uuid4(),
            by=by,
            **options,
        )

    return written


@pytest.fixture
def correct(landlord_executor):
    def corrected(entry, *, by=landlord_executor, key=None, picture=None, **values):
        return reporting.correct(
            entry, values=VALUES | values, creation_key=key or uuid.uuid4(), by=by, picture=picture
        )

    return corrected


def a_picture(alt="Lyktan"):
    return reporting.ReportPicture(read_picture(upload()), alt)


def said(error):
    return " ".join(error.value.messages)


# --- A new report -------------------------------------------------------------------------------------


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


def test_a_day_after_the_period_is_refused_when_the_year_has_passed(write, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *moment: date(2028, 2, 1))

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


# --- Who, and when ------------------------------------------------------------------------------------


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
    monkeypatch.setattr(reporting, "followed", lambda promise: now)

    with pytest.raises(ValidationError, match="inte längre med i löftet"):
        reporting.report(
            shown,
            activity,
            organisation=activity.executors[0],
            values=VALUES,
            creation_key=uuid.uuid4(),
            by=coordinator,
        )


# --- Occasions ----------------------------------------------------------------------------------------


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


# --- Pictures -----------------------------------------------------------------------------------------


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


# --- Corrections --------------------------------------------------------------------------------------


def test_a_correction_takes_the_place_of_the_report_and_both_are_kept(lanterns, correct):
    entry = lanterns.entry(quantity=20)

    new = correct(entry, quantity=Decimal(2))

    assert list(holding_entries()) == [new]
    assert Entry.objects.get(pk=entry.pk).quantity == 20
    assert (new.supersedes, new.organisation) == (entry, entry.organisation)
    assert Event.objects.filter(action="followup.entry_corrected").count() == 1


def test_the_second_of_two_corrections_is_told_which_one_holds(lanterns, correct, coordinator):
    entry = lanterns.entry()
    first = correct(entry, quantity=Decimal(2))

    with pytest.raises(StaleEdit) as stale:
        correct(entry, quantity=Decimal(3), by=coordinator)

    assert stale.value.current == first
    assert Entry.objects.count() == 2


def test_the_same_correction_twice_makes_one(lanterns, correct):
    entry, key = lanterns.entry(), uuid.uuid4()

    assert correct(entry, key=key) == correct(entry, key=key)
    assert Entry.objects.count() == 2


def test_a_correction_keeps_the_picture_or_leaves_it_out(lanterns, write, correct):
    entry = write(picture=a_picture())

    kept = correct(entry, picture=entry.picture)
    without = correct(kept)

    assert kept.picture.file.name == entry.picture.file.name
    assert not EntryPicture.objects.filter(entry=without).exists()


def test_a_correction_is_checked_like_a_report(lanterns, correct):
    with pytest.raises(ValidationError):
        correct(lanterns.entry(), quantity=Decimal(-1))


def test_an_executor_does_not_correct_the_report_of_another(lanterns, lekeberg, coordinator, correct):
    entry = lanterns.entry(organisation=lekeberg, reporter=coordinator)

    with pytest.raises(PermissionDenied, match="skriven för Lekebergs kommun"):
        correct(entry)


def test_a_report_taken_back_no_longer_counts(lanterns, landlord_executor):
    entry = lanterns.entry()

    mistake = reporting.retract(entry, reason="Fel aktivitet.", by=landlord_executor)

    assert mistake.retracts
    assert not holding_entries().exists()
    assert reporting.retract(entry, reason="Fel aktivitet.", by=landlord_executor) == mistake
    assert Event.objects.filter(action="followup.entry_retracted").count() == 1


def test_a_report_is_not_taken_back_without_a_reason(lanterns, landlord_executor):
    with pytest.raises(ValidationError, match="varför"):
        reporting.retract(lanterns.entry(), reason=" ", by=landlord_executor)


def test_what_has_been_corrected_is_not_taken_back(lanterns, correct, landlord_executor):
    entry = lanterns.entry()
    new = correct(entry)

    with pytest.raises(StaleEdit) as stale:
        reporting.retract(entry, reason="Fel.", by=landlord_executor)

    assert stale.value.current == new


def test_what_has_been_taken_back_is_not_corrected(lanterns, correct, landlord_executor):
    mistake = reporting.retract(lanterns.entry(), reason="Fel.", by=landlord_executor)

    with pytest.raises(ValidationError, match="tillbakatagen"):
        correct(mistake)


# --- What everybody sees ------------------------------------------------------------------------------


def release(entry, by, shows_text=True, shows_picture=False, reason=""):
    return reporting.release(entry, shows_text=shows_text, shows_picture=shows_picture, reason=reason, by=by)


def test_the_latest_decision_holds(lanterns, coordinator, municipal_police):
    entry = lanterns.entry(public_text="Nya lyktor.")
    release(entry, coordinator)

    release(entry, municipal_police, shows_text=False, reason="Fel plats.")

    assert [one.shows_text for one in entry.releases.all()] == [False, True]


def test_the_same_decision_twice_is_one(lanterns, coordinator):
    entry = lanterns.entry(public_text="Nya lyktor.")

    assert release(entry, coordinator) == release(entry, coordinator)
    assert Event.objects.filter(action="followup.entry_released").count() == 1


@pytest.mark.parametrize("name", ["landlord_executor", "reader", "chair", "police_chief", "executor"])
def test_only_those_who_lead_the_follow_up_release(lanterns, member, name):
    entry = lanterns.entry(public_text="Nya lyktor.")

    with pytest.raises(PermissionDenied):
        release(entry, member(name))


def test_what_is_held_back_needs_a_reason(lanterns, coordinator):
    entry = lanterns.entry(public_text="Nya lyktor.")

    with pytest.raises(ValidationError, match="varför"):
        release(entry, coordinator, shows_text=False)


def test_there_must_be_something_to_show(lanterns, coordinator):
    entry = lanterns.entry()

    with pytest.raises(ValidationError, match="ingen text"):
        release(entry, coordinator)
    with pytest.raises(ValidationError, match="ingen bild"):
        release(entry, coordinator, shows_text=False, shows_picture=True)


def test_a_report_that_was_corrected_meanwhile_is_not_released(lanterns, coordinator, correct):
    entry = lanterns.entry(public_text="Nya lyktor.")
    new = correct(entry, public_text="Två nya lyktor.")

    with pytest.raises(StaleEdit) as stale:
        release(entry, coordinator)

    assert stale.value.current == new


def test_showing_can_be_stopped_when_the_promise_has_ended_but_not_begun(lanterns, coordinator):
    shown, hidden = (lanterns.entry(public_text="Nya lyktor.") for _ in range(2))
    release(shown, coordinator)
    publishing.end(lanterns.revision, reason="Tiden är ute.", by=coordinator)

    release(shown, coordinator, shows_text=False, reason="En person syns.")
    with pytest.raises(PermissionDenied, match="avslutat"):
        release(hidden, coordinator)


# --- Never changed ------------------------------------------------------------------------------------


def test_a_report_cannot_be_changed_in_the_database(lanterns):
    entry = lanterns.entry()

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(quantity=99)
    assert connection.is_usable()
