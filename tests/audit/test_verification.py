import pytest

from audit.chain import GENESIS, digest
from audit.models import ChainHead, Event, EventOrganisation
from audit.verification import Anchor, _Walk, faults, head
from tests.factories.audit import EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def chain(db):
    for index in range(6):
        EventFactory(data={"index": index}, organisations=[1, 2])


@pytest.fixture
def tamper(lifted):
    def change(number, **values):
        with lifted():
            Event.objects.filter(number=number).update(**values)

    return change


@pytest.fixture
def remove(lifted):
    def remove(*numbers):
        with lifted():
            EventOrganisation.objects.filter(event_id__in=numbers).delete()
            Event.objects.filter(number__in=numbers)._raw_delete("default")

    return remove


def rehash(number, **values):
    """What somebody who knows how the hash is made would write."""
    event = Event.objects.get(number=number)
    for name, value in values.items():
        setattr(event, name, value)
    return {**values, "hash": digest(event)}


def insert(number, previous_hash=GENESIS):
    event = Event(
        number=number,
        at="2026-01-01T00:00:00.000000Z",
        actor_label="Systemet",
        action="audit.forged",
        organisation_ids=[],
        data={},
        previous_hash=previous_hash,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    return event


def found(*anchors):
    return [(fault.number, fault.text) for fault in faults(anchors)]


def test_a_whole_chain_has_no_faults():
    assert found() == []
    assert found(head()) == []


def test_an_empty_log_has_no_faults(remove, lifted):
    remove(*range(1, 7))
    with lifted():
        ChainHead.objects.all().delete()

    assert head() == Anchor(0, GENESIS)
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        {"at": "2020-01-01T00:00:00.000000Z"},
        {"actor_id": 99},
        {"actor_label": "Någon annan"},
        {"action": "promises.declined"},
        {"object_type": "promises.promise"},
        {"object_id": "8"},
        {"object_label": "Annat"},
        {"data": {"index": 99}},
        {"data": {"index": 2.5}},
        {"previous_hash": "1" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_row_is_named(tamper, change):
    tamper(3, **change)

    assert found() == [(3, "Händelse 3 är ändrad: innehållet stämmer inte med dess hash.")]


def test_a_row_changed_together_with_its_hash_is_named(tamper):
    tamper(3, **rehash(3, actor_label="Någon annan"))

    assert found() == [(3, "Händelse 3 är ändrad eller utbytt: händelse 4 är länkad till en annan.")]


def test_the_last_row_changed_together_with_its_hash_is_named(tamper):
    tamper(6, **rehash(6, actor_label="Någon annan"))

    assert found() == [(6, "Händelse 6 är ändrad eller utbytt: kedjans huvud har en annan hash.")]


def test_a_first_row_that_is_linked_backwards_is_named(tamper):
    tamper(1, **rehash(1, previous_hash="1" * 64))

    assert {number for number, _ in found()} == {1}


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ([1], "Händelse 1 saknas."),
        ([3], "Händelse 3 saknas."),
        ([3, 4], "Händelserna 3–4 saknas."),
    ],
)
def test_removed_rows_are_named(remove, numbers, text):
    remove(*numbers)

    assert found() == [(numbers[0], text)]


def test_a_cut_tail_shows_against_the_head(remove):
    remove(5, 6)

    assert found() == [(5, "Händelserna 5–6 saknas. Kedjan är avklippt: dess huvud är händelse 6.")]


def test_a_cut_tail_with_the_head_set_back_shows_against_an_anchor(remove, lifted):
    anchor = head()
    remove(5, 6)
    with lifted():
        ChainHead.objects.update(number=4, hash=Event.objects.get(number=4).hash)

    assert found() == []
    assert found(anchor) == [(6, "Händelse 6 saknas: den är antecknad, men loggen slutar med 4.")]


def test_a_chain_rebuilt_from_the_beginning_shows_against_an_anchor(tamper, lifted):
    anchor = head()
    previous = GENESIS
    for number in range(1, 7):
        changes = rehash(number, actor_label="Någon annan", previous_hash=previous)
        tamper(number, **changes)
        previous = changes["hash"]
    with lifted():
        ChainHead.objects.update(hash=previous)

    assert found() == []
    assert found(anchor) == [(6, "Händelse 6 har en annan hash än den antecknade: kedjan är omgjord.")]


def test_a_row_put_in_after_the_head_is_named():
    insert(7, previous_hash=head().hash)

    assert found() == [(7, "Händelse 7 är inlagd vid sidan av kedjan, vars huvud är händelse 6.")]


def test_a_row_put_in_far_after_the_head_is_named_with_the_gap():
    insert(9)

    assert [number for number, _ in found()] == [7, 7]


def test_a_row_put_in_the_place_of_another_is_named(remove):
    previous = Event.objects.get(number=2).hash
    remove(3)
    insert(3, previous_hash=previous)

    assert found() == [(3, "Händelse 3 är ändrad eller utbytt: händelse 4 är länkad till en annan.")]


def test_a_head_that_is_gone_is_no_way_to_hide_the_events(lifted):
    with lifted():
        ChainHead.objects.all().delete()

    assert found() == [(1, "Händelse 1 är inlagd vid sidan av kedjan, vars huvud är händelse 0.")]


@pytest.mark.parametrize("change", ["moved", "removed", "added"])
def test_a_change_of_which_logs_an_event_belongs_in_is_named(lifted, change):
    rows = EventOrganisation.objects.filter(event_id=3, organisation_id=2)
    with lifted():
        if change == "moved":
            rows.update(organisation_id=9)
        elif change == "removed":
            rows.delete()
        else:
            EventOrganisation.objects.create(event_id=3, organisation_id=9)

    assert found() == [(3, "Händelse 3 är ändrad i registret över vilka organisationer den hör till.")]


def test_every_fault_is_found(tamper, remove):
    tamper(2, actor_label="Någon annan")
    remove(4)
    tamper(6, actor_label="Någon annan")

    assert [number for number, _ in found()] == [2, 4, 6]


def test_the_walk_reads_in_chunks(monkeypatch, django_assert_num_queries):
    """Two heads, the events in one pass, and the organisations of each chunk of two."""
    monkeypatch.setattr("audit.verification.CHUNK", 2)

    with django_assert_num_queries(2 + 1 + 3):
        assert list(faults()) == []


def append_once_and_step(step):
    def wrapper(walk, event):
        if event.number == 1:
            EventFactory()
        yield from step(walk, event)

    return wrapper


def test_events_appended_during_the_walk_are_no_faults(monkeypatch):
    monkeypatch.setattr("audit.verification.CHUNK", 1)
    walk = faults()
    monkeypatch.setattr(_Walk, "step", append_once_and_step(_Walk.step))

    assert list(walk) == []
    assert Event.objects.count() == 7


@pytest.mark.parametrize(
    "text", ["", "12", ":" + "a" * 64, "12:abc", "x:" + "a" * 64, "12:" + "g" * 64, "-1:" + "a" * 64]
)
def test_what_is_no_anchor_is_refused(text):
    with pytest.raises(ValueError, match="NUMBER:HASH"):
        Anchor.parse(text)


def test_an_anchor_is_read_back_as_it_was_written():
    assert Anchor.parse(f" {head()}\n") == head()
