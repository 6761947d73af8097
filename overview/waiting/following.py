"""What waits in the follow-up of promises in force: reports, rounds, texts to decide on, decisions to carry out."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup import due, permissions
from followup.desk import Desk
from followup.duties import AHEAD
from followup.followed import FollowedPromise
from followup.models import Confirmation
from followup.rounds import FollowUpRound, rounds_of_many
from followup.states import RoundState
from organisations.models import Decision
from organisations.permissions import carries_out_for, seats_of
from organisations.roles import Permission, roles_with
from overview.waiting.tasks import MOST, Task

# An activity, and an organisation that says how it stands.
Place = tuple[uuid.UUID, int]
# A plan that nobody has reported on would otherwise fill the page.
MOST_REPORTS = 5


def in_follow_up(desk: Desk) -> Iterator[Task]:
    """Everything of these kinds that waits for the person; nothing for whoever runs the service."""
    if not seats_of(desk.user):
        return
    yield from _to_report(desk)
    yield from _rounds(desk)
    yield from _texts(desk)
    yield from _decisions(desk)


def _to_report(desk: Desk) -> Iterator[Task]:
    """What the person's own organisation has to report, one press from its form; the oldest few, and the rest."""
    if not any(seat.role in roles_with(Permission.REPORT) for seat in seats_of(desk.user)):
        return
    waiting = [row for row in due.reports_due(desk) if row.is_due and row.is_own]
    for row in waiting[:MOST_REPORTS]:
        url = reverse("followup:report", args=[row.followed.promise.pk, row.activity.key])
        if row.occasion:
            note = _("Planerat till %(day)s. Rapportera när det är klart.")
            url += f"?tillfalle={row.occasion.pk}"
        else:
            note = _("Ingen rapport sedan %(day)s. Rapportera hur det går.")
        since = row.since or desk.day
        yield Task(row.activity.text.text, note % {"day": _day(since)}, url, since)
    rest = waiting[MOST_REPORTS:]
    if rest:
        note = ngettext("%(count)d till väntar på rapport.", "%(count)d till väntar på rapport.", len(rest))
        url = reverse("followup:my_reports")
        yield Task(_("Allt att rapportera"), note % {"count": len(rest)}, url, rest[0].since or desk.day)


def _rounds(desk: Desk) -> Iterator[Task]:
    """Rounds that have ended: to close for who leads the follow-up, to confirm for who answers for an activity."""
    led = {one.promise.pk for one in desk.led(Permission.CLOSE_ROUND)}
    speaking = permissions.acting_for(desk.user, Permission.CONFIRM_STANDING)
    mine = [one for one in desk.promises if one.promise.pk in led or _places(one, speaking)]
    rounds = rounds_of_many(mine, desk.day, desk.parties) if mine else {}
    owed = [(one, each) for one in mine for each in rounds[one.promise.pk] if each.is_owed]
    said = _said(each for one, each in owed if one.promise.pk not in led)
    for one, each in owed[:MOST]:
        if one.promise.pk in led:
            yield _round(one, each, _("Avsluta uppföljningen senast %(day)s."))
        elif _places(one, speaking) - said[each.row.pk if each.row else 0]:
            yield _round(one, each, _("Bekräfta hur era aktiviteter ligger till senast %(day)s."))


def _places(followed: FollowedPromise, speaking: set[int]) -> set[Place]:
    """For which activities those organisations say how it stands: those that answer for it, else those that do it."""
    return {
        (activity.key, organisation.pk)
        for activity in followed.activities
        for organisation in activity.responsible or activity.executors
        if organisation.pk in speaking
    }


def _said(rounds: Iterable[FollowUpRound]) -> dict[int, set[Place]]:
    """What is confirmed already, by the round's id. One query, or none when no round is touched."""
    found: dict[int, set[Place]] = defaultdict(set)
    rows = Confirmation.objects.filter(round__in=[one.row.pk for one in rounds if one.row]).order_by()
    for number, key, organisation in rows.values_list("round", "activity_key", "organisation"):
        found[number].add((key, organisation))
    return found


def _round(followed: FollowedPromise, one: FollowUpRound, note: str) -> Task:
    url = reverse("followup:round", args=[followed.promise.pk, one.number])
    due_on = one.days.due_on
    is_late = one.state == RoundState.LATE
    return Task(followed.document.title, note % {"day": _day(due_on)}, url, due_on, is_late)


def _texts(desk: Desk) -> Iterator[Task]:
    """Texts and pictures to citizens that nobody has decided on, promise by promise."""
    for one in desk.led(Permission.RELEASE):
        waiting = [row for (promise, _key), row in desk.reported.items() if promise == one.promise.pk]
        count = sum(row.undecided for row in waiting)
        since = min((row.undecided_since for row in waiting if row.undecided_since), default=None)
        if since:
            note = ngettext(
                "%(count)d text till invånarna väntar på ditt beslut.",
                "%(count)d texter till invånarna väntar på ditt beslut.",
                count,
            )
            url = reverse("followup:releases")
            yield Task(one.document.title, note % {"count": count}, url, since)


def _decisions(desk: Desk) -> Iterator[Task]:
    """Decisions of meetings that the person's organisation or group carries out, due within a week or late."""
    owners = permissions.acting_for(desk.user, Permission.REPORT) | carries_out_for(desk.user)
    waiting = Decision.objects.filter(
        owner__in=owners, done_on__isnull=True, due_on__lte=desk.day + AHEAD
    ).select_related("meeting__group")
    for one in waiting.order_by("due_on", "pk")[:MOST]:
        due_on = one.due_on or desk.day
        note = _("Beslut %(number)d i %(group)s. Klart senast %(day)s.") % {
            "number": one.number,
            "group": one.meeting.group,
            "day": _day(due_on),
        }
        yield Task(one.text[:160], note, reverse("organisations:decisions"), due_on, due_on < desk.day)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
