"""Where a person makes and closes calendar addresses."""

from typing import Any

import pytest
from django.urls import reverse

from audit.models import Event
from followup.actions import calendars
from followup.models import CalendarFeed
from tests.factories.followup import CalendarFeedFactory
from tests.factories.promises import PromiseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_march")]


@pytest.fixture
def as_coordinator(client: Any, coordinator: Any) -> Any:
    client.force_login(coordinator)
    return client


def test_one_address_for_all_however_often_it_is_asked_for(as_coordinator, coordinator):
    for _ in range(2):
        as_coordinator.post(reverse("followup:calendars"))

    feed = CalendarFeed.objects.get()
    assert len(feed.secret) >= 43
    assert feed.secret in as_coordinator.get(reverse("followup:calendars")).content.decode()
    assert Event.objects.filter(action="followup.calendar_of_all_opened").count() == 1


def test_one_address_for_a_promise(as_coordinator, published):
    address = reverse("followup:promise_calendar", args=[published.promise.pk])
    for _ in range(2):
        as_coordinator.post(address)

    feed = CalendarFeed.objects.get()
    assert feed.promise == published.promise
    text = as_coordinator.get(address).content.decode()
    assert f"/kalender/{feed.secret}.ics" in text
    assert 'href="webcal://' in text


def test_a_closed_address_is_never_opened_again(as_coordinator, coordinator):
    old = calendars.open_for_all(by=coordinator)
    for _ in range(2):
        as_coordinator.post(reverse("followup:calendar_close", args=[old.pk]))
    new = calendars.open_for_all(by=coordinator)

    assert new.secret != old.secret
    assert Event.objects.filter(action="followup.calendar_of_all_closed").count() == 1


def test_the_secret_is_never_written_in_the_log(as_coordinator, published, coordinator):
    feed = calendars.open_for_promise(published, by=coordinator)
    calendars.close(feed, by=coordinator)

    assert not [event for event in Event.objects.all() if feed.secret in f"{event.data}{event.object_label}"]


def test_nobody_closes_the_address_of_another(as_coordinator):
    other = CalendarFeedFactory()

    assert as_coordinator.post(reverse("followup:calendar_close", args=[other.pk])).status_code == 404
    other.refresh_from_db()
    assert other.revoked_at is None


@pytest.mark.parametrize("name", ["superuser", "nobody", "expired"])
def test_without_a_membership_there_is_nothing_of_ones_own(client, member, name):
    client.force_login(member(name))

    assert "Inga adresser än" in client.get(reverse("followup:calendars")).content.decode()
    assert client.post(reverse("followup:calendars")).status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many_addresses(
    as_coordinator, coordinator, published, django_assert_num_queries, count
):
    calendars.open_for_promise(published, by=coordinator)
    for _ in range(count - 1):
        CalendarFeedFactory(user=coordinator, promise=PromiseFactory())
    with django_assert_num_queries(6):
        as_coordinator.get(reverse("followup:calendars"))
