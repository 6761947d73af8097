"""The list of promises, starting one, and removing a draft."""

import uuid

import pytest
from django.urls import reverse

from organisations.roles import RoleKey
from promises.models import Promise, Revision
from promises.states import Status
from tests.factories.organisations import MembershipFactory, PoliceAreaFactory
from tests.factories.promises import (
    ActivityActorFactory,
    ActivityFactory,
    PartyFactory,
    RevisionFactory,
)


def form_of(response):
    return response.context["form"]


# --- The list -----------------------------------------------------------------------------------------


def test_the_list_shows_what_one_may_see(as_coordinator, draft, others_draft):
    page = as_coordinator.get(reverse("promises:list")).content.decode()

    assert draft.title in page
    assert others_draft.title not in page


def test_an_empty_list_says_how_to_begin(as_coordinator):
    page = as_coordinator.get(reverse("promises:list")).content.decode()

    assert "Här finns inga löften än" in page
    assert reverse("promises:create") in page


def test_a_reader_with_an_empty_list_is_told_who_begins(client, reader):
    client.force_login(reader)

    page = client.get(reverse("promises:list")).content.decode()

    assert reverse("promises:create") not in page
    assert "Samordnaren i kommunen eller kommunpolisen börjar skriva" in page


def test_an_executor_finds_the_promise_once(client, executor, draft, school):
    for _number in range(2):
        ActivityActorFactory(activity=ActivityFactory(revision=draft), organisation=school)
    client.force_login(executor)

    response = client.get(reverse("promises:list"))

    assert [row.revision for row in response.context["rows"]] == [draft]


def test_a_long_list_has_pages(as_coordinator, lekeberg):
    for _number in range(21):
        PartyFactory(revision=RevisionFactory(promise__owner=lekeberg), organisation=lekeberg)

    first = as_coordinator.get(reverse("promises:list"))
    second = as_coordinator.get(reverse("promises:list"), {"sida": "2"})

    assert (len(first.context["rows"]), len(second.context["rows"])) == (20, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    as_coordinator, lekeberg, count, django_assert_num_queries
):
    for _number in range(count):
        PartyFactory(revision=RevisionFactory(promise__owner=lekeberg), organisation=lekeberg)

    with django_assert_num_queries(13):
        as_coordinator.get(reverse("promises:list"))


@pytest.mark.parametrize("query", ["visa=utkast", "visa=", "visa=x", "q=lekeberg", "sida=999", "sida=x"])
def test_the_list_takes_any_address(as_coordinator, draft, query):
    response = as_coordinator.get(f"{reverse('promises:list')}?{query}")

    assert [row.revision for row in response.context["rows"]] == [draft]


# --- Starting -----------------------------------------------------------------------------------------


def test_with_one_municipality_the_form_is_already_filled_in(as_coordinator, orebro_area, time_machine):
    time_machine.move_to("2026-11-23")

    form = form_of(as_coordinator.get(reverse("promises:create")))

    assert form["title"].value() == "Medborgarlöfte Lekeberg 2027"
    assert form["period_text"].value() == "2027"
    assert form["police_areas"].value() == [orebro_area.pk]


def test_starting_takes_one_press(as_coordinator, lekeberg, orebro_area):
    form = form_of(as_coordinator.get(reverse("promises:create")))
    data = {
        "title": form["title"].value(),
        "period_text": form["period_text"].value(),
        "police_areas": [orebro_area.pk],
        "creation_key": form["creation_key"].value(),
    }

    for _time in range(2):
        response = as_coordinator.post(reverse("promises:create"), data)

    promise = Promise.objects.get()
    assert response.url == reverse("promises:detail", args=[promise.pk])
    assert promise.revisions.get().period_start is not None


def test_the_police_choose_among_the_municipalities_of_their_area(
    client, municipal_police, lekeberg, orebro, kungsor
):
    client.force_login(municipal_police)

    page = client.get(reverse("promises:create"))
    chosen = client.get(reverse("promises:create"), {"kommun": orebro.code})
    strange = client.get(reverse("promises:create"), {"kommun": kungsor.code})

    assert set(page.context["municipalities"]) == {lekeberg, orebro}
    assert chosen.context["municipality"] == orebro
    assert strange.status_code == 404


def test_in_a_city_with_several_areas_the_police_officers_own_is_chosen(
    client, municipal_police, orebro, orebro_area
):
    PoliceAreaFactory(municipalities=[orebro])
    client.force_login(municipal_police)

    form = form_of(client.get(reverse("promises:create"), {"kommun": orebro.code}))

    assert form["police_areas"].value() == [orebro_area.pk]


def test_in_a_city_with_several_areas_the_municipality_says_which(as_coordinator, lekeberg, orebro_area):
    PoliceAreaFactory(municipalities=[lekeberg])

    form = form_of(as_coordinator.get(reverse("promises:create")))

    assert not form["police_areas"].value()


def test_another_areas_police_cannot_be_smuggled_in(as_coordinator, vastra_malardalen, orebro_area):
    data = {"title": "T", "police_areas": [vastra_malardalen.pk], "creation_key": str(uuid.uuid4())}

    response = as_coordinator.post(reverse("promises:create"), data)

    assert "police_areas" in form_of(response).errors
    assert not Promise.objects.exists()


@pytest.mark.parametrize("who", ["reader", "executor", "chair", "council_secretary", "nobody"])
def test_others_are_told_who_begins(client, member, who):
    client.force_login(member(who))

    response = client.get(reverse("promises:create"))

    assert response.status_code == 403
    assert "samordnare och kommunpoliser" in response.content.decode()


def test_personal_data_in_a_title_is_refused_and_the_text_kept(as_coordinator, orebro_area):
    data = {"title": "Löfte 19121212-1212", "creation_key": str(uuid.uuid4())}

    response = as_coordinator.post(reverse("promises:create"), data)

    assert "personnummer" in str(form_of(response).errors["title"])
    assert "Löfte 19121212-1212" in response.content.decode()


def test_one_who_works_in_two_municipalities_chooses(client, coordinator, kungsor):
    MembershipFactory(user=coordinator, organisation=kungsor, role=RoleKey.COORDINATOR)
    client.force_login(coordinator)

    assert len(client.get(reverse("promises:create")).context["municipalities"]) == 2


# --- Removing -----------------------------------------------------------------------------------------


def test_a_draft_is_removed_after_a_question(as_coordinator, draft):
    url = reverse("promises:delete", args=[draft.promise_id])

    question = as_coordinator.get(url).content.decode()
    response = as_coordinator.post(url)

    assert "Det går inte att ångra" in question
    assert response.url == reverse("promises:list")
    assert not Promise.objects.exists()


def test_the_draft_of_a_new_version_is_removed_and_the_promise_stays(as_coordinator, draft):
    RevisionFactory(promise=draft.promise, status=Status.PUBLISHED, attempt=2)
    Revision.objects.filter(pk=draft.pk).update(number=2)

    response = as_coordinator.post(reverse("promises:delete", args=[draft.promise_id]))

    assert response.url == reverse("promises:detail", args=[draft.promise_id])


def test_the_other_side_cannot_remove_the_draft(client, municipal_police, draft):
    client.force_login(municipal_police)

    response = client.post(reverse("promises:delete", args=[draft.promise_id]))

    assert response.status_code == 403
    assert Promise.objects.exists()
