from datetime import timedelta
from email import message_from_string
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import timezone

from organisations import notifications
from organisations.actions import outbox
from organisations.models import OutboxMessage
from tests.factories.organisations import UserFactory

WORDS = {"kind": "prov", "to": "a@kommun.example", "subject": "Ämne", "body": "Text"}


class DeadServer(EmailBackend):
    def open(self):
        raise ConnectionRefusedError("Connection refused")


class FullMailbox(EmailBackend):
    def send_messages(self, messages):
        raise SMTPException("452 full")


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """As when the transaction is committed: what waited for that is done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_message_leaves_when_the_transaction_commits(db, commit):
    with commit():
        outbox.enqueue(**WORDS, key="a")
        assert mail.outbox == []

    assert [(message.to, message.subject) for message in mail.outbox] == [(["a@kommun.example"], "Ämne")]
    assert OutboxMessage.objects.get().sent_at is not None


@pytest.mark.django_db(transaction=True)
def test_a_change_that_is_undone_sends_nothing():
    with transaction.atomic():
        outbox.enqueue(**WORDS, key="a")
        transaction.set_rollback(True)

    assert mail.outbox == []
    assert outbox.send_pending() == outbox.Outcome()


@pytest.mark.django_db(transaction=True)
def test_a_message_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        outbox.enqueue(**WORDS, key="a")


def test_the_same_event_gives_one_message(db, commit):
    with commit():
        outbox.enqueue(**WORDS, key="a")
        outbox.enqueue(**WORDS, key="a")

    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_disturbs_nobody_and_the_command_tries_again(db, commit, settings):
    settings.EMAIL_BACKEND = "tests.organisations.test_outbox.DeadServer"
    with commit():
        outbox.enqueue(**WORDS, key="a")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    OutboxMessage.objects.update(claimed_at=timezone.now() - timedelta(minutes=11))

    call_command("send_outbox", verbosity=0)

    message = OutboxMessage.objects.get()
    assert (message.attempts, message.last_error) == (2, "")
    assert len(mail.outbox) == 1


def test_why_a_message_was_not_sent_is_kept(db, commit, settings):
    settings.EMAIL_BACKEND = "tests.organisations.test_outbox.FullMailbox"

    with commit():
        outbox.enqueue(**WORDS, key="a")

    message = OutboxMessage.objects.get()
    assert (message.sent_at, message.last_error) == (None, "452 full")


def test_what_another_process_is_sending_is_left_alone(db):
    outbox.enqueue(**WORDS, key="a")
    OutboxMessage.objects.update(claimed_at=timezone.now())

    assert outbox.send_pending() == outbox.Outcome()


def test_a_second_try_is_the_same_letter_to_the_receiver(db):
    message = outbox.enqueue(**WORDS, key="a")
    outbox.send_pending()
    OutboxMessage.objects.update(sent_at=None, claimed_at=None)
    outbox.send_pending()

    ids = {message_from_string(str(sent.message()))["Message-ID"] for sent in mail.outbox}
    assert ids == {f"<{message.message_id}@testserver>"}


def test_a_week_old_message_is_given_up(db):
    outbox.enqueue(**WORDS, key="a")
    OutboxMessage.objects.update(created_at=timezone.now() - timedelta(days=8))

    assert outbox.send_pending() == outbox.Outcome()


def test_invented_data_is_marked_in_the_subject(db, settings):
    assert outbox.enqueue(**WORDS, key="a", demo=True).subject == "[Demonstration] Ämne"
    settings.DEMO = True
    assert outbox.enqueue(**WORDS, key="b").subject == "[Demonstration] Ämne"


def test_a_subject_with_a_line_break_cannot_add_headers(db):
    outbox.enqueue(**WORDS | {"subject": "Ämne\r\nBcc: b@kommun.example"}, key="a")
    outbox.send_pending()

    assert mail.outbox[0].subject == "Ämne Bcc: b@kommun.example"


def test_a_letter_with_a_secret_link_is_not_kept(db):
    outbox.enqueue(**WORDS | {"kind": "invitation"}, key="a")
    outbox.send_pending()

    assert mail.outbox[0].body == "Text"
    assert OutboxMessage.objects.get().body == ""


def test_a_person_is_told_once_about_one_thing(db):
    user = UserFactory(name="Samordnare")
    words = {"kind": "prov", "subject": "Ämne", "text": "Något hände.", "path": "/arbete/", "key": "sak:1"}
    notifications.tell(user, **words)
    notifications.tell(user, **words)

    body = OutboxMessage.objects.get().body
    assert body.startswith("Hej Samordnare!\n\nNågot hände.\n\nÖppna sidan:\nhttp://testserver/arbete/\n")


def test_nobody_who_may_not_log_in_is_written_to(db):
    user = UserFactory(is_active=False)

    notifications.tell(user, kind="prov", subject="Ämne", text="Text", path="/", key="sak:1")

    assert not OutboxMessage.objects.exists()
