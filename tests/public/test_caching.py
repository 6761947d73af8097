"""What a reader's browser and a proxy may keep, and that they never show what is old."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.utils.http import http_date

from audit.actions import record
from public import caching

PAGE = "/loften/lekeberg-2026/"


@pytest.fixture
def later(time_machine: Any, published: Any) -> Any:
    """Ten minutes after everything was written, and the application started."""
    time_machine.move_to(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=10), tick=False)
    return time_machine


def write() -> None:
    with transaction.atomic():
        record("promises.changed", by=None)


def asked(client: Any, **headers: str) -> Any:
    return client.get(PAGE, headers=headers)


def test_a_reader_who_has_the_page_is_told_that_it_is_the_same_until_something_is_written(client, published):
    tag = client.get(PAGE)["ETag"]
    assert asked(client, **{"If-None-Match": tag}).status_code == 304

    write()

    assert asked(client, **{"If-None-Match": tag}).status_code == 200


def test_a_date_is_enough_for_whoever_knows_no_tags(client, later):
    first = client.get(PAGE)

    again = asked(client, **{"If-Modified-Since": first["Last-Modified"]})

    assert again.status_code == 304
    assert (again["ETag"], again["Last-Modified"]) == (first["ETag"], first["Last-Modified"])


def test_what_is_written_is_seen_at_once_by_whoever_asks_with_a_date(client, later):
    date = client.get(PAGE)["Last-Modified"]

    write()

    assert asked(client, **{"If-Modified-Since": date}).status_code == 200


def test_a_second_that_may_still_get_another_text_has_no_date(client, later):
    write()

    fresh = client.get(PAGE)

    assert "Last-Modified" not in fresh
    assert asked(client, **{"If-Modified-Since": http_date()}).status_code == 200
    later.shift(dt.timedelta(seconds=61))
    assert "Last-Modified" in client.get(PAGE)


def test_a_tag_decides_before_a_date(client, later):
    first = client.get(PAGE)
    both = {"If-None-Match": '"en annan"', "If-Modified-Since": first["Last-Modified"]}

    assert asked(client, **both).status_code == 200


def test_a_later_date_than_ours_is_not_believed(client, later):
    """When a backup has been restored, readers have dates that the log has never heard of."""
    tomorrow = http_date(dt.datetime.now(dt.UTC).timestamp() + 86400)

    assert asked(client, **{"If-Modified-Since": tomorrow}).status_code == 200


def test_a_new_day_is_another_page(client, later):
    """It says whether the period is over."""
    first = client.get(PAGE)
    later.shift(dt.timedelta(days=1))

    assert asked(client, **{"If-Modified-Since": first["Last-Modified"]}).status_code == 200
    assert asked(client, **{"If-None-Match": first["ETag"]}).status_code == 200


def test_a_release_with_new_styles_alone_is_another_page(client, published, settings, tmp_path, request):
    request.addfinalizer(caching._build.cache_clear)
    settings.STATIC_ROOT = tmp_path
    before = client.get(PAGE)["ETag"]
    (tmp_path / "staticfiles.json").write_text("{}")
    caching._build.cache_clear()

    assert client.get(PAGE)["ETag"] != before


def test_that_a_page_does_not_exist_is_kept_by_nobody(client, db):
    """It can be published the next minute."""
    missing = client.get("/loften/finns-inte-an/")

    assert missing.status_code == 404
    assert "no-store" in missing["Cache-Control"]
