import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_limit(settings: LazySettings) -> None:
    settings.MAX_BODY_BYTES = 2000


def _post(client: Client, size: int) -> int:
    file = SimpleUploadedFile("underskrift.pdf", b"x" * size)
    return client.post(reverse("account_login"), {"file": file}).status_code


def test_a_body_above_the_limit_is_refused_before_the_csrf_check() -> None:
    assert _post(Client(enforce_csrf_checks=True), 3000) == 413


def test_the_refusal_says_what_the_limit_is(client: Client, settings: LazySettings) -> None:
    settings.MAX_BODY_BYTES = 1024 * 1024
    file = SimpleUploadedFile("underskrift.pdf", b"x" * (1024 * 1024))

    response = client.post(reverse("account_login"), {"file": file})

    assert "1 MB" in response.content.decode()


def test_a_body_below_the_limit_passes() -> None:
    assert _post(Client(enforce_csrf_checks=True), 100) == 403
    assert _post(Client(), 100) == 200


def test_a_length_that_is_no_number_is_not_our_error(client: Client) -> None:
    assert client.get("/healthz", CONTENT_LENGTH="many").status_code == 200
