from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from public.benchmark import LONG, LONG_ACTIVITIES, OTHERS, SHORT, SHORT_ACTIVITIES
from public.querysets import current_versions, public_versions


def test_nothing_is_published_without_yes(db):
    with pytest.raises(CommandError, match="--yes"):
        call_command("bench_data")

    assert not public_versions().exists()


def test_nothing_is_published_beside_promises_that_are_there(published):
    with pytest.raises(CommandError, match="tom databas"):
        call_command("bench_data", yes=True)

    assert [version.pk for version in public_versions()] == [published.pk]


def test_the_promises_to_measure_with_are_as_large_as_they_say(db, client, django_assert_max_num_queries):
    call_command("load_reference_data", stdout=StringIO())
    call_command("bench_data", yes=True)

    documents = {version.document.slug: version.document for version in current_versions()}
    assert len(documents) == OTHERS + 2
    assert len(documents[LONG].activities) == LONG_ACTIVITIES
    assert len(documents[SHORT].activities) == SHORT_ACTIVITIES
    assert client.get(f"/loften/{LONG}/versioner/1/").status_code == 200
    assert client.get(f"/loften/{LONG}/versioner/2/").content.count(b"<ins>") == 3
    # With a version before it: each public page costs ten queries at most, whatever the data.
    for name in ("/", ".json"):
        with django_assert_max_num_queries(10):
            assert client.get(f"/loften/{LONG}{name}").status_code == 200
