"""One letter a day at most to each person about what waits, and each thing told once.

Safe to kill and run again. A letter is written to the outbox in the same transaction as the rows that say what it
told of: killed before, nothing has happened; killed after, the letter is sent by the next run or by ``send_outbox``
with the Message-ID that it was given.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.actions.silences import raise_silences
from followup.duties import Duty, Today, duties_of
from followup.followed import followed_many
from followup.models import Reminded, ReminderChoice
from followup.people import everybody
from followup.silences import silences_of
from organisations.actions import outbox
from organisations.models import OutboxMessage, User
from organisations.notifications import absolute, letter
from promises.models import Promise
from promises.states import Status

HowOften = ReminderChoice.HowOften
# A letter has an end: what does not fit is told tomorrow.
MOST = 40
MONDAY = 0


def remind(day: date | None = None) -> int:
    """Write what is due to everybody, and say how many letters were written. They are sent by the outbox."""
    today = look(day or timezone.localdate())
    raise_silences(today.silences, today=today.day)
    choices = dict(ReminderChoice.objects.values_list("user", "how_often"))
    waiting = duties_of(today)
    told: dict[int, set[str]] = {user.pk: set() for user in waiting}
    for user, about in Reminded.objects.filter(user__in=told).values_list("user", "about"):
        told[user].add(about)
    return sum(
        write(user, wanted(duties, told[user.pk], choices.get(user.pk, HowOften.DAILY), today.day), today.day)
        for user, duties in waiting.items()
    )


def look(day: date) -> Today:
    """What the day's duties are derived from."""
    running = Promise.objects.filter(revisions__status=Status.PUBLISHED)
    promises = list(followed_many(running).values())
    return Today(day, promises, silences_of(promises, day), everybody(promises))


def wanted(duties: Iterable[Duty], told: set[str], how_often: str, day: date) -> list[Duty]:
    """What to tell a person today. Pure. The urgent always; the rest as often as the person has chosen."""
    ordinary = how_often == HowOften.DAILY or (how_often == HowOften.WEEKLY and day.weekday() == MONDAY)
    new = [duty for duty in duties if duty.about not in told]
    return [duty for duty in new if duty.is_urgent or ordinary][:MOST]


def write(user: User, duties: list[Duty], day: date) -> bool:
    """Write one letter and note what it tells; False when there is nothing, or the day's letter is written."""
    if not duties:
        return False
    try:
        with transaction.atomic():
            return _written(user, duties, day)
    except IntegrityError:
        # Another run told the person of the same things a moment ago.
        return False


def _written(user: User, duties: list[Duty], day: date) -> bool:
    User.objects.select_for_update().get(pk=user.pk)
    key = f"digest:{user.pk}:{day.isoformat()}"
    if OutboxMessage.objects.filter(key=key).exists():
        return False
    Reminded.objects.bulk_create(Reminded(user=user, about=duty.about, day=day) for duty in duties)
    outbox.enqueue(
        kind="digest",
        to=user.email,
        subject=_subject(duties),
        body=_body(user, duties),
        key=key,
        demo=user.is_demo,
        at_once=False,
    )
    return True


def _subject(duties: list[Duty]) -> str:
    urgent = sum(duty.is_urgent for duty in duties)
    if urgent:
        return ngettext("%(count)d sak är försenad", "%(count)d saker är försenade", urgent) % {
            "count": urgent
        }
    count = len(duties)
    return ngettext("%(count)d sak väntar på dig", "%(count)d saker väntar på dig", count) % {"count": count}


def _body(user: User, duties: list[Duty]) -> str:
    urgent = [duty for duty in duties if duty.is_urgent]
    rest = [duty for duty in duties if not duty.is_urgent]
    parts = []
    for heading, some in ((_("FÖRSENAT"), urgent), (_("VÄNTAR PÅ DIG"), rest)):
        if some:
            parts += [heading, *(f"{duty.text}\n{absolute(duty.path)}" for duty in some)]
    choose = _("Välj hur ofta du vill ha påminnelser:\n%(address)s") % {
        "address": absolute(reverse("followup:reminders"))
    }
    return letter(*parts, choose, name=str(user))


@transaction.atomic
def choose(user: User, *, how_often: str, by: User) -> ReminderChoice:
    """How often the person wants to hear of what is not urgent. One's own choice only."""
    if by.pk != user.pk:
        raise ValueError("people choose for themselves")
    choice, _created = ReminderChoice.objects.update_or_create(
        user=user, defaults={"how_often": HowOften(how_often)}
    )
    return choice
