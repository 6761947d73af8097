"""How things stand behind login: all of it at a glance, and one activity with every report on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from followup.outcome import kept_in_words
from promises.extent import parse, to_dict
from tests.factories.followup import EntryFactory
from tests.promises.scene import scene

__all__ = ["scene"]


@pytest.fixture
def followed(scene):
    scene.revision.activities.update(extent=to_dict(parse("2 ronder i månaden")))
    return scene.advance("published")


def address(followed, activity=None):
    page = f"/arbete/uppfoljning/{followed.revision.promise_id}/"
    return f"{page}aktivitet/{activity.key}/" if activity else page


def read(client, followed, activity=None):
    return client.get(address(followed, activity)).content.decode()


def test_the_whole_stands_on_top_in_words_and_parts(client, followed, coordinator):
    client.force_login(coordinator)

    page = read(client, followed)

    assert "Ingen aktivitet går att jämföra med löftet än." in page
    assert "1 går inte att säga" in page
    assert "standings__part--grey" in page
    assert "Så räknar vi" in page
    assert "nio av tio" in page


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([], "Ingen aktivitet går att jämföra med löftet än."),
        ([("green", 1)], "1 av 1 aktivitet som går att jämföra är enligt löftet."),
        ([("green", 3), ("red", 2)], "3 av 5 aktiviteter som går att jämföra är enligt löftet."),
        (
            [("yellow", 2), ("grey", 4)],
            "0 av 2 aktiviteter som går att jämföra är enligt löftet. 4 går inte att jämföra.",
        ),
    ],
)
def test_the_whole_in_one_sentence(counts, words):
    assert kept_in_words(counts) == words


def test_an_activity_shows_what_was_corrected_beside_what_holds(client, followed, coordinator):
    client.force_login(coordinator)
    activity = followed.revision.activities.get()
    report = {"version": followed.version, "activity_key": activity.key, "unit": "ronder"}
    wrong = EntryFactory(**report, quantity=40, happened_on="2026-03-01")
    EntryFactory(**report, quantity=4, happened_on="2026-03-01", supersedes=wrong, observation="Lugnt.")
    mistake = EntryFactory(**report, quantity=7, happened_on="2026-03-02")
    EntryFactory(**report, supersedes=mistake, retracts=True, reason="Gällde ett annat löfte.")

    page = read(client, followed, activity)

    assert "Rättad: en tidigare version" in page
    assert "Togs tillbaka: Gällde ett annat löfte." in page
    assert "Lugnt." in page
    assert "En rapport gäller." in page


@pytest.mark.parametrize("one", [True, False])
def test_more_reports_cost_no_more_queries(one, client, followed, coordinator):
    client.force_login(coordinator)
    activity = followed.revision.activities.get()
    counts = []
    for _ in range(3):
        EntryFactory(version=followed.version, activity_key=activity.key, happened_on="2026-03-01")
        with CaptureQueriesContext(connection) as queries:
            read(client, followed, activity if one else None)
        counts.append(len(queries))

    assert len(set(counts)) == 1
    assert counts[0] <= 20


def test_who_may_take_the_reports_out_finds_the_files_here(client, followed, coordinator, police_chief):
    file = f'action="{address(followed)}hamta/xlsx/"'

    client.force_login(coordinator)
    assert file in read(client, followed)
    client.force_login(police_chief)
    assert file not in read(client, followed)
