from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.transaction import TransactionManagementError

from audit import origin
from audit.actions import record, record_login_failure, record_refusal, reference, weed_origins
from audit.chain import GENESIS, digest
from audit.models import ChainHead, Event, EventOrganisation, EventOrigin, RefusalCount
from audit.origin import Origin
from audit.verification import faults
from tests.factories.audit import EventFactory
from tests.factories.organisations import UserFactory


@pytest.fixture
def browser():
    token = origin.current.set(Origin("192.0.2.7", "Firefox"))
    yield
    origin.current.reset(token)


@pytest.mark.django_db
def test_an_event_keeps_who_what_and_when():
    user, subject = UserFactory(name="Kommunpolis"), UserFactory(name="Samordnare")

    with time_machine.travel(datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), tick=False):
        event = EventFactory(action="organisations.invited", by=user, obj=subject, data={"roll": "läsare"})

    event = Event.objects.get(pk=event.pk)
    assert (event.number, event.at) == (1, "2026-03-04T05:06:07.000000Z")
    assert event.occurred_at == datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert (event.actor_id, event.actor_label) == (user.pk, "Kommunpolis")
    assert (event.object_type, event.object_id) == ("organisations.user", str(subject.pk))
    assert event.object_label == "Samordnare"
    assert event.data == {"roll": "läsare"}


@pytest.mark.django_db
def test_each_event_is_linked_to_the_one_before():
    first, second = EventFactory(), EventFactory()

    head = ChainHead.objects.get()
    assert (first.previous_hash, second.previous_hash) == (GENESIS, first.hash)
    assert (head.number, head.hash) == (2, second.hash)
    assert digest(Event.objects.get(number=2)) == second.hash


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError, match=r"promises\.signed"):
        record("promises.signed", by=None)

    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_when_what_it_tells_about_is_rolled_back():
    EventFactory()

    with transaction.atomic():
        record("promises.signed", by=None)
        transaction.set_rollback(True)

    EventFactory()
    assert [event.number for event in Event.objects.in_order()] == [1, 2]
    assert list(faults()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("action", ["signed", "promises.", "promises signed", "promises.sign-ed", ""])
def test_an_action_is_a_dotted_name(action):
    with pytest.raises(ValueError, match="dotted name"):
        record(action, by=None)


@pytest.mark.django_db
def test_data_that_the_chain_cannot_hold_is_refused_before_anything_is_written():
    with pytest.raises(TypeError, match=r"data\.share"):
        record("promises.signed", by=None, data={"share": 0.5})

    assert not Event.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("by", "label"), [(None, "Systemet"), (AnonymousUser(), "Inte inloggad")])
def test_who_is_told_even_when_it_is_nobody(by, label):
    event = EventFactory(by=by)

    assert (event.actor_id, event.actor_label) == (None, label)


@pytest.mark.django_db
def test_a_label_is_cut_and_cleaned_to_what_a_database_can_hold():
    event = EventFactory(by=UserFactory.build(pk=1, name="å" * 300 + "\x00"))

    assert event.actor_label == "å" * 200


@pytest.mark.django_db
def test_an_event_belongs_in_the_logs_of_its_organisations_each_once():
    event = EventFactory(organisations=[5, 3, 5])

    assert event.organisation_ids == [3, 5]
    rows = EventOrganisation.objects.filter(event=event).order_by("organisation_id")
    assert list(rows.values_list("organisation_id", flat=True)) == [3, 5]


@pytest.mark.django_db
def test_a_deleted_row_is_told_of_by_a_reference_taken_before():
    user = UserFactory(name="Samordnare")
    pk, before = user.pk, reference(user)
    user.delete()

    with pytest.raises(ValueError, match="before the deletion"):
        record("organisations.removed", by=None, obj=user)
    event = EventFactory(obj=before)

    assert (event.object_type, event.object_id, event.object_label) == (
        "organisations.user",
        str(pk),
        "Samordnare",
    )


@pytest.mark.django_db
def test_origin_is_kept_beside_the_chain(browser):
    event = EventFactory()

    assert (event.origin.address, event.origin.user_agent) == ("192.0.2.7", "Firefox")


@pytest.mark.django_db
def test_a_command_has_no_origin():
    EventFactory()

    assert not EventOrigin.objects.exists()


@pytest.mark.django_db
def test_recording_costs_three_queries_and_two_more_with_origin_and_organisations(
    browser, django_assert_num_queries
):
    EventFactory()

    with transaction.atomic(), django_assert_num_queries(5):
        record("promises.signed", by=None, organisations=[1, 2])


def refuse(user, **changes):
    arguments = {"obj_type": "promises.promise", "obj_id": 7, "reason": "Du saknar mandat."}
    return record_refusal("promises.sign", by=user, **(arguments | changes))


@pytest.mark.django_db
def test_a_refusal_tells_who_was_refused_what_and_why():
    user = UserFactory()

    event = refuse(user)

    assert (event.action, event.actor_id) == ("audit.refused", user.pk)
    assert (event.object_type, event.object_id) == ("promises.promise", "7")
    assert event.data["attempted"] == "promises.sign"
    assert event.data["reason"] == "Du saknar mandat."


@pytest.mark.django_db
def test_repeated_refusals_are_counted_and_told_at_each_power_of_ten():
    user = UserFactory()

    with time_machine.travel(datetime(2026, 3, 4, 5, 6, tzinfo=UTC), tick=False):
        told = [event.data["count"] for _ in range(101) if (event := refuse(user))]

    assert told == [1, 10, 100]
    assert RefusalCount.objects.get().count == 101


@pytest.mark.django_db
@pytest.mark.parametrize("change", [{"obj_id": 8}, {"obj_type": "promises.revision"}])
def test_refusals_of_different_things_are_told_apart(change):
    user = UserFactory()

    assert refuse(user)
    assert refuse(user, **change)
    assert refuse(UserFactory())


@pytest.mark.django_db
def test_a_new_hour_tells_again():
    user = UserFactory()

    with time_machine.travel(datetime(2026, 3, 4, 5, 59, tzinfo=UTC), tick=False):
        assert refuse(user)
        assert not refuse(user)
    with time_machine.travel(datetime(2026, 3, 4, 6, 0, tzinfo=UTC), tick=False):
        assert refuse(user)


@pytest.mark.django_db
def test_a_refusal_inside_the_refused_transaction_is_an_error():
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        refuse(None)


@pytest.mark.django_db
def test_whatever_a_client_sends_the_refusal_is_recorded():
    event = refuse(None, obj_id="x" * 500, obj_label="y" * 500, reason="a\x00b\ud800" + "z" * 1000)

    event.refresh_from_db()
    assert event.object_id == "x" * 200
    assert event.data["reason"].startswith("ab?zzz")
    assert list(faults()) == []


@pytest.mark.django_db
def test_strangers_at_different_addresses_are_counted_apart_without_keeping_the_address(browser):
    assert refuse(None)
    assert not refuse(None)
    token = origin.current.set(Origin("192.0.2.8", "Firefox"))
    assert refuse(None)
    origin.current.reset(token)

    assert not any("192.0.2" in row.actor_key for row in RefusalCount.objects.all())


@pytest.mark.django_db
def test_a_failed_login_tells_whose_account_was_tried():
    user = UserFactory(name="Samordnare")

    event = record_login_failure(account=user, method="password")

    assert (event.action, event.object_id) == ("audit.login_failed", str(user.pk))
    assert (event.actor_id, event.actor_label) == (None, "Inte inloggad")
    assert event.data["method"] == "password"


@pytest.mark.django_db
def test_weeding_takes_old_addresses_and_leaves_the_chain_whole(browser):
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=UTC), tick=False):
        old = EventFactory()
        refuse(None)
    with time_machine.travel(datetime(2026, 3, 1, tzinfo=UTC), tick=False):
        new = EventFactory()
        weeded = weed_origins(older_than_days=30)

    assert weeded == 2
    assert not EventOrigin.objects.filter(event=old).exists()
    assert EventOrigin.objects.filter(event=new).exists()
    assert not RefusalCount.objects.exists()
    assert Event.objects.newest_first().first().data == {"older_than_days": 30, "count": 2}
    assert list(faults()) == []


@pytest.mark.django_db
def test_weeding_nothing_leaves_no_event():
    assert weed_origins(older_than_days=30) == 0
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_weeding_into_the_future_is_refused(browser):
    EventFactory()

    with pytest.raises(ValueError, match="negative"):
        weed_origins(older_than_days=-1)

    assert EventOrigin.objects.exists()
