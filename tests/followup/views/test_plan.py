"""The plan as people meet it: the list, the year wheel, and the pages of one occasion."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from followup.actions import planning
from followup.models import Occasion
from followup.states import EntryStatus, OccasionState
from tests.factories.followup import EntryFactory, OccasionFactory
from tests.followup.conftest import in_force
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_march")]

_made, _own, cast, published = shared("published", in_force)


@pytest.fixture
def page(client: Any, published: Any, coordinator: Any) -> Any:
    """``page("plan", key=…)``: the text of a page of the promise, as the coordinator."""
    client.force_login(coordinator)

    def text(name: str, query: str = "", **arguments: Any) -> str:
        address = reverse(f"followup:{name}", kwargs={"pk": published.promise.pk, **arguments})
        response = client.get(address + query)
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return text


def _address(name: str, published: Any, **arguments: Any) -> str:
    return reverse(f"followup:{name}", kwargs={"pk": published.promise.pk, **arguments})


def test_an_empty_plan_says_how_to_make_one(page):
    assert "Inget är planerat det här året" in page("plan")
    assert "Skapa plan" in page("plan")


def test_a_reader_is_not_offered_to_plan(client, published, reader):
    client.force_login(reader)
    text = client.get(_address("plan", published)).content.decode()

    assert "Skapa plan" not in text
    assert "Tillfällen planeras av den som utför" in text


def test_one_button_plans_everything(client, published, coordinator):
    client.force_login(coordinator)
    response = client.post(_address("plan_generate", published), follow=True)

    assert "24 tillfällen är planerade." in response.content.decode()
    again = client.post(_address("plan_generate", published), follow=True)
    assert "inget nytt att planera" in again.content.decode()


def test_one_activity_is_planned_from_its_page(client, published, activity, coordinator):
    client.force_login(coordinator)
    client.post(_address("activity_plan_generate", published, key=activity.key))

    assert Occasion.objects.count() == 24


@pytest.mark.parametrize(
    ("how", "state"),
    [
        ({"starts_on": date(2027, 4, 1)}, OccasionState.PLANNED),
        ({"starts_on": date(2027, 3, 14)}, OccasionState.UNREPORTED),
        ({"starts_on": date(2027, 3, 1), "ends_on": date(2027, 3, 15)}, OccasionState.PLANNED),
    ],
)
def test_each_occasion_says_what_became_of_it(client, published, coordinator, occasion, how, state):
    Occasion.objects.filter(pk=occasion.pk).update(**how)
    client.force_login(coordinator)
    response = client.get(_address("plan", published))

    assert response.context["plan"].counts == [(state, 1)]
    assert str(state.label) in response.content.decode()


@pytest.mark.parametrize(
    ("status", "mark"),
    [(EntryStatus.DONE, "done"), (EntryStatus.NOT_DONE, "not_done")],
)
def test_a_report_that_holds_marks_the_occasion(page, published, activity, occasion, status, mark):
    entry = EntryFactory(
        version=published.version,
        activity_key=activity.key,
        occasion=occasion,
        status=status,
        reason="Regn" if status == EntryStatus.NOT_DONE else "",
    )
    drawn = f'class="wheel__mark wheel__mark--{mark}" d="'
    # One in the key of symbols, one in the wheel.
    assert page("plan").count(drawn) == 2

    EntryFactory(
        version=published.version, activity_key=activity.key, supersedes=entry, retracts=True, status=status
    )
    assert page("plan").count(drawn) == 1


def test_the_wheel_is_a_picture_with_words_and_without_styles(page, occasion):
    text = page("plan")

    assert 'role="img" aria-labelledby="arshjul-titel arshjul-text"' in text
    assert "Årshjul för 2027" in text
    assert "Planerat: 1." in text
    assert "style=" not in text


def test_a_year_outside_the_period_shows_the_nearest_one(page, occasion):
    for query in ("?ar=1999", "?ar=2099", "?ar=x", "?ar=%C2%B2027"):
        assert "1 april 2027" in page("plan", query)


def test_the_list_can_be_kept_to_one_executor(page, published, activity, occasion, orebro_area):
    OccasionFactory(
        promise=published.promise,
        activity_key=activity.key,
        organisation=orebro_area,
        starts_on=date(2027, 5, 2),
    )
    both, one = page("plan"), page("plan", f"?utforare={orebro_area.pk}")

    assert "1 april 2027" in both
    assert "1 april 2027" not in one
    assert "2 maj 2027" in one
    assert "1 april 2027" in page("plan", "?utforare=x")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_much_is_planned(
    client, published, activity, lekeberg, coordinator, django_assert_num_queries, count
):
    for number in range(count):
        row = OccasionFactory(
            promise=published.promise,
            activity_key=activity.key,
            organisation=lekeberg,
            starts_on=date(2027, 4, 1) + timedelta(number),
        )
        EntryFactory(version=published.version, activity_key=activity.key, occasion=row)
    client.force_login(coordinator)

    with django_assert_num_queries(10):
        client.get(_address("plan", published))
    with django_assert_num_queries(10):
        client.get(_address("activity_plan", published, key=activity.key))


def test_a_stranger_learns_nothing(client, published, occasion, outsider_coordinator):
    client.force_login(outsider_coordinator)

    assert client.get(_address("plan", published)).status_code == 404
    assert client.get(_address("occasion", published, occasion=occasion.pk)).status_code == 404


# --- One occasion -----------------------------------------------------------------------------------


def test_an_occasion_is_added_by_form(client, published, activity, coordinator, lekeberg):
    client.force_login(coordinator)
    data = {"starts_on": "2027-05-03", "organisation": lekeberg.pk, "title": "Rond", "place": "Storgatan"}
    response = client.post(_address("occasion_add", published, key=activity.key), data)

    assert response.status_code == 302
    assert Occasion.objects.get().title == "Rond"


def test_what_is_faulty_is_said_and_nothing_is_lost(client, published, activity, coordinator, lekeberg):
    client.force_login(coordinator)
    data = {"starts_on": "2028-05-03", "organisation": lekeberg.pk, "title": "Ronden med skolan"}
    response = client.post(_address("occasion_add", published, key=activity.key), data)
    text = response.content.decode()

    assert "Aktiviteten slutar 31 december 2027" in text
    assert "Ronden med skolan" in text
    assert not Occasion.objects.exists()


def test_what_points_out_a_person_is_not_saved(client, published, activity, coordinator, lekeberg):
    client.force_login(coordinator)
    data = {"starts_on": "2027-05-03", "organisation": lekeberg.pk, "title": "Ring 070-123 45 67"}
    client.post(_address("occasion_add", published, key=activity.key), data)

    assert not Occasion.objects.exists()


def test_moving_cancelling_and_restoring(client, published, occasion, coordinator):
    client.force_login(coordinator)
    where = {"occasion": occasion.pk}
    moved = client.post(
        _address("occasion_move", published, **where),
        {"starts_on": "2027-04-09", "edit_number": 1},
        follow=True,
    )
    assert "Flyttat från" in moved.content.decode()

    cancelled = client.post(
        _address("occasion_cancel", published, **where),
        {"cancel_reason": "För få anmälda", "edit_number": 2},
        follow=True,
    )
    assert "För få anmälda" in cancelled.content.decode()
    assert "Återställ tillfället" in cancelled.content.decode()

    client.post(_address("occasion_restore", published, **where))
    occasion.refresh_from_db()
    assert occasion.cancelled_at is None


def test_a_stale_form_shows_what_a_colleague_saved(
    client, published, occasion, coordinator, municipal_police
):
    planning.move(occasion, by=municipal_police, edit_number=1, starts_on=date(2027, 4, 8), ends_on=None)
    client.force_login(coordinator)
    response = client.post(
        _address("occasion_move", published, occasion=occasion.pk),
        {"starts_on": "2027-04-09", "edit_number": 1},
    )

    assert response.status_code == 409
    assert "Någon annan hann spara före dig" in response.content.decode()
    assert "8 april 2027" in response.content.decode()


def test_what_is_no_longer_promised_can_be_seen_and_cancelled_but_not_moved(client, published, coordinator):
    gone = OccasionFactory(promise=published.promise, starts_on=date(2027, 4, 1))
    client.force_login(coordinator)
    text = client.get(_address("occasion", published, occasion=gone.pk)).content.decode()

    assert "Aktiviteten finns inte längre i löftet" in text
    assert "Ställ in" in text
    assert client.get(_address("occasion_move", published, occasion=gone.pk)).status_code == 404
    assert "Inte längre i löftet" in client.get(_address("plan", published)).content.decode()


def test_an_occasion_of_another_promise_is_not_found(client, published, coordinator):
    other = OccasionFactory()
    client.force_login(coordinator)

    assert client.get(_address("occasion", published, occasion=other.pk)).status_code == 404
