"""Two who ask to follow at the same moment: real connections that commit, on both databases."""

import threading

import pytest
from django.db import connection, transaction

from followup.actions import following
from followup.models import Follower
from organisations.models import OutboxMessage

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "nagon@post.example"


def meanwhile(ask):
    """Ask on another connection while this transaction is open: whether that had to wait, and what it was told."""
    told = []

    def asked():
        try:
            ask()
            told.append("asked")
        except following.TooMany:
            told.append("too many")
        finally:
            connection.close()

    other = threading.Thread(target=asked)
    other.start()
    other.join(0.5)
    return other, other.is_alive(), told


def test_a_stranger_is_not_written_to_more_often_by_asking_at_once(lanterns):
    for number in range(following.PER_ADDRESS - 1):
        following.ask(lanterns.promise, ADDRESS, client=f"192.0.2.{number}")

    with transaction.atomic():
        following.ask(lanterns.promise, ADDRESS, client="192.0.2.100")
        other, waited, _told = meanwhile(
            lambda: following.ask(lanterns.promise, ADDRESS, client="192.0.2.101")
        )
    other.join()

    assert waited
    assert OutboxMessage.objects.filter(to=ADDRESS).count() == following.PER_ADDRESS


def test_a_client_gets_no_further_by_asking_at_once(lanterns):
    for number in range(following.PER_CLIENT - 1):
        following.ask(lanterns.promise, f"{number}@post.example", client="192.0.2.1")

    with transaction.atomic():
        following.ask(lanterns.promise, "sista@post.example", client="192.0.2.1")
        other, _waited, told = meanwhile(
            lambda: following.ask(lanterns.promise, "en-till@post.example", client="192.0.2.1")
        )
    other.join()

    assert told == ["too many"]
    assert Follower.objects.count() == following.PER_CLIENT
