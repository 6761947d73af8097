"""What waits for each person today: reports, rounds, confirmations, silences, decisions, meetings, texts to approve.

Derived anew every time from what is stored, in a number of queries that follows from the kinds of duty and not from
how many people or promises there are. Who has been told of what is ``followup.actions.reminders``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from followup.entries import UNDECIDED
from followup.followed import FollowedPromise
from followup.models import Confirmation, Entry, Escalation, Occasion
from followup.people import People
from followup.rounds import FollowUpRound, rounds_of_many
from followup.settling import is_reported
from followup.silences import Silence
from followup.states import RoundState
from organisations.models import Decision, Meeting, User
from organisations.roles import Permission

Level = Escalation.Level
# How long before something it is told of, and how long after it is still news.
AHEAD = timedelta(days=7)
BEHIND = timedelta(days=180)


@dataclass(frozen=True)
class Duty:
    """One thing that waits: ``about`` names it for ever, so that each person is told of it once."""

    about: str
    text: str
    path: str
    is_urgent: bool = False


Told = Iterator[tuple[User, Duty]]


@dataclass(frozen=True)
class Today:
    """What the duties are derived from: the promises in force, their silences, and who has which role."""

    day: date
    promises: list[FollowedPromise]
    silences: list[Silence]
    people: People

    @cached_property
    def by_id(self) -> dict[int, FollowedPromise]:
        return {one.promise.pk: one for one in self.promises}


def duties_of(today: Today) -> dict[User, list[Duty]]:
    """Everything that waits, by person; the urgent first."""
    kinds: tuple[Callable[[Today], Told], ...] = (
        _silences,
        _occasions,
        _rounds,
        _decisions,
        _texts,
        _meetings,
    )
    found: dict[User, dict[str, Duty]] = defaultdict(dict)
    for kind in kinds:
        for user, duty in kind(today):
            found[user].setdefault(duty.about, duty)
    return {
        user: sorted(duties.values(), key=lambda duty: not duty.is_urgent) for user, duties in found.items()
    }


def _silences(today: Today) -> Told:
    for one in today.silences:
        path = reverse("followup:activity", args=[one.followed.promise.pk, one.activity.key])
        text = _("Ingen rapport sedan %(since)s: %(activity)s (%(title)s)") % {
            "since": _day(one.since),
            "activity": one.activity.text.text[:120],
            "title": one.followed.document.title,
        }
        for level in one.levels:
            about = (
                f"silence:{one.followed.promise.pk}:{one.activity.key}:{int(level)}:{one.since.isoformat()}"
            )
            for user in _told_of_silence(today.people, one, level):
                yield user, Duty(about, text, path, is_urgent=True)


def _told_of_silence(people: People, one: Silence, level: Level) -> Iterable[User]:
    if level == Level.STEERING:
        return people.steering(one.followed)
    organisations = one.activity.executors if level == Level.EXECUTOR else one.activity.responsible
    permission = Permission.REPORT if level == Level.EXECUTOR else Permission.CONFIRM_STANDING
    found = [
        user for organisation in organisations for user in people.acting_for(organisation.pk, permission)
    ]
    return found or people.leading(one.followed, Permission.CLOSE_ROUND)


def _occasions(today: Today) -> Told:
    """Planned occasions of the coming week, and those that have passed without a report."""
    promises = today.by_id
    planned = Occasion.objects.filter(
        promise__in=promises,
        cancelled_at__isnull=True,
        starts_on__lte=today.day + AHEAD,
        starts_on__gte=today.day - BEHIND,
    )
    for one in planned.filter(~is_reported()).select_related("organisation"):
        activity = promises[one.promise_id].activity(one.activity_key)
        if activity is None:
            continue
        late = one.last_day < today.day
        text = _("Inte rapporterat: %(what)s, %(day)s") if late else _("Planerat: %(what)s, %(day)s")
        what = one.title or activity.text.text[:120]
        duty = Duty(
            f"occasion:{one.pk}:overdue" if late else f"occasion:{one.pk}",
            text % {"what": what, "day": _day(one.last_day)},
            reverse("followup:activity", args=[one.promise_id, one.activity_key]),
            is_urgent=late,
        )
        for user in today.people.acting_for(one.organisation_id, Permission.REPORT):
            yield user, duty


def _rounds(today: Today) -> Told:
    """Rounds to close, for those who lead the follow-up, and standings to confirm, for those who answer for them."""
    rounds = rounds_of_many(today.promises, today.day)
    owed = [(one, each) for one in today.promises for each in rounds[one.promise.pk] if each.is_owed]
    rows = [each.row.pk for _one, each in owed if each.row]
    said = set(
        Confirmation.objects.filter(round__in=rows).values_list("round", "activity_key", "organisation")
    )
    for followed, one in owed:
        yield from _to_close(today, followed, one)
        yield from _to_confirm(today, followed, one, said)


def _to_close(today: Today, followed: FollowedPromise, one: FollowUpRound) -> Told:
    late = one.state == RoundState.LATE
    sentence = _("Uppföljningen är försenad, skulle ha avslutats %(day)s: %(title)s")
    if not late:
        sentence = _("Uppföljningen ska avslutas senast %(day)s: %(title)s")
    duty = Duty(
        f"round:{followed.promise.pk}:{one.number}" + (":late" if late else ""),
        sentence % {"day": _day(one.days.due_on), "title": followed.document.title},
        reverse("followup:round", args=[followed.promise.pk, one.number]),
        is_urgent=late,
    )
    for user in today.people.leading(followed, Permission.CLOSE_ROUND):
        yield user, duty


def _to_confirm(today: Today, followed: FollowedPromise, one: FollowUpRound, said: set) -> Told:
    row = one.row.pk if one.row else None
    waiting = {
        organisation.pk: organisation
        for activity in followed.activities
        for organisation in activity.responsible or activity.executors
        if (row, activity.key, organisation.pk) not in said
    }
    path = reverse("followup:round", args=[followed.promise.pk, one.number])
    for organisation in waiting.values():
        text = _("Bekräfta läget för %(organisation)s senast %(day)s: %(title)s") % {
            "organisation": organisation,
            "day": _day(one.days.due_on),
            "title": followed.document.title,
        }
        duty = Duty(f"confirm:{followed.promise.pk}:{one.number}:{organisation.pk}", text, path)
        for user in today.people.acting_for(organisation.pk, Permission.CONFIRM_STANDING):
            yield user, duty


def _decisions(today: Today) -> Told:
    """Decisions whose day comes within a week or has passed: for the owner, or who holds the meetings."""
    waiting = Decision.objects.filter(done_on__isnull=True, due_on__lte=today.day + AHEAD)
    for one in waiting.select_related("meeting__group"):
        late = one.due_on is not None and one.due_on < today.day
        sentence = _("Beslutet skulle ha varit klart %(day)s: %(text)s")
        if not late:
            sentence = _("Beslutet ska vara klart %(day)s: %(text)s")
        duty = Duty(
            f"decision:{one.pk}" + (":overdue" if late else ""),
            sentence % {"day": _day(one.due_on), "text": one.text[:160]},
            reverse("organisations:decisions"),
            is_urgent=late,
        )
        owners = today.people.acting_for(one.owner_id, Permission.REPORT) if one.owner_id else []
        parent = one.meeting.group.parent_id
        for user in owners or today.people.acting_for(parent, Permission.HOLD_MEETINGS):
            yield user, duty


def _texts(today: Today) -> Told:
    """Texts and pictures to citizens that nobody has decided on."""
    waiting = Entry.objects.filter(UNDECIDED, promise__in=today.by_id)
    for one in waiting.only("pk", "promise", "activity_key", "happened_on"):
        followed = today.by_id[one.promise_id]
        text = _("Text till invånarna att godkänna, från %(day)s: %(title)s") % {
            "day": _day(one.happened_on),
            "title": followed.document.title,
        }
        path = reverse("followup:activity", args=[one.promise_id, one.activity_key])
        for user in today.people.leading(followed, Permission.RELEASE):
            yield user, Duty(f"release:{one.pk}", text, path)


def _meetings(today: Today) -> Told:
    """Meetings within a week, for those who have a seat."""
    coming = Meeting.objects.filter(held_on__gte=today.day, held_on__lte=today.day + AHEAD)
    for one in coming.select_related("group"):
        text = _("Möte %(day)s: %(group)s") % {"day": _day(one.held_on), "group": one.group}
        duty = Duty(f"meeting:{one.pk}", text, reverse("organisations:meeting", args=[one.pk]))
        for user in today.people.seated(one.group_id):
            yield user, duty


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
