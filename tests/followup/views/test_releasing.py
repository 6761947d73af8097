"""Deciding what everybody sees of a report, and its picture."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from followup.actions import releasing, reporting
from tests.factories.followup import EntryPictureFactory
from tests.factories.published import publish
from tests.promises.scene import a_draft

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_june")]


def test_what_waits_for_a_decision_is_listed_with_what_to_look_at(as_coordinator, lanterns, address):
    entry = lanterns.entry(public_text="Tre ungdomar från gården hjälpte till.")
    EntryPictureFactory(entry=entry)

    content = as_coordinator.get(address("releases")).content.decode()

    assert "Tre ungdomar" in content
    assert "kan peka ut några få personer" in content
    assert "Titta noga på bilden" in content


def test_one_press_shows_it_and_the_list_is_empty(as_coordinator, lanterns, address):
    entry = lanterns.entry(public_text="Nya lyktor.")

    response = as_coordinator.post(
        address("release", lanterns.promise.pk, entry.pk), {"shows_text": "on", "back": "list"}
    )

    assert response.url == address("releases")
    assert "Inget väntar på dig" in as_coordinator.get(response.url).content.decode()
    assert entry.releases.get().shows_text


def test_holding_back_without_a_reason_asks_for_it(as_coordinator, lanterns, address):
    entry = lanterns.entry(public_text="Nya lyktor.")

    response = as_coordinator.post(address("release", lanterns.promise.pk, entry.pk), {})

    assert "Skriv varför något inte visas" in response.content.decode()
    assert not entry.releases.exists()


def test_others_see_nothing_that_waits(client, member, lanterns, address):
    lanterns.entry(public_text="Nya lyktor.")

    for name in ("landlord_executor", "reader", "outsider_coordinator", "nobody"):
        client.force_login(member(name))
        assert "Nya lyktor." not in client.get(address("releases")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_decisions_costs_the_same_for_one_and_many(
    as_coordinator, lanterns, address, count, django_assert_num_queries
):
    for _number in range(count):
        EntryPictureFactory(entry=lanterns.entry(public_text="Nya lyktor."))
    with django_assert_num_queries(5):
        as_coordinator.get(address("releases"))


@pytest.fixture
def pictured(lanterns):
    """A report with a picture that is stored."""
    picture = EntryPictureFactory(entry=lanterns.entry(public_text="Nya lyktor."))
    default_storage.save(picture.file.name, ContentFile(b"bild"))
    return picture.entry


@pytest.fixture
def public_url(lanterns, pictured):
    return reverse("public:entry_picture", args=[lanterns.promise.slug, pictured.pk])


def decide(entry, by, shows_picture):
    return releasing.release(entry, shows_text=True, shows_picture=shows_picture, reason="Någon syns.", by=by)


def test_a_picture_is_public_only_while_the_latest_decision_shows_it(
    client, pictured, public_url, coordinator
):
    assert client.get(public_url).status_code == 404

    decide(pictured, coordinator, shows_picture=False)
    assert client.get(public_url).status_code == 404

    decide(pictured, coordinator, shows_picture=True)
    shown = client.get(public_url)
    assert (shown.status_code, b"".join(shown.streaming_content)) == (200, b"bild")

    decide(pictured, coordinator, shows_picture=False)
    assert client.get(public_url, headers={"If-None-Match": shown["ETag"]}).status_code == 404


def test_a_picture_of_a_report_taken_back_is_no_longer_public(client, pictured, public_url, coordinator):
    decide(pictured, coordinator, shows_picture=True)

    reporting.retract(pictured, reason="Fel gård.", by=coordinator)

    assert client.get(public_url).status_code == 404


def test_a_picture_is_not_found_under_another_promise(client, pictured, coordinator, published_elsewhere):
    decide(pictured, coordinator, shows_picture=True)

    url = reverse("public:entry_picture", args=[published_elsewhere.slug, pictured.pk])

    assert client.get(url).status_code == 404


@pytest.fixture
def published_elsewhere(kungsor, vastra_malardalen, outsider_coordinator):
    draft = a_draft(kungsor, vastra_malardalen)
    publish(draft, outsider_coordinator)
    return draft.promise
