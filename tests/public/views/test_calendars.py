"""What a calendar program gets from a secret address, and when it gets nothing."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from icalendar import Calendar

from followup.actions import calendars, planning
from followup.models import CalendarFeed
from promises.models import Promise, Revision
from promises.states import Status
from tests.factories.followup import OccasionFactory
from tests.factories.promises import ActivityActorFactory, ActivityFactory
from tests.followup.conftest import in_march, published, scene

__all__ = ["in_march", "published", "scene"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_march")]


@pytest.fixture
def occasion(published: Any, lekeberg: Any) -> Any:
    return OccasionFactory(
        promise=published.promise,
        activity_key=published.activities[0].key,
        organisation=lekeberg,
        starts_on=date(2027, 4, 1),
        place="Storgatan",
    )


@pytest.fixture
def feed(published: Any, coordinator: Any) -> CalendarFeed:
    return calendars.open_for_promise(published, by=coordinator)


@pytest.fixture
def fetch(client: Any) -> Any:
    """``fetch(feed)``: the answer to whoever has the address."""
    return lambda feed: client.get(reverse("public:calendar", args=[feed.secret]))


def _events(response: Any) -> list[Any]:
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_an_occasion_is_a_whole_day_with_what_where_and_by_whom(fetch, feed, occasion):
    response = fetch(feed)
    (event,) = _events(response)

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 4, 1), date(2027, 4, 2))
    assert event["summary"] == "Trygghetsrond på Storgatan."
    assert event["location"] == "Storgatan"
    assert "Utförare: Lekebergs kommun" in event["description"]
    assert "Omfattning: 2 st i månaden" in event["description"]
    assert event["url"].endswith(reverse("followup:occasion", args=[occasion.promise_id, occasion.pk]))
    assert str(Calendar.from_ical(response.content)["x-wr-calname"]) == "Tryggare kvällar"


def test_what_can_be_done_during_long_is_shown_on_its_last_day(fetch, feed, occasion):
    occasion.ends_on = date(2027, 4, 30)
    occasion.save()
    (event,) = _events(fetch(feed))

    assert event["dtstart"].dt == date(2027, 4, 30)
    assert event["summary"].startswith("Senast i dag: ")
    assert "Kan göras från 1 april 2027 till 30 april 2027" in event["description"]


def test_a_moved_or_cancelled_occasion_is_the_same_one_later(fetch, feed, occasion, coordinator):
    (before,) = _events(fetch(feed))
    planning.move(occasion, by=coordinator, edit_number=1, starts_on=date(2027, 4, 8), ends_on=None)
    (moved,) = _events(fetch(feed))
    planning.cancel(occasion, by=coordinator, edit_number=2, reason="Sjukdom")
    (cancelled,) = _events(fetch(feed))

    assert before["uid"] == moved["uid"] == cancelled["uid"]
    assert [one["sequence"] for one in (before, moved, cancelled)] == [0, 1, 2]
    assert [one["status"] for one in (before, moved, cancelled)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert moved["dtstart"].dt == date(2027, 4, 8)
    assert cancelled["summary"].startswith("Inställt: ")


def test_text_cannot_break_out_of_its_line(fetch, feed, occasion):
    occasion.title = "Rond\r\nEND:VEVENT\r\nBEGIN:VEVENT; och, mer"
    occasion.save()

    (event,) = _events(fetch(feed))
    assert event["summary"].startswith("Rond END:VEVENT BEGIN:VEVENT; och, mer: Trygghetsrond")


def test_invented_promises_say_so(fetch, feed, occasion):
    Promise.objects.filter(pk=occasion.promise_id).update(is_demo=True)

    assert _events(fetch(feed))[0]["summary"].startswith("[Demonstration] ")


def test_the_same_plan_gives_the_same_bytes(fetch, feed, occasion):
    assert fetch(feed).content == fetch(feed).content


def test_nobody_else_may_keep_it(fetch, feed):
    response = fetch(feed)

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


def test_what_is_old_is_left_out(fetch, feed, occasion, published, lekeberg):
    key = published.activities[0].key
    OccasionFactory(
        promise=published.promise, activity_key=key, organisation=lekeberg, starts_on=date(2026, 6, 1)
    )

    assert len(_events(fetch(feed))) == 1


def test_what_is_no_longer_promised_is_left_out(fetch, feed, occasion, published, lekeberg):
    OccasionFactory(promise=published.promise, organisation=lekeberg, starts_on=date(2027, 4, 2))

    assert len(_events(fetch(feed))) == 1


def test_an_executor_gets_the_activities_it_carries_out(
    fetch, scene, landlord, landlord_executor, lekeberg, orebro_area
):
    ours = ActivityFactory(revision=scene.revision, text="Belysning på gården.", position=2)
    for part in ("executor", "responsible", "evaluation"):
        ActivityActorFactory(activity=ours, organisation=lekeberg, part=part)
    scene.advance(Status.PUBLISHED)
    # Taken on by the landlord, as if answered: only the actors decide who sees it.
    ours.actors.filter(part="executor").update(organisation=landlord)
    for activity in scene.revision.activities.all():
        OccasionFactory(
            promise=scene.revision.promise,
            activity_key=activity.key,
            organisation=landlord,
            starts_on=date(2027, 4, 1),
        )
    events = _events(fetch(calendars.open_for_all(by=landlord_executor)))

    assert [str(event["summary"]) for event in events] == ["Belysning på gården."]


# --- When it gives nothing --------------------------------------------------------------------------


def test_an_unknown_address_is_not_found(client):
    for secret in (uuid.uuid4().hex, "x" * 500, "å", "%00"):
        assert client.get(f"/kalender/{secret}.ics").status_code == 404


def test_a_closed_address_is_not_found(fetch, feed, coordinator):
    calendars.close(feed, by=coordinator)

    assert fetch(feed).status_code == 404


@pytest.mark.parametrize("of_all", [True, False])
def test_who_has_lost_the_right_gets_nothing_more(fetch, published, occasion, coordinator, of_all):
    feed = (
        calendars.open_for_all(by=coordinator)
        if of_all
        else calendars.open_for_promise(published, by=coordinator)
    )
    assert len(_events(fetch(feed))) == 1

    coordinator.memberships.update(valid_to=date(2027, 3, 14))
    assert fetch(feed).status_code == 404


def test_who_is_no_longer_active_gets_nothing_more(fetch, feed, coordinator):
    coordinator.is_active = False
    coordinator.save()

    assert fetch(feed).status_code == 404


def test_a_promise_that_is_withdrawn_gives_nothing_more(fetch, feed, published):
    Revision.objects.filter(pk=published.revision.pk).update(status=Status.WITHDRAWN)

    assert fetch(feed).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many_there_are(
    client, published, lekeberg, coordinator, django_assert_num_queries, count
):
    for number in range(count):
        OccasionFactory(
            promise=published.promise,
            activity_key=published.activities[0].key,
            organisation=lekeberg,
            starts_on=date(2027, 4, 1) + timedelta(number),
        )
    address = reverse("public:calendar", args=[calendars.open_for_all(by=coordinator).secret])

    with django_assert_num_queries(6):
        client.get(address)
