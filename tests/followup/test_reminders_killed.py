"""The reminders against a real mail server, in a real process that is killed at every step."""

import signal
from collections import Counter

import pytest

from followup.models import Reminded
from organisations.models import OutboxMessage
from tests.followup.mail_server import MailServer
from tests.followup.reminding_process import remind
from tests.processes import process

FIRST, AGAIN = "2027-04-20 07:00:00+02:00", "2027-04-20 07:30:00+02:00"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def server():
    with MailServer() as running:
        yield running


def ids(server):
    return set(server.letters)


def start(port, moment, die):
    return process(remind, port, moment, die)


def ended(started):
    started.join(timeout=60)
    return started.exitcode


def run(port, moment=FIRST, die="nowhere"):
    """The command in its own process; how it ended."""
    return ended(start(port, moment, die))


STEPS = [
    "before_silences",
    "before_writing",
    "inside_the_transaction",
    "one_letter_written",
    "all_letters_written",
    "claimed",
    "connected",
    "in_the_air",
    "one_letter_sent",
    "all_letters_sent",
]


@pytest.mark.parametrize("step", STEPS)
def test_killed_and_run_again_everybody_has_the_letter_and_at_most_one_has_it_twice(published, server, step):
    assert run(server.port, die=step) == -signal.SIGKILL
    assert run(server.port, AGAIN) == 0

    counts = Counter(server.letters)
    assert len(ids(server)) == len({to for to, _number in server.letters}), "one letter to each person"
    assert sum(count - 1 for count in counts.values()) == (1 if step == "in_the_air" else 0)
    assert not OutboxMessage.objects.filter(sent_at=None).exists()
    assert OutboxMessage.objects.filter(kind="digest").count() == len(ids(server))
    assert Reminded.objects.filter(about=f"round:{published.promise.pk}:1:late").count() == 2


def test_a_mail_server_that_is_away_loses_nothing(published, server):
    assert run(1) == 0
    assert server.letters == []

    assert run(server.port, AGAIN) == 0

    assert len(server.letters) == len(ids(server)) == OutboxMessage.objects.filter(kind="digest").count()
    # Nothing is left to tell, so a third run says nothing.
    assert run(server.port, AGAIN) == 0
    assert len(server.letters) == len(ids(server))


def test_a_mail_server_that_dies_in_the_middle_loses_nothing(published, server):
    server.dies_after = 1
    assert run(server.port) == 0
    assert len(server.letters) == 1

    server.dies_after = None
    assert run(server.port, AGAIN) == 0

    assert len(server.letters) == len(ids(server)) == OutboxMessage.objects.filter(kind="digest").count()


def test_an_address_that_is_refused_keeps_nobody_else_from_theirs(published, server, coordinator):
    server.refuses = coordinator.email
    assert run(server.port) == 0

    told = {to for to, _number in server.letters}
    assert told
    waiting = OutboxMessage.objects.get(kind="digest", sent_at=None)
    assert waiting.to == coordinator.email
    assert "no such mailbox" in waiting.last_error
    server.refuses = None
    assert run(server.port, AGAIN) == 0
    assert {to for to, _number in server.letters} - told == {coordinator.email}
    assert len(server.letters) == len(told) + 1


def test_two_runs_at_once_write_one_letter_to_each(published, server):
    both = [start(server.port, FIRST, "nowhere") for _run in range(2)]

    assert [ended(one) for one in both] == [0, 0]
    assert len(server.letters) == len({to for to, _number in server.letters}) >= 2
