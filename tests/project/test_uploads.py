from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.test import Client, RequestFactory
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


# --- One file -----------------------------------------------------------------------------------------


class _Stored(FileUploadHandler):
    """Counts what comes as far as being stored."""

    chunks: ClassVar[list[bytes]] = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.chunks.append(raw_data)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


@pytest.fixture
def received(rf: RequestFactory, settings: LazySettings) -> Callable[[int], UploadedFile]:
    """``received(size)``: a file of that size as a view gets it."""
    settings.MAX_FILE_BYTES = 200_000
    settings.FILE_UPLOAD_HANDLERS = [
        "config.uploads.StopAtLimit",
        f"{__name__}._Stored",
        "django.core.files.uploadhandler.MemoryFileUploadHandler",
    ]
    _Stored.chunks.clear()

    def receive(size: int) -> Any:
        sent = {"file": SimpleUploadedFile("bild.jpg", b"x" * size)}
        return rf.post("/", sent).FILES["file"]

    return receive


def test_a_file_above_the_limit_is_not_stored_but_the_form_learns_its_size(
    received: Callable[[int], UploadedFile],
) -> None:
    file = received(1_000_000)

    assert (file.size, file.read()) == (1_000_000, b"")
    assert sum(len(chunk) for chunk in _Stored.chunks) <= 200_000


def test_a_file_below_the_limit_is_whole(received: Callable[[int], UploadedFile]) -> None:
    assert received(150_000).read() == b"x" * 150_000


def test_the_rest_of_the_form_is_there_beside_a_file_that_was_too_large(
    rf: RequestFactory, settings: LazySettings
) -> None:
    settings.MAX_FILE_BYTES = 1000
    request = rf.post("/", {"file": SimpleUploadedFile("bild.jpg", b"x" * 5000), "text": "kvar"})

    assert request.POST["text"] == "kvar"
    assert request.FILES["file"].size == 5000


def test_two_hundred_megabytes_are_refused_and_nothing_is_stored(
    client: Client, settings: LazySettings, tmp_path: Path
) -> None:
    settings.MAX_BODY_BYTES = 15 * 1024 * 1024
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    body = _Endless(200 * 1024 * 1024)

    response = client.generic(
        "POST",
        reverse("account_login"),
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(body.left),
        **{"wsgi.input": body},
    )

    assert response.status_code == 413
    assert "15 MB" in response.content.decode()
    assert list(tmp_path.iterdir()) == []


class _Endless:
    """A body that is not held in memory."""

    def __init__(self, length: int) -> None:
        self.left = length

    def read(self, size: int = -1) -> bytes:
        size = min(self.left, 1024 * 1024 if size < 0 else size)
        self.left -= size
        return b"x" * size

    readline = read
