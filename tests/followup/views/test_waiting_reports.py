"""What waits to be reported, for whom, and at what cost."""

from datetime import date

import pytest
import time_machine

from followup.models import Entry
from tests.factories.followup import EntryPictureFactory, OccasionFactory
from tests.factories.published import publish
from tests.followup.lanterns import TODAY
from tests.followup.views.reports import FORM
from tests.promises.scene import a_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june")]


def test_an_executor_is_shown_only_its_own(as_landlord, lanterns, address):
    content = as_landlord.get(address("my_reports")).content.decode()

    assert "Belysning på gården." in content
    assert "Trygghetsrond på Storgatan." not in content


def test_a_planned_occasion_waits_until_it_is_reported(as_landlord, lanterns, address, landlord):
    occasion = OccasionFactory(
        promise=lanterns.promise, activity_key=lanterns.key, organisation=landlord, starts_on=date(2027, 6, 1)
    )
    form = f"{address('report', lanterns.promise.pk, lanterns.key)}?tillfalle={occasion.pk}"
    assert form in as_landlord.get(address("my_reports")).content.decode()
    assert form in as_landlord.get("/arbete/").content.decode()

    as_landlord.post(form, FORM)

    assert form not in as_landlord.get(address("my_reports")).content.decode()
    assert form not in as_landlord.get("/arbete/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_many(
    as_landlord, lanterns, address, landlord, count, django_assert_num_queries
):
    for _number in range(count):
        OccasionFactory(
            promise=lanterns.promise, activity_key=lanterns.key, organisation=landlord, starts_on=TODAY
        )
    with django_assert_num_queries(9):
        as_landlord.get(address("my_reports"))


@pytest.mark.parametrize("count", [1, 3])
def test_the_activity_costs_the_same_for_one_report_and_many(
    as_landlord, lanterns, address, count, django_assert_num_queries
):
    for _number in range(count):
        EntryPictureFactory(entry=lanterns.entry(supersedes=lanterns.entry()))
    with django_assert_num_queries(11):
        as_landlord.get(address("activity", lanterns.promise.pk, lanterns.key))


def test_an_activity_that_has_not_begun_does_not_wait(as_landlord, lanterns, address):
    with time_machine.travel("2026-12-02", tick=False):
        page = as_landlord.get(address("my_reports"))

    assert "Belysning på gården." not in page.content.decode()


def test_what_is_over_comes_after_what_can_be_done_now(
    client, lanterns, address, lekeberg, orebro_area, coordinator
):
    over = a_draft(lekeberg, orebro_area)
    over.period_start, over.period_end = date(2025, 1, 1), date(2025, 12, 31)
    over.title = "Löftet för 2025"
    over.save()
    publish(over, coordinator)
    client.force_login(coordinator)
    Entry.objects.all().delete()

    rows = client.get(address("my_reports")).context["rows"]

    assert [row.followed.document.title for row in rows][-1] == "Löftet för 2025"


def test_an_occasion_leads_to_its_form_once_it_has_begun(as_landlord, lanterns, address, landlord):
    begun, later = (
        OccasionFactory(
            promise=lanterns.promise, activity_key=lanterns.key, organisation=landlord, starts_on=day
        )
        for day in (TODAY, date(2027, 9, 1))
    )

    pages = {
        one: as_landlord.get(address("occasion", lanterns.promise.pk, one.pk)).content.decode()
        for one in (begun, later)
    }

    assert f"rapportera/?tillfalle={begun.pk}" in pages[begun]
    assert "rapportera/?tillfalle=" not in pages[later]
