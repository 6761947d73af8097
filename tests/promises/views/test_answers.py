"""The pages where an executor that does not draft says yes or no."""

from typing import Any

import pytest
from django.urls import reverse

from promises.models import Activity, ActivityAnswer
from promises.states import Status
from tests.factories.promises import ActivityActorFactory, ActivityFactory

INDEX = "/arbete/loften/svar/"


@pytest.fixture
def activity(draft: Any, school: Any) -> Any:
    row = ActivityFactory(revision=draft, text="Skolan vårdar sin gård.", scope="löpande", purpose="Trivsel")
    ActivityActorFactory(activity=row, organisation=school)
    return row


@pytest.fixture
def as_executor(client: Any, executor: Any) -> Any:
    client.force_login(executor)
    return client


@pytest.fixture
def address(activity: Any, school: Any) -> str:
    return reverse("promises:answer", args=[activity.pk, school.pk])


def test_what_waits_for_an_answer_is_listed(as_executor: Any, activity: Any, address: str) -> None:
    page = as_executor.get(INDEX).content.decode()

    assert "Skolan vårdar sin gård." in page
    assert f'href="{address}"' in page


def test_nothing_to_answer_is_said(as_executor: Any) -> None:
    assert "Ingen aktivitet väntar på svar" in as_executor.get(INDEX).content.decode()


def test_the_activity_is_shown_whole(as_executor: Any, address: str) -> None:
    page = as_executor.get(address).content.decode()

    for words in ("Skolan vårdar sin gård.", "löpande", "Trivsel", "Skolan i Lekeberg"):
        assert words in page, words


def test_a_yes_is_saved_and_can_be_changed_to_a_no(as_executor: Any, address: str) -> None:
    response = as_executor.post(address, {"outcome": "accepted", "edit_number": 1}, follow=True)
    assert "Tack, svaret är sparat." in response.content.decode()
    assert "Ändra svaret" in response.content.decode()

    as_executor.post(address, {"outcome": "declined", "reason": "Ingen tid.", "edit_number": 1})

    answer = ActivityAnswer.objects.get()
    assert (answer.outcome, answer.reason) == ("declined", "Ingen tid.")
    assert "Ingen tid." in as_executor.get(INDEX).content.decode()


def test_a_no_needs_a_reason_without_personal_data(as_executor: Any, address: str) -> None:
    page = as_executor.post(address, {"outcome": "declined", "edit_number": 1}).content.decode()
    assert "Skriv varför ni säger nej" in page

    data = {"outcome": "declined", "reason": "Ring 070-123 45 67", "edit_number": 1}
    page = as_executor.post(address, data).content.decode()
    assert "Texten innehåller ett telefonnummer" in page
    assert "Ring 070-123 45 67" in page
    assert not ActivityAnswer.objects.exists()


def test_new_words_are_shown_before_the_answer_counts(as_executor: Any, activity: Any, address: str) -> None:
    Activity.objects.filter(pk=activity.pk).update(text="Något annat.", edit_number=2)

    response = as_executor.post(address, {"outcome": "declined", "reason": "Ingen tid.", "edit_number": 1})

    page = response.content.decode()
    assert response.status_code == 409
    for words in ("Något annat.", "Ingen tid.", "Aktiviteten ändrades medan du svarade", 'value="2"'):
        assert words in page, words
    assert not ActivityAnswer.objects.exists()


def test_an_earlier_answer_to_other_words_is_shown(as_executor: Any, activity: Any, address: str) -> None:
    as_executor.post(address, {"outcome": "accepted", "edit_number": 1})
    Activity.objects.filter(pk=activity.pk).update(text="Något annat.", edit_number=2)

    page = as_executor.get(address).content.decode()

    assert "Ni svarade på: ”Skolan vårdar sin gård.”" in page
    assert "Ändrad efter svaret" in as_executor.get(INDEX).content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("executor", 200),
        ("coordinator", 200),
        ("municipal_police", 403),
        ("reader", 403),
        ("chair", 403),
        ("reporter", 404),
        ("landlord_executor", 404),
        ("outsider_coordinator", 404),
        ("outsider_police", 404),
        ("expired", 404),
        ("nobody", 404),
    ],
)
def test_a_stranger_finds_nothing_and_a_reader_is_told_why_not(
    client: Any, member: Any, address: str, who: str, status: int
) -> None:
    client.force_login(member(who))

    assert client.get(address).status_code == status
    posted = client.post(address, {"outcome": "accepted", "edit_number": 1})
    assert posted.status_code == (302 if status == 200 else status)
    assert ActivityAnswer.objects.exists() is (status == 200)


def test_an_organisation_that_is_not_asked_has_no_page(
    as_coordinator: Any, activity: Any, lekeberg: Any
) -> None:
    assert as_coordinator.get(reverse("promises:answer", args=[activity.pk, lekeberg.pk])).status_code == 404
    assert as_coordinator.get(reverse("promises:answer", args=[999999, lekeberg.pk])).status_code == 404


def test_a_frozen_text_is_not_answered(as_executor: Any, draft: Any, address: str) -> None:
    type(draft).objects.filter(pk=draft.pk).update(status=Status.FOR_SIGNATURE)

    assert as_executor.get(address).status_code == 403
    assert as_executor.post(address, {"outcome": "accepted", "edit_number": 1}).status_code == 403


def test_nobody_answers_without_logging_in(client: Any, address: str) -> None:
    for page in (INDEX, address):
        assert client.get(page).status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_however_long_it_is(
    as_executor: Any, draft: Any, school: Any, django_assert_num_queries: Any, count: int
) -> None:
    for _n in range(count):
        ActivityActorFactory(activity=ActivityFactory(revision=draft), organisation=school)

    with django_assert_num_queries(7):
        as_executor.get(INDEX)
