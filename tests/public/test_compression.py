import gzip
import uuid

import pytest

BROWSER = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("page", ["/", "/loften/lekeberg-2026/", "/loften/lekeberg-2026.json"])
def test_a_reader_gets_text_compressed_and_may_keep_it(page, client, published):
    plain = client.get(page)
    response = client.get(page, headers=BROWSER)

    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content) == plain.content
    assert "Accept-Encoding" in response["Vary"]
    assert client.get(page, headers=BROWSER | {"If-None-Match": response["ETag"]}).status_code == 304


def test_what_is_compressed_already_is_left_alone(client, published):
    assert "Content-Encoding" not in client.get("/loften/lekeberg-2026.pdf", headers=BROWSER)


def test_a_page_of_somebody_logged_in_is_not_compressed_beside_its_secrets(client, published, coordinator):
    client.force_login(coordinator)

    assert "Content-Encoding" not in client.get("/loften/lekeberg-2026/", headers=BROWSER)


def test_thanks_for_a_report_are_shown_once_and_kept_by_nobody(client, published):
    sent = {"text": "Knappen går inte att nå.", "creation_key": uuid.uuid4()}
    thanked = client.post("/tillganglighet/brist/", sent, follow=True)
    again = client.get("/tillganglighet/")

    assert "Tack." in thanked.content.decode()
    assert "no-store" in thanked["Cache-Control"]
    assert "Tack." not in again.content.decode()
    assert "ETag" in again
