"""Following a promise by mail: nothing is sent before it is confirmed, and nothing is left when it is stopped."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone

from audit.models import Event
from followup.actions import following
from followup.followed import followed
from followup.models import FollowAttempt, Follower
from followup.notifications import tell_followers
from organisations.models import OutboxMessage
from tests.factories.followup import EntryFactory, FollowerFactory, ReleaseFactory

FOLLOW = "/loften/lekeberg-2026/folj/"
ADDRESS = "nagon@post.example"


@pytest.fixture
def ask(client, published, django_capture_on_commit_callbacks):
    def asked(email=ADDRESS, **more):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(FOLLOW, {"email": email, **more})

    return asked


@pytest.fixture
def tell(published, text, django_capture_on_commit_callbacks):
    """Release an update and tell those who follow."""

    def told(entry=None, **release):
        entry = entry or EntryFactory(
            version=published, activity_key=text.activities.get().key, public_text="Nu lyser lamporna."
        )
        with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
            ReleaseFactory(entry=entry, **release)
            tell_followers(followed(text.promise), entry)
        return entry

    return told


def links(letter):
    return [urlsplit(link).path for link in re.findall(r"https?://\S+", letter.body)]


def test_from_asking_to_stopping(client, ask, tell):
    assert ask().url == "/loften/lekeberg-2026/"
    (letter,) = mail.outbox
    confirm = next(link for link in links(letter) if link.startswith("/folj/"))
    tell()
    assert len(mail.outbox) == 1, "nothing before it is confirmed"

    assert "Ja, jag vill följa löftet" in client.get(confirm).content.decode()
    assert Follower.objects.get().confirmed_at is None, "a mail scanner follows links"
    assert "Du följer löftet" in client.post(confirm).content.decode()
    tell()
    assert len(mail.outbox) == 2
    assert "Nu lyser lamporna." in mail.outbox[-1].body

    stop = next(link for link in links(mail.outbox[-1]) if link.endswith("/sluta/"))
    assert "Sluta följa löftet?" in client.get(stop).content.decode()
    assert Follower.objects.count() == 1, "a mail scanner follows links"
    assert "Du följer inte längre löftet" in client.post(stop).content.decode()
    assert client.post(stop).status_code == 404
    tell()
    assert len(mail.outbox) == 2


def test_stopping_leaves_nothing_of_the_address(client, ask, tell):
    ask()
    follower = Follower.objects.get()
    client.post(f"/folj/{follower.secret}/")
    tell()

    client.post(f"/folj/{follower.secret}/sluta/")

    assert not Follower.objects.exists()
    assert not OutboxMessage.objects.filter(to=ADDRESS).exists()
    assert ADDRESS not in repr(list(Event.objects.values()))
    assert ADDRESS not in repr(list(FollowAttempt.objects.values()))


def test_the_secret_is_not_kept_with_letters_that_have_left(ask, tell):
    ask()
    follower = Follower.objects.get()
    following.confirm(follower.secret)
    tell()

    assert follower.secret not in repr(list(OutboxMessage.objects.values()))


def test_a_mail_program_can_end_the_letters_with_one_press(ask, tell):
    """RFC 8058: a POST without cookie or page, to the address in the letter's head."""
    ask()
    assert "List-Unsubscribe" not in mail.outbox[0].extra_headers
    following.confirm(Follower.objects.get().secret)
    tell()
    headers = mail.outbox[-1].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"

    address = urlsplit(headers["List-Unsubscribe"].strip("<>")).path
    response = Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert not Follower.objects.exists()


def test_the_answer_is_the_same_whoever_is_known(client, ask):
    def answer():
        response = ask()
        return response.status_code, client.get(response.url).content

    answers = [answer(), answer()]
    following.confirm(Follower.objects.get().secret)
    answers.append(answer())

    assert len(set(answers)) == 1
    assert "Titta i din e-post" in answers[0][1].decode()
    assert [letter.subject.split(" ")[0] for letter in mail.outbox] == ["Vill", "Vill", "Du"]
    assert Follower.objects.count() == 1


def test_an_address_that_is_asked_for_often_gets_no_more_letters(ask):
    for _ in range(following.PER_ADDRESS + 3):
        assert ask(ADDRESS.upper()).status_code == 302

    assert len(mail.outbox) == following.PER_ADDRESS


def test_a_client_that_asks_often_is_told_to_wait(ask):
    for number in range(following.PER_CLIENT):
        ask(f"{number}@post.example")

    page = ask("en-till@post.example")

    assert "Försök igen om en timme" in page.content.decode()
    assert not Follower.objects.filter(email="en-till@post.example").exists()
    FollowAttempt.objects.update(at=timezone.now() - timedelta(minutes=61))
    assert ask("en-till@post.example").status_code == 302


def test_a_mailbox_is_not_filled_little_by_little_either(ask):
    for number in range(20):
        FollowAttempt.objects.update(at=F("at") - timedelta(minutes=61))
        ask(f"nagon+{number}@post.example")

    assert len(mail.outbox) == 10


def test_a_household_with_many_addresses_is_one_client(client, published):
    answers = [
        client.post(FOLLOW, {"email": f"{n}@post.example"}, REMOTE_ADDR=f"2001:db8:1:2::{n:x}").status_code
        for n in range(following.PER_CLIENT + 1)
    ]

    assert answers == [302] * following.PER_CLIENT + [200]
    other = client.post(FOLLOW, {"email": "annan@post.example"}, REMOTE_ADDR="2001:db8:1:3::1")
    assert other.status_code == 302


@pytest.mark.parametrize(
    "email", ["", "@", "två ord", "a@b", "a@b.example\nBcc: c@d.example", "x" * 300 + "@a.example"]
)
def test_what_is_no_address_is_refused_with_a_sentence(ask, email):
    assert ask(email).status_code == 200
    assert not Follower.objects.exists()


def test_a_program_that_fills_in_every_field_leaves_nothing(ask):
    assert ask(webbplats="https://spam.example").status_code == 302
    assert not Follower.objects.exists()
    assert mail.outbox == []


def test_a_release_is_told_of_once(tell, text):
    FollowerFactory(promise=text.promise)
    entry = tell()
    tell(entry)

    assert len(mail.outbox) == 1


def test_a_correction_is_no_news(tell, text, published):
    FollowerFactory(promise=text.promise)
    wrong = tell()

    tell(
        EntryFactory(
            version=published, activity_key=wrong.activity_key, supersedes=wrong, public_text="Rätt."
        )
    )

    assert len(mail.outbox) == 1


def test_what_is_not_released_is_not_told(tell, text):
    FollowerFactory(promise=text.promise)

    tell(shows_text=False)

    assert mail.outbox == []


def test_a_picture_alone_is_told_of_without_the_words(tell, text):
    FollowerFactory(promise=text.promise)

    tell(shows_text=False, shows_picture=True)

    assert "Nu lyser lamporna." not in mail.outbox[0].body


def test_followers_of_another_promise_hear_nothing(tell):
    FollowerFactory()

    tell()

    assert mail.outbox == []


def test_confirming_twice_is_once(ask):
    ask()
    secret = Follower.objects.get().secret

    first, second = following.confirm(secret).confirmed_at, following.confirm(secret).confirmed_at

    assert first == second
    assert Event.objects.filter(action="followup.follower_confirmed").count() == 1


def test_addresses_that_nobody_confirms_are_weeded(ask, capsys):
    ask()
    kept = FollowerFactory(promise=Follower.objects.get().promise)
    Follower.objects.update(asked_at=timezone.now() - timedelta(days=8))
    FollowAttempt.objects.update(at=timezone.now() - timedelta(days=8))

    call_command("weed_followers")

    assert "Borttagna adresser: 1" in capsys.readouterr().out
    assert list(Follower.objects.all()) == [kept]
    assert not OutboxMessage.objects.filter(to=ADDRESS).exists()
    assert not FollowAttempt.objects.exists()


def test_a_link_that_is_no_longer_good_says_so(client, db):
    for page in ("/folj/borta/", "/folj/borta/sluta/"):
        for response in (client.get(page), client.post(page)):
            assert response.status_code == 404
            assert "Länken gäller inte längre" in response.content.decode()


def test_a_promise_that_is_not_public_cannot_be_followed(client, text):
    assert client.get(FOLLOW).status_code == 404


@pytest.mark.parametrize(
    "page", ["/folj/%00/", "/folj/%00/sluta/", "/kalender/%00.ics", "/?q=%00", "/loften/?q=%00&omrade=%00"]
)
def test_an_address_with_a_sign_that_no_database_holds_is_no_fault_of_ours(page, client, published):
    """PostgreSQL refuses NUL where SQLite looks for it and finds nothing."""
    assert client.get(page).status_code in (200, 404)
    assert client.post(page).status_code in (404, 405)
