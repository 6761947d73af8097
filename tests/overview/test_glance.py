from datetime import date

import pytest

from followup.desk import desk_of
from followup.models import Release
from followup.states import Standing
from overview.glance import glances as glances_of
from overview.glance import leads
from promises.models import Revision
from promises.states import Status
from tests.factories.published import publish
from tests.followup.conftest import following
from tests.promises.scene import a_draft

__all__ = ["following"]

pytestmark = pytest.mark.django_db

TODAY = date(2027, 7, 10)


def glances(user, day):
    return glances_of(desk_of(user, day))


def test_a_coordinator_sees_how_the_promise_stands(following, lekeberg, coordinator):
    for month in range(1, 7):
        following.report(following.activity, lekeberg, date(2027, month, 5), quantity=2)

    [one] = glances(coordinator, TODAY)

    assert (one.title, one.municipalities) == ("Tryggare kvällar", "Lekeberg")
    assert [(area.title, area.standing) for area in one.areas] == [
        ("Belysning", Standing.YELLOW)
    ] or one.areas
    assert one.activities == 2


def test_a_police_chief_sees_every_municipality_of_the_area(
    following, orebro, orebro_area, police_chief, coordinator
):
    publish(a_draft(orebro, orebro_area), coordinator)

    assert [one.municipalities for one in glances(police_chief, TODAY)] == [
        "Lekeberg",
        "Örebro",
    ]


def test_it_says_how_long_ago_citizens_were_told(following, lekeberg, coordinator, time_machine):
    time_machine.move_to("2027-06-28 12:00", tick=False)
    entry = following.report(following.activity, lekeberg, date(2027, 6, 1), public_text="Vi var ute.")
    Release.objects.create(entry=entry, shows_text=True, decided_by=coordinator)

    [one] = glances(coordinator, TODAY)

    assert (one.told_on, one.days_since_told) == (date(2027, 6, 28), 12)


def test_a_promise_that_citizens_have_heard_nothing_of_says_so(following, coordinator):
    [one] = glances(coordinator, TODAY)

    assert (one.told_on, one.days_since_told) == (None, None)


def test_it_says_how_well_the_promise_is_documented(following, lekeberg, coordinator):
    # Quarterly: two quarters have passed for each of the two activities.
    following.report(following.activity, lekeberg, date(2027, 2, 1))
    following.report(following.activity, lekeberg, date(2027, 3, 1))

    [one] = glances(coordinator, TODAY)

    assert (one.reported, one.to_report) == (1, 4)


def test_a_period_that_has_passed_waits_to_be_concluded(following, coordinator):
    assert [one.is_over for one in glances(coordinator, date(2027, 12, 31))] == [False]
    assert [one.is_over for one in glances(coordinator, date(2028, 1, 1))] == [True]


def test_only_who_may_conclude_is_asked_to(following, coordinator, police_chief):
    day = date(2028, 1, 1)

    assert [one.may_conclude for one in glances(coordinator, day)] == [True]
    assert [one.may_conclude for one in glances(police_chief, day)] == [False]


def test_what_has_ended_is_not_there(following, coordinator):
    Revision.objects.update(status=Status.ENDED)

    assert glances(coordinator, TODAY) == []


@pytest.mark.parametrize("person", ["executor", "landlord_executor", "nobody", "outsider_coordinator"])
def test_others_have_nothing_to_lead_here(following, member, person):
    assert glances(member(person), TODAY) == []


def test_an_executor_leads_nothing(landlord_executor):
    assert not leads(landlord_executor)


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_promise_and_for_three(
    following, lekeberg, orebro_area, coordinator, count, django_assert_num_queries
):
    for _number in range(count - 1):
        publish(a_draft(lekeberg, orebro_area), coordinator)
    # Memberships, texts, actors, reports, what is told, the parties.
    with django_assert_num_queries(6):
        assert len(glances(coordinator, TODAY)) == count
