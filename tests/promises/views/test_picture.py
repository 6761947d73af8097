import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from promises.models import Picture
from tests.factories.promises import PictureFactory
from tests.promises.test_pictures import upload


def url_of(name, draft):
    return reverse(f"promises:{name}", args=[draft.promise_id])


def send(client, draft, **changes):
    data = {"upload": upload(), "alt": "Torget", "creation_key": str(uuid.uuid4()), **changes}
    return client.post(url_of("picture", draft), {k: v for k, v in data.items() if v is not None})


def test_a_picture_is_chosen_described_and_shown(as_coordinator, draft):
    send(as_coordinator, draft, credit="Foto: kommunen")

    page = as_coordinator.get(url_of("basics", draft)).content.decode()
    file = as_coordinator.get(url_of("picture_file", draft))

    assert 'alt="Torget"' in page
    assert "Foto: kommunen" in page
    assert file["Content-Type"] == "image/jpeg"
    assert b"".join(file.streaming_content).startswith(b"\xff\xd8")


def test_the_file_is_for_those_who_may_see_the_draft(as_coordinator, client, draft, outsider_coordinator):
    send(as_coordinator, draft)
    client.force_login(outsider_coordinator)

    assert client.get(url_of("picture_file", draft)).status_code == 404


def test_the_texts_change_without_choosing_the_picture_again(as_coordinator, draft):
    send(as_coordinator, draft)

    response = send(as_coordinator, draft, upload=None, alt="Stora torget", edit_number="1")

    assert response.status_code == 302
    assert Picture.objects.get().alt == "Stora torget"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"upload": None}, "upload"),
        ({"alt": ""}, "alt"),
        ({"upload": SimpleUploadedFile("bild.jpg", b"inte en bild")}, "upload"),
        ({"caption": "070-123 45 67"}, "caption"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(as_coordinator, draft, changes, field):
    response = send(as_coordinator, draft, **changes)

    assert list(response.context["form"].errors) == [field]
    assert not Picture.objects.exists()


def test_a_stale_description_is_shown_beside_the_one_that_was_saved(as_coordinator, draft):
    PictureFactory(revision=draft, alt="Polisens ord", edit_number=2)

    response = send(as_coordinator, draft, upload=None, alt="Kommunens ord", edit_number="1")

    assert response.status_code == 409
    assert "Polisens ord" in response.content.decode()


def test_a_picture_is_removed_after_a_question(as_coordinator, draft):
    PictureFactory(revision=draft)

    asked = as_coordinator.get(url_of("picture_remove", draft))
    as_coordinator.post(url_of("picture_remove", draft))
    again = as_coordinator.post(url_of("picture_remove", draft))

    assert (asked.status_code, again.status_code) == (200, 302)
    assert not Picture.objects.exists()


def test_a_file_that_is_missing_is_not_found(as_coordinator, draft):
    PictureFactory(revision=draft, file="pictures/2026/saknas.jpg")

    assert as_coordinator.get(url_of("picture_file", draft)).status_code == 404
