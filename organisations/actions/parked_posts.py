"""Text that was sent after the login had run out: kept for the one who typed it, for a week."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from organisations.models import ParkedPost

if TYPE_CHECKING:
    from organisations.models import User

KEPT_DAYS = 7
KEPT_PER_PERSON = 20
MAX_BYTES = 200 * 1024

NEVER_KEPT = ("password", "credential", "secret", "csrfmiddlewaretoken", "typist")


class TooLarge(Exception):
    """The text is larger than what is kept."""


@transaction.atomic
def park(*, user: User, path: str, action: str, data: QueryDict) -> ParkedPost:
    """Keep what ``user`` sent to ``action`` from the page at ``path``. Passwords and tokens are left out.

    The oldest give way when a person has twenty. Raises TooLarge above 200 kB.
    """
    text = without_secrets(data).urlencode()
    if len(text) > MAX_BYTES:
        raise TooLarge
    newest = kept(user).values_list("pk", flat=True)[: KEPT_PER_PERSON - 1]
    ParkedPost.objects.filter(user=user).exclude(pk__in=list(newest)).delete()
    return ParkedPost.objects.create(user=user, path=path, action=action, data=text)


def without_secrets(data: QueryDict) -> QueryDict:
    """What a form sent, without what must never be stored: passwords, passkeys and the form's own tokens."""
    kept = QueryDict(mutable=True)
    for name, values in data.lists():
        if not any(word in name.lower() for word in NEVER_KEPT):
            kept.setlist(name, values)
    return kept


@transaction.atomic
def forget(post: ParkedPost) -> None:
    ParkedPost.objects.filter(pk=post.pk).delete()


@transaction.atomic
def weed() -> int:
    """Remove what nobody came back for within a week; how many that was."""
    return ParkedPost.objects.filter(created_at__lt=_oldest()).delete()[0]


def find(*, user: User, key: str) -> ParkedPost | None:
    """The person's own kept text with that key, while it is kept."""
    return kept(user).filter(key=key).first()


def kept(user: User) -> QuerySet[ParkedPost]:
    """The texts that are kept for the person, the newest first."""
    return ParkedPost.objects.filter(user=user, created_at__gte=_oldest()).order_by("-created_at", "-pk")


def _oldest() -> datetime:
    return timezone.now() - timedelta(days=KEPT_DAYS)
