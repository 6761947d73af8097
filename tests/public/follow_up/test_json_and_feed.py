"""The same for programs: keys in the JSON, and a feed of what is released."""

import hashlib
import json
from dataclasses import replace

import pytest
import time_machine

from followup.publication import public_follow_up
from public.feeds import atom
from tests.public.follow_up.reading import JSON, activity, read, replace_text

pytestmark = pytest.mark.usefixtures("today")


def test_the_follow_up_stands_beside_every_key_of_the_signed_text(client, report, published):
    report(quantity=18, public_text="Vi har stått vid skolan.")

    data = json.loads(client.get(JSON).content)
    kept = {k: v for k, v in data.items() if k not in data["outside_hash"]}
    made = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    assert hashlib.sha256(made).hexdigest() == data["sha256"] == published.sha256
    assert "activities" in data["outside_hash"]


def test_the_json_says_how_each_activity_stands(client, report, text):
    report(quantity=18, public_text="Vi har stått vid skolan.")

    found = activity(client)

    assert found.keys() >= {"key", "number", "status", "promised", "done", "unit", "last_public_update"}
    assert found["key"] == str(text.activities.get().key)
    assert (found["status"], found["status_text"]) == ("red", "Långt efter")
    assert (found["promised"], found["done"], found["unit"]) == ("96", "18", "kontroller")
    assert found["last_public_update"]["happened_on"] == "2026-06-01"
    assert found["last_public_update"]["text"] == "Vi har stått vid skolan."
    assert found["last_report_on"] == "2026-06-01"


def test_a_feed_has_what_is_released_with_an_id_that_stays(client, report):
    entry = report(public_text="Vi har stått vid <skolan>.")
    report(public_text="Inte godkänt.", released=False)

    response = client.get("/loften/lekeberg-2026/uppfoljning.atom")
    feed = response.content.decode()

    assert response["Content-Type"].startswith("application/atom+xml")
    assert 'xml:lang="sv"' in feed
    assert feed.count("<entry>") == 1
    assert f"uppfoljning/#rapport-{entry.pk}</id>" in feed
    assert "Vi har stått vid &lt;skolan&gt;." in feed
    again = client.get("/loften/lekeberg-2026/uppfoljning.atom", HTTP_IF_NONE_MATCH=response["ETag"])
    assert again.status_code == 304
    assert 'type="application/atom+xml"' in read(client)


def test_a_feed_of_a_demonstration_says_so_in_its_titles(report, published):
    report(public_text="Vi har stått vid skolan.")
    marked = replace_text(published, replace(published.document, demonstration=True))

    feed = atom(marked, public_follow_up(published))

    assert feed.count("<title>[Demonstration] ") == 2


def test_an_empty_feed_does_not_change_by_itself(client, published):
    first = client.get("/loften/lekeberg-2026/uppfoljning.atom").content
    with time_machine.travel("2026-09-01T12:00:00+02:00"):
        assert client.get("/loften/lekeberg-2026/uppfoljning.atom").content == first
