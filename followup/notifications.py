"""What citizens who follow a promise are told by mail. Everything goes to the outbox in the transaction."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from followup.followed import FollowedPromise
from followup.models import Entry, Follower
from organisations.actions import outbox
from organisations.models import OutboxMessage
from organisations.notifications import absolute
from promises.models import PromiseVersion, Revision


def confirm_following(follower: Follower, attempt: int) -> None:
    """The link that begins it, or the news that it has begun already. ``attempt`` tells one time from another."""
    version = PromiseVersion.objects.get(
        revision__in=Revision.objects.current().filter(promise=follower.promise)
    )
    template = "already_following" if follower.confirmed_at else "confirm_following"
    _send(template, follower, version.document.title, f"asked:{attempt}")


def tell_followers(followed: FollowedPromise, entry: Entry) -> None:
    """To everybody who follows the promise: an update has been released. Once each, however often it is released.

    Called in the transaction that releases it, after the decision is stored. Says nothing while the latest decision
    shows nothing, and nothing of a correction to somebody who was told of what it corrects.
    """
    activity = followed.activity(entry.activity_key)
    release = entry.releases.first()
    if activity is None or release is None or not (release.shows_text or release.shows_picture):
        return
    shown = {
        "activity": activity.text,
        "text": entry.public_text if release.shows_text else "",
        "status": entry.get_status_display(),
    }
    followers = Follower.objects.filter(promise=followed.promise, confirmed_at__isnull=False)
    for follower in followers.select_related("promise").order_by("pk"):
        _send("update", follower, followed.document.title, _key_about(entry), **shown)


def take_back_letters(entry: Entry) -> None:
    """Letters about the report that have not left are not sent: what they say is no longer shown to everybody."""
    about = OutboxMessage.objects.filter(kind="follower_update", key__endswith=f":{_key_about(entry)}")
    about.filter(sent_at__isnull=True).delete()


def key_of(follower: Follower) -> str:
    """How the keys of all letters to the follower begin."""
    return f"follower:{follower.pk}:"


def _key_about(entry: Entry) -> str:
    return f"update:{_first_of(entry).pk}"


def _first_of(entry: Entry) -> Entry:
    """The report that a chain of corrections began with."""
    while entry.supersedes is not None:
        entry = entry.supersedes
    return entry


def _send(template: str, follower: Follower, title: str, key: str, **context: Any) -> None:
    """One letter. The template's first line is the subject."""
    slug, secret = follower.promise.slug, follower.secret
    addresses = {
        "page": absolute(reverse("public:promise", args=[slug])),
        "confirm": absolute(reverse("public:confirm_following", args=[secret])),
        "stop": absolute(reverse("public:stop_following", args=[secret])),
    }
    text = render_to_string(f"followup/mail/{template}.txt", {"title": title, **addresses, **context})
    subject, body = text.strip().split("\n", 1)
    outbox.enqueue(
        kind=f"follower_{template}",
        to=follower.email,
        subject=subject,
        body=body.strip() + "\n",
        key=f"{key_of(follower)}{key}",
        stop_url=addresses["stop"] if follower.confirmed_at else "",
        demo=follower.promise.is_demo,
    )
