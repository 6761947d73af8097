from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from audit import origin
from audit.models import Event, EventOrigin
from audit.verification import head
from tests.factories.audit import EventFactory

pytestmark = pytest.mark.django_db


def run(name, *arguments):
    out, err = StringIO(), StringIO()
    try:
        call_command(name, *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), err.getvalue() + str(error)
    return 0, out.getvalue(), err.getvalue()


def test_verify_audit_says_that_the_chain_is_whole():
    EventFactory()

    code, out, _ = run("verify_audit", "--head", str(head()))

    assert (code, out) == (0, f"Händelseloggen är hel. Huvud: {head()}\n")


def test_verify_audit_names_the_fault_and_fails(lifted):
    EventFactory()
    with lifted():
        Event.objects.update(actor_label="Någon annan")

    code, _, err = run("verify_audit")

    assert code == 1
    assert "Händelse 1 är ändrad" in err


def test_verify_audit_shows_the_first_twenty_faults_and_that_there_are_more(lifted):
    for _ in range(21):
        EventFactory()
    with lifted():
        Event.objects.update(actor_label="Någon annan")

    _, _, err = run("verify_audit")

    assert "Händelse 20 är ändrad" in err
    assert "Händelse 21" not in err
    assert "Fler fel finns" in err


def test_verify_audit_fails_against_an_anchor_that_is_not_in_the_log():
    EventFactory()

    code, _, err = run("verify_audit", "--head", str(head()), "--head", "2:" + "a" * 64)

    assert code == 1
    assert "Händelse 2 saknas" in err


def test_verify_audit_wants_an_anchor_it_can_read():
    _, _, err = run("verify_audit", "--head", "imorgon")

    assert "'imorgon' är inte NUMMER:HASH" in err


def test_audit_head_prints_the_anchor_alone():
    event = EventFactory()

    assert run("audit_head") == (0, f"1:{event.hash}\n", "")


def test_check_append_only_says_how_many_tables_are_guarded():
    code, out, _ = run("check_append_only")

    assert code == 0
    assert out.startswith("Spärrarna står på ")


def test_check_append_only_fails_and_names_the_trigger(lifted):
    with lifted():
        code, _, err = run("check_append_only")

    assert code == 1
    assert "append_only_audit_event" in err
    assert "manage.py migrate" in err


def test_weed_origins_says_how_many(settings):
    token = origin.current.set(origin.Origin("192.0.2.7", ""))
    EventFactory()
    origin.current.reset(token)

    assert run("weed_origins", "--older-than-days", "30")[1].startswith("0 ")
    assert run("weed_origins", "--older-than-days", "0")[1].startswith("1 ")
    assert not EventOrigin.objects.exists()


@pytest.mark.parametrize("days", ["-1", "x", "99999999999"])
def test_weed_origins_wants_a_number_of_days(days):
    assert "inte ett antal dagar" in run("weed_origins", f"--older-than-days={days}")[2]


def test_bench_audit_wants_to_be_sure():
    code, _, err = run("bench_audit")

    assert code == 1
    assert "--yes" in err
    assert not Event.objects.exists()
