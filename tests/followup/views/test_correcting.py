"""The page where a report is corrected, and what is left to see of the one before."""

import uuid
from decimal import Decimal

import pytest

from followup.actions import reporting
from followup.models import Entry
from tests.followup.lanterns import TODAY
from tests.followup.views.reports import FORM, initial

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june")]


def test_a_correction_begins_as_the_report_was(as_landlord, lanterns, address):
    entry = lanterns.entry(quantity=20, place="Gård 4")
    response = as_landlord.get(address("correct", lanterns.promise.pk, entry.pk))
    assert initial(response)["quantity"] == "20"

    as_landlord.post(response.request["PATH_INFO"], {**FORM, "quantity": "2"})

    page = as_landlord.get(address("activity", lanterns.promise.pk, lanterns.key)).content.decode()
    assert "Rättad: en tidigare version" in page


def test_a_correction_of_what_somebody_else_corrected_shows_both(as_landlord, lanterns, address, coordinator):
    entry = lanterns.entry(quantity=20)
    holds = reporting.correct(
        entry,
        values={"happened_on": TODAY, "status": "done", "quantity": Decimal(3), "observation": "Tre lyktor."},
        creation_key=uuid.uuid4(),
        by=coordinator,
    )
    sent = {**FORM, "quantity": "2", "creation_key": str(uuid.uuid4())}

    response = as_landlord.post(address("correct", lanterns.promise.pk, entry.pk), sent)

    content = response.content.decode()
    next_url = address("correct", lanterns.promise.pk, holds.pk)
    assert response.status_code == 409
    assert "Tre lyktor." in content
    assert f'action="{next_url}"' in content
    as_landlord.post(next_url, sent)
    assert Entry.objects.get(supersedes=holds).quantity == 2


def test_the_page_of_a_corrected_report_leads_to_the_one_that_holds(as_landlord, lanterns, address):
    entry = lanterns.entry()
    holds = lanterns.entry(supersedes=entry)

    response = as_landlord.get(address("correct", lanterns.promise.pk, entry.pk))

    assert response.url == address("correct", lanterns.promise.pk, holds.pk)


def test_a_report_taken_back_stays_in_the_history(as_landlord, lanterns, address):
    entry = lanterns.entry()

    as_landlord.post(address("retract", lanterns.promise.pk, entry.pk), {"reason": "Fel aktivitet."})

    content = as_landlord.get(address("activity", lanterns.promise.pk, lanterns.key)).content.decode()
    assert "Tillbakatagen: Genomförd" in content
    assert "Fel aktivitet." in content
