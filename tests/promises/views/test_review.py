import pytest
from django.urls import reverse

from promises.actions import review
from promises.models import Adoption, Approval
from promises.states import Status

pytestmark = pytest.mark.django_db


def address(scene, name="review", *more):
    return reverse(f"promises:{name}", args=[scene.revision.promise_id, *more])


def show(client, scene, person):
    client.force_login(person)
    response = client.get(address(scene))
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    "status",
    [Status.DRAFT, Status.REVIEW, Status.FOR_SIGNATURE, Status.SIGNED, Status.PUBLISHED, Status.ENDED],
)
def test_the_page_opens_for_everybody_of_the_parties_in_every_state(client, scene, status):
    scene.advance(status)

    for person in (scene.coordinator, scene.officer, scene.chair, scene.chief):
        assert scene.revision.get_status_display() in show(client, scene, person)


def test_submitting_from_the_page(client, scene):
    client.force_login(scene.coordinator)

    response = client.post(address(scene, "submit"))

    assert response.url == address(scene)
    assert scene.status == Status.REVIEW


def test_a_submission_that_is_refused_says_why(client, scene):
    scene.revision.parties.all().delete()
    client.force_login(scene.coordinator)

    client.post(address(scene, "submit"))

    assert scene.status == Status.DRAFT
    assert "inga parter" in show(client, scene, scene.coordinator)


def test_approving_from_the_page(client, scene):
    scene.advance(Status.REVIEW)
    client.force_login(scene.officer)

    client.post(address(scene, "approve"), {"organisation": scene.police.pk, "comment": ""})

    assert Approval.objects.get().organisation_id == scene.police.pk


def test_sending_back_needs_a_comment_and_keeps_what_was_typed(client, scene):
    scene.advance(Status.REVIEW)
    client.force_login(scene.officer)

    response = client.post(address(scene, "send_back"), {"organisation": scene.police.pk, "comment": ""})
    assert "Skriv vad som ska ändras" in response.content.decode()
    assert scene.status == Status.REVIEW

    client.post(address(scene, "send_back"), {"organisation": scene.police.pk, "comment": "Vilka tider?"})
    assert scene.status == Status.DRAFT
    assert "Vilka tider?" in show(client, scene, scene.coordinator)


def test_a_comment_with_personal_data_is_refused_and_kept_in_the_form(client, scene):
    scene.advance(Status.REVIEW)
    client.force_login(scene.officer)
    text = "Fråga 19811218-9876 om det."

    response = client.post(address(scene, "send_back"), {"organisation": scene.police.pk, "comment": text})

    assert text in response.content.decode()
    assert scene.status == Status.REVIEW


def test_nobody_answers_for_the_other_party(client, scene):
    scene.advance(Status.REVIEW)
    client.force_login(scene.officer)

    client.post(address(scene, "approve"), {"organisation": scene.municipality.pk})

    assert not Approval.objects.exists()


def test_what_stands_in_the_way_of_freezing_is_listed(client, scene):
    scene.advance(Status.REVIEW)

    page = show(client, scene, scene.coordinator)

    assert "Lekebergs kommun har inte godkänt texten än." in page
    assert address(scene, "freeze") not in page


def test_freezing_from_the_page_and_again(client, scene):
    scene.advance(Status.REVIEW)
    scene.approve()
    client.force_login(scene.coordinator)
    assert client.get(address(scene, "freeze")).status_code == 200

    for _ in range(2):
        response = client.post(address(scene, "freeze"))
        assert response.status_code == 302

    assert scene.status == Status.FOR_SIGNATURE


def test_a_signatory_reviews_but_does_not_freeze(client, scene):
    scene.advance(Status.REVIEW)
    client.force_login(scene.chair)

    assert client.get(address(scene, "freeze")).status_code == 403
    assert client.post(address(scene, "freeze")).status_code == 403


def test_an_adoption_is_written_and_taken_away(client, scene):
    client.force_login(scene.coordinator)
    form = client.get(address(scene, "adopt")).context["form"]
    values = {
        "organ": "Styrgruppen",
        "decided_on": "2026-11-02",
        "paragraph": "§ 4",
        "case_number": "KS 2026/12",
        "creation_key": str(form["creation_key"].value()),
    }

    for _ in range(2):
        client.post(address(scene, "adopt"), values)
    assert "Styrgruppen" in show(client, scene, scene.chair)

    client.post(address(scene, "remove_adoption", Adoption.objects.get().pk))
    assert not Adoption.objects.exists()


def test_an_adoption_lies_not_in_the_future(client, scene):
    client.force_login(scene.coordinator)
    values = {
        "organ": "KS",
        "decided_on": "2099-01-01",
        "creation_key": "0b8f6e0e-3d5e-4a39-8a5e-0c8d0f3a8a11",
    }

    assert "har inte varit än" in client.post(address(scene, "adopt"), values).content.decode()


def test_earlier_rounds_stay_to_be_read(client, scene):
    scene.advance(Status.REVIEW)
    review.send_back(scene.revision, organisation=scene.police, comment="Kortare, tack.", by=scene.officer)
    review.submit(scene.revision, by=scene.coordinator)

    page = show(client, scene, scene.chair)

    assert "Kortare, tack." in page
    assert "omgång 2" in page


@pytest.mark.parametrize("name", ["review", "adopt", "freeze"])
def test_strangers_find_nothing(client, scene, name):
    client.force_login(scene.outsider)

    assert client.get(address(scene, name)).status_code == 404


@pytest.mark.parametrize("name", ["submit", "approve", "send_back", "freeze"])
def test_strangers_change_nothing(client, scene, name):
    client.force_login(scene.outsider)

    assert client.post(address(scene, name), {"organisation": scene.police.pk}).status_code == 404
    assert scene.status == Status.DRAFT


@pytest.mark.parametrize("name", ["submit", "approve", "send_back"])
def test_steps_are_taken_by_post_only(client, scene, name):
    client.force_login(scene.coordinator)

    assert client.get(address(scene, name)).status_code == 405
