from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from audit.models import Event
from followup.actions.silences import raise_silences
from followup.agenda import suggestions
from followup.models import Escalation
from followup.silences import Level, level_of, silences_of
from followup.states import EntryStatus
from promises.extent import parse, to_dict
from tests.factories.followup import EntryFactory
from tests.factories.organisations import MeetingFactory
from tests.followup.conftest import in_force
from tests.shared import shared

MONTH = timedelta(days=31)

_made, _own, cast, published = shared("published", in_force)


@pytest.mark.parametrize(
    ("days", "level"),
    [
        (0, None),
        (62, None),
        (63, Level.EXECUTOR),
        (94, Level.RESPONSIBLE),
        (124, Level.RESPONSIBLE),
        (125, Level.STEERING),
    ],
)
def test_one_more_is_told_for_each_interval_after_the_second(days, level):
    assert level_of(timedelta(days=days), MONTH) == level


@pytest.fixture
def report(published):
    def reported(day, **more):
        return EntryFactory(
            version=published.version,
            activity_key=published.activities[0].key,
            happened_on=day,
            **{"quantity": None} | more,
        )

    return reported


def silent(published, day):
    with time_machine.travel(day):
        return [(one.since, one.level) for one in silences_of([published])]


def test_silence_counts_from_the_day_the_promise_was_published(published):
    assert silent(published, "2027-07-01") == []
    assert silent(published, "2027-08-01") == [(date(2027, 1, 4), Level.EXECUTOR)]
    assert silent(published, "2027-11-01") == [(date(2027, 1, 4), Level.RESPONSIBLE)]


def test_a_report_ends_the_silence(published, report):
    report(date(2027, 5, 1))

    assert silent(published, "2027-08-01") == []
    assert silent(published, "2027-12-01") == [(date(2027, 5, 1), Level.EXECUTOR)]


def test_a_silence_has_the_same_day_wherever_it_is_told_of(client, published, report, coordinator, lekeberg):
    report(date(2027, 5, 1))
    meeting = MeetingFactory(group__parent=lekeberg, held_on=date(2027, 12, 10))
    with time_machine.travel("2027-12-01"):
        client.force_login(coordinator)
        [point] = [one for one in suggestions(meeting, coordinator) if one.source.startswith("silence:")]
        told = [
            point.title,
            client.get("/arbete/uppfoljning/tystnader/").content.decode(),
            client.get("/arbete/").content.decode(),
        ]

    assert point.title == "Ingen rapport sedan 1 maj 2027: Trygghetsrond på Storgatan."
    assert all("1 maj 2027" in text for text in told)


def test_what_was_reported_by_mistake_ends_nothing(published, report):
    wrong = report(date(2027, 5, 1))
    report(date(2027, 5, 1), supersedes=wrong, retracts=True)

    assert silent(published, "2027-08-01") == [(date(2027, 1, 4), Level.EXECUTOR)]


def test_an_activity_that_has_been_stopped_may_be_silent(published, report):
    report(date(2027, 1, 10), status=EntryStatus.STOPPED, reason="Platsen är ombyggd.")

    assert silent(published, "2027-12-01") == []


def test_what_was_to_be_done_once_and_is_done_may_be_silent(published, report):
    activity = published.activities[0]
    once = replace(activity, text=replace(activity.text, extent=to_dict(parse("under 2027"))))
    report(date(2027, 1, 10))

    assert silent(replace(published, activities=[once]), "2027-12-01") == []


def test_nothing_is_silent_when_the_period_is_over(published):
    assert silent(published, "2028-06-01") == []


def test_each_silence_is_noted_once_for_each_level(published):
    for day in ("2027-08-01", "2027-08-02", "2027-11-01", "2027-11-02"):
        with time_machine.travel(day):
            raise_silences(silences_of([published]), today=date.fromisoformat(day))

    assert list(Escalation.objects.order_by("level").values_list("level", flat=True)) == [1, 2]
    assert Event.objects.filter(action="followup.silence_raised").count() == 2


def test_the_page_costs_the_same_for_many_promises(published, report, django_assert_num_queries):
    report(date(2027, 1, 10))
    with time_machine.travel("2027-11-01"):
        for many in (1, 3):
            with django_assert_num_queries(2):
                silences_of([published] * many)


def test_the_page_lists_what_the_coordinator_follows_up(client, published, coordinator, outsider_coordinator):
    with time_machine.travel("2027-08-01"):
        client.force_login(coordinator)
        assert "Trygghetsrond på Storgatan." in client.get("/arbete/uppfoljning/tystnader/").content.decode()
        client.force_login(outsider_coordinator)
        assert "Allt är rapporterat i tid" in client.get("/arbete/uppfoljning/tystnader/").content.decode()
