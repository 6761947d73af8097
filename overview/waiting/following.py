"""What waits in the follow-up of promises in force: reports, rounds, texts to decide on, decisions to carry out,
meetings to go to and promises to conclude.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import Q
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
from organisations.models import Decision, Meeting
from organisations.permissions import group_seats_of, organisations_where, seats_of
from organisations.roles import Permission, Relation, allows, roles_with
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
    yield from _meetings(desk)
    yield from _to_conclude(desk)


def _to_report(desk: Desk) -> Iterator[Task]:
    """What the person's own organisation has to report, one press from its form; a few, and how many more."""
    if not any(seat.role in roles_with(Permission.REPORT) for seat in seats_of(desk.user)):
        return
    waiting = [row for row in due.reports_due(desk) if row.is_due and row.is_own]
    shown = _foremost(waiting)
    for row in shown:
        url = reverse("followup:report", args=[row.followed.promise.pk, row.activity.key])
        if row.occasion:
            note = _("Planerat till %(day)s. Rapportera när det är klart.")
            url += f"?tillfalle={row.occasion.pk}"
        else:
            note = _("Ingen rapport sedan %(day)s. Rapportera hur det går.")
        since = row.since or desk.day
        which = _("Löfte: %(title)s.") % {"title": row.followed.document.title}
        yield Task(row.activity.text.text, f"{note % {'day': _day(since)}} {which}", url, since)
    rest = len(waiting) - len(shown)
    if rest:
        note = ngettext("%(count)d till väntar på rapport.", "%(count)d till väntar på rapport.", rest)
        last = max(row.since or desk.day for row in shown)
        yield Task(_("Allt att rapportera"), note % {"count": rest}, reverse("followup:my_reports"), last)


def _foremost(waiting: list[due.ToReport]) -> list[due.ToReport]:
    """Of each activity what has waited longest and what has come last, which is the likeliest to be at hand."""
    by_activity: dict[tuple[int, uuid.UUID], list[due.ToReport]] = defaultdict(list)
    for row in waiting:
        by_activity[row.followed.promise.pk, row.activity.key].append(row)
    return [row for rows in by_activity.values() for row in rows[:1] + rows[1:][-1:]][:MOST_REPORTS]


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
    # A unit is spared what its whole municipality is to do, though it may say that it is done.
    own = {
        seat.organisation_id
        for seat in seats_of(desk.user)
        if allows(seat.role, Permission.CARRY_OUT_DECISION, Relation.OWN)
    }
    owners = permissions.acting_for(desk.user, Permission.REPORT) | own
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


def _meetings(desk: Desk) -> Iterator[Task]:
    """Meetings within a week, for who has a seat and for who calls them. One query."""
    seated = [group for group, _organisation in group_seats_of(desk.user)]
    calls = organisations_where(desk.user, Permission.HOLD_MEETINGS, Relation.OWN)
    coming = Meeting.objects.filter(
        Q(group__in=seated) | Q(group__parent__in=calls), held_on__range=(desk.day, desk.day + AHEAD)
    )
    for one in coming.select_related("group").order_by("held_on", "pk")[:MOST]:
        note = _("Möte %(day)s. Se dagordningen.") % {"day": _day(one.held_on)}
        url = reverse("organisations:meeting", args=[one.pk])
        yield Task(one.group.display_name, note, url, one.held_on)


def _to_conclude(desk: Desk) -> Iterator[Task]:
    """Promises whose period has passed: citizens are to be told what became of them."""
    for one in desk.led(Permission.CONCLUDE):
        if one.ends_on is None or not one.is_over(desk.day):
            continue
        answer_on = one.answer_on
        note = _("Perioden är slut. Ge omdömen, svara invånarna och avsluta löftet.")
        if answer_on:
            note += " " + _("Svaret ska komma senast %(day)s.") % {"day": _day(answer_on)}
        is_late = answer_on is not None and answer_on < desk.day
        url = reverse("followup:conclusion", args=[one.promise.pk])
        yield Task(one.document.title, note, url, answer_on or one.ends_on, is_late)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
