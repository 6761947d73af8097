import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.chain import GENESIS, check_plain, digest
from audit.models import Event

text = st.text(st.characters(codec="utf-8", exclude_characters="\x00"))
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | text,
    lambda inner: st.lists(inner) | st.dictionaries(text, inner),
    max_leaves=10,
)


def event(**changes):
    fields = {
        "number": 1,
        "at": "2026-02-03T04:05:06.000007Z",
        "actor_id": 12,
        "actor_label": "Samordnare, Lekebergs kommun",
        "action": "promises.signed",
        "object_type": "promises.promise",
        "object_id": "7",
        "object_label": "Löfte för Lekeberg",
        "organisation_ids": [3, 5],
        "data": {"titel": "Ordförande"},
        "previous_hash": GENESIS,
    }
    return Event(**(fields | changes))


def test_the_hash_can_be_computed_by_anyone_from_the_row():
    written = (
        '[1,"2026-02-03T04:05:06.000007Z",12,"Samordnare, Lekebergs kommun","promises.signed","promises.promise",'
        '"7","Löfte för Lekeberg",[3,5],{"titel":"Ordförande"},"' + GENESIS + '"]'
    )

    assert digest(event()) == hashlib.sha256(written.encode()).hexdigest()


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"at": "2026-02-03T04:05:06.000008Z"},
        {"actor_id": None},
        {"actor_label": "Någon annan"},
        {"action": "promises.declined"},
        {"object_type": "promises.revision"},
        {"object_id": "8"},
        {"object_label": ""},
        {"organisation_ids": [3]},
        {"data": {"titel": "Vice ordförande"}},
        {"previous_hash": "1" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_hash_covers_every_column(change):
    assert digest(event(**change)) != digest(event())


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(text, plain))
def test_the_hash_survives_a_journey_through_json(data):
    check_plain(data)
    stored = json.loads(json.dumps(dict(reversed(data.items()))))

    assert digest(event(data=stored)) == digest(event(data=data))


@pytest.mark.parametrize(
    ("value", "place"),
    [
        (1.0, "data"),
        ({"when": {"day": object()}}, "data.when.day"),
        ([1, [2, 3.5]], r"data\[1\]\[1\]"),
        ({1: "one"}, "data has a key"),
        ({"sum": 2**53}, "data.sum"),
        ({"text": "a\x00b"}, "data.text"),
        ({"text": "\ud800"}, "data.text"),
        ({"a\x00": 1}, "data holds"),
    ],
)
def test_what_a_database_would_not_give_back_unchanged_is_refused_with_its_place(value, place):
    with pytest.raises((TypeError, ValueError), match=place):
        check_plain(value)
