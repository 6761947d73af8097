"""Pages that a worker keeps: the next reader gets the same for the price of one question, and never an old one."""

from typing import Any

import pytest
from django.conf import settings as configured
from django.core.cache import caches
from django.db import transaction
from django.urls import reverse

from audit.actions import record
from promises.models import Revision

PAGE = "/loften/lekeberg-2026/"
LIST = "/loften/"

pytestmark = pytest.mark.usefixtures("published")


@pytest.fixture(autouse=True)
def keeping(settings: Any) -> Any:
    pages = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept-in-a-test"}
    settings.CACHES = {"default": configured.CACHES["default"], "pages": pages}
    caches["pages"].clear()
    yield
    caches["pages"].clear()


def write() -> None:
    with transaction.atomic():
        record("promises.changed", by=None)


def test_the_next_reader_costs_one_question_and_gets_the_same(client, django_assert_num_queries):
    first = client.get(PAGE)

    with django_assert_num_queries(1):
        again = client.get(PAGE)

    assert again.content == first.content
    for name in ("ETag", "Content-Type", "Cache-Control", "Vary", "Content-Security-Policy"):
        assert again[name] == first[name], name


def test_after_any_write_the_page_is_made_anew(client):
    assert "Tryggare Lekeberg" in client.get(LIST).content.decode()
    Revision.objects.update(summary={**(Revision.objects.get().summary or {}), "title": "Ljusare gator"})

    write()

    assert "Ljusare gator" in client.get(LIST).content.decode()


def test_whoever_takes_no_gzip_gets_plain_text(client):
    packed = client.get(PAGE, headers={"Accept-Encoding": "gzip"})
    plain = client.get(PAGE)

    assert packed["Content-Encoding"] == "gzip"
    assert packed["ETag"] == f"W/{plain['ETag']}"
    assert not plain.has_header("Content-Encoding")
    assert "Tryggare Lekeberg" in plain.content.decode()
    assert client.get(PAGE, headers={"Accept-Encoding": "gzip"}).content == packed.content


def test_each_host_has_its_own(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "loften.example"]
    client.get(PAGE)

    assert caches["pages"]._cache.__len__() == 1
    client.get(PAGE, headers={"Host": "loften.example"})
    assert caches["pages"]._cache.__len__() == 2


def test_whoever_is_logged_in_gets_a_page_of_their_own(client, coordinator):
    client.get(PAGE)
    client.force_login(coordinator)

    assert reverse("overview:home") in client.get(PAGE).content.decode()
    client.logout()
    assert reverse("overview:home") not in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    "path", ["/loften/finns-inte/", "/loften/lekeberg-2026/fel/", "/loften/lekeberg-2026.pdf"]
)
def test_what_is_no_page_for_everybody_is_not_kept(client, path, monkeypatch):
    monkeypatch.setattr("public.kept.LARGEST", 3_000 if path.endswith(".pdf") else 60_000)
    client.get(path)

    assert not caches["pages"]._cache
