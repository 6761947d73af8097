import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from organisations.models import Mandate
from promises.models import Revision, Signature
from promises.states import Status

pytestmark = pytest.mark.django_db

A_PDF = b"%PDF-1.7\nnonsense\n%%EOF\n"


def address(scene, name, *more):
    return reverse(f"promises:{name}", args=[scene.revision.promise_id, *more])


def test_publishing_asks_once_more_and_a_double_click_is_one_publication(client, scene):
    scene.advance(Status.SIGNED)
    client.force_login(scene.coordinator)
    assert "Publicera löftet?" in client.get(address(scene, "publish")).content.decode()

    for _ in range(2):
        assert client.post(address(scene, "publish")).status_code == 302

    assert scene.status == Status.PUBLISHED


def test_publishing_too_early_says_why(client, scene):
    scene.advance(Status.REVIEW)
    client.force_login(scene.coordinator)

    page = client.post(address(scene, "publish"), follow=True).content.decode()

    assert "Det går inte att publicera" in page
    assert scene.status == Status.REVIEW


def test_a_new_version_is_begun_from_the_one_in_force(client, scene):
    scene.advance(Status.PUBLISHED)
    client.force_login(scene.officer)
    assert client.get(address(scene, "amend")).status_code == 200

    for _ in range(2):
        client.post(address(scene, "amend"))

    assert list(Revision.objects.values_list("number", "status")) == [(1, "published"), (2, "draft")]


@pytest.mark.parametrize("name", ["publish", "amend", "withdraw"])
def test_signatories_and_readers_get_a_sentence(client, scene, reader, name):
    scene.advance(Status.SIGNED if name in ("publish", "withdraw") else Status.PUBLISHED)
    for person in (scene.chair, reader):
        client.force_login(person)

        assert client.get(address(scene, name)).status_code == 403
        assert client.post(address(scene, name)).status_code == 403


def upload(client, scene, content=A_PDF, **values):
    form = {
        "mandate": Mandate.objects.get(user=scene.chair).pk,
        "scan": SimpleUploadedFile("underskrift.pdf", content),
        "place": "Fjugesta",
        "signed_on": "",
        "signed_text": "idag",
    }
    return client.post(address(scene, "paper", scene.chair_place.pk), form | values)


def test_a_scanned_page_is_added_and_shown_to_the_parties(client, scene):
    scene.advance(Status.FOR_SIGNATURE)
    client.force_login(scene.coordinator)
    assert client.get(address(scene, "paper", scene.chair_place.pk)).status_code == 200

    upload(client, scene)

    signature = Signature.objects.get()
    assert (signature.place, signature.signed_text, signature.signed_on) == ("Fjugesta", "idag", None)
    response = client.get(address(scene, "scan", signature.pk))
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content) == A_PDF
    assert "”idag”" in client.get(address(scene, "review")).content.decode()


def test_a_page_that_is_no_page_is_refused(client, scene):
    scene.advance(Status.FOR_SIGNATURE)
    client.force_login(scene.coordinator)

    response = upload(client, scene, content=b"<script>alert(1)</script>")

    assert "inte en PDF, PNG eller JPEG" in response.content.decode()
    assert not Signature.objects.exists()


def test_a_mandate_of_somebody_else_is_no_choice(client, scene):
    scene.advance(Status.FOR_SIGNATURE)
    client.force_login(scene.coordinator)

    upload(client, scene, mandate=Mandate.objects.get(user=scene.chief).pk)

    assert not Signature.objects.exists()


def test_a_double_click_adds_one_signature(client, scene):
    scene.advance(Status.FOR_SIGNATURE)
    client.force_login(scene.coordinator)

    for _ in range(2):
        assert upload(client, scene).status_code == 302

    assert Signature.objects.count() == 1


def test_paper_is_for_those_who_draft_and_scans_for_the_parties(client, scene):
    scene.advance(Status.FOR_SIGNATURE)
    client.force_login(scene.chair)
    assert client.get(address(scene, "paper", scene.chair_place.pk)).status_code == 403

    client.force_login(scene.coordinator)
    upload(client, scene)
    client.force_login(scene.outsider)
    assert client.get(address(scene, "scan", Signature.objects.get().pk)).status_code == 404
    assert client.get(address(scene, "paper", scene.chair_place.pk)).status_code == 404
