"""A report is corrected or taken back; what it said is kept."""

import uuid
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import Event
from followup.actions import reporting
from followup.followed import holding_entries
from followup.models import Entry, EntryPicture
from organisations.actions.rows import StaleEdit
from tests.followup.actions.reports import a_picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june")]


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
