"""What a group's next meeting should take up: rounds that wait, silences, decisions left, what the parties have closed
since the last meeting, promises to adopt.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.followed import FollowedPromise, followed_many
from followup.permissions import followed_whole_by
from followup.rounds import FollowUpRound, rounds_of_many
from followup.silences import Silence, silences_of
from followup.states import RoundState
from organisations.actions.meetings import Point
from organisations.models import Decision, Group, Meeting, User
from organisations.notifications import absolute
from organisations.roles import Permission
from promises import permissions
from promises.models import Party, Promise, Revision
from promises.states import Status

# A meeting has an end.
MOST = 60
MOST_CLOSED = 3


def promises_of(group: Group, user: User) -> list[FollowedPromise]:
    """The promises in force of the group's municipalities whose whole follow-up the person sees. Three queries."""
    parties = Party.objects.filter(organisation__in=group.works_for, revision__status=Status.PUBLISHED)
    seen = followed_whole_by(user, Permission.VIEW_FOLLOW_UP)
    promises: list[Promise] = list(seen.filter(pk__in=parties.values("revision__promise"))[:MOST])
    return [one for one in followed_many(promises).values() if one.is_open]


def suggestions(meeting: Meeting, user: User) -> list[Point]:
    """Points for the agenda, what is most pressing first. A fixed number of queries."""
    promises = promises_of(meeting.group, user)
    rounds = rounds_of_many(promises)
    return [
        *_decisions(meeting),
        *_rounds(promises, rounds),
        *map(_silence, silences_of(promises)),
        *_closed(meeting, promises, rounds),
        *_to_adopt(meeting.group, user),
    ][:MOST]


def _decisions(meeting: Meeting) -> Iterator[Point]:
    waiting = Decision.objects.filter(meeting__group=meeting.group_id, done_on__isnull=True)
    for one in waiting.exclude(meeting=meeting.pk).select_related("meeting").order_by("pk"):
        title = _("Beslut %(number)d från %(day)s är inte klart") % {
            "number": one.number,
            "day": date_format(one.meeting.held_on, "j F Y"),
        }
        yield Point(f"decision:{one.pk}", title, one.text)


def _rounds(promises: list[FollowedPromise], rounds: dict[int, list[FollowUpRound]]) -> Iterator[Point]:
    """One point for each promise with rounds to close: a meeting takes up a promise once, however late it is."""
    for followed in promises:
        owed = [one for one in rounds[followed.promise.pk] if one.is_owed]
        if owed:
            late = any(one.state == RoundState.LATE for one in owed)
            title = _("Försenad uppföljning: %(title)s") if late else _("Uppföljning: %(title)s")
            text = "\n".join([*map(_stretch, owed), _address_of(followed, owed)])
            source = f"round:{followed.promise.pk}:{owed[-1].number}"
            yield Point(source, (title % {"title": followed.document.title})[:200], text)


def _closed(
    meeting: Meeting, promises: list[FollowedPromise], rounds: dict[int, list[FollowUpRound]]
) -> Iterator[Point]:
    """What the parties found in rounds closed since the group last met; the latest round before a first meeting."""
    held = Meeting.objects.filter(group=meeting.group_id, held_on__lt=meeting.held_on)
    before = held.order_by("-held_on").values_list("held_on", flat=True).first()
    for followed in promises:
        closed = [one for one in rounds[followed.promise.pk] if one.row and one.row.closed_at]
        closed = closed[-1:] if before is None else [one for one in closed if _closed_on(one) >= before]
        if closed:
            title = _("Avslutad uppföljning: %(title)s") % {"title": followed.document.title}
            text = "\n".join([*_found(closed), _address_of(followed, closed)])
            yield Point(f"closed:{followed.promise.pk}:{closed[-1].number}", title[:200], text)


def _closed_on(one: FollowUpRound) -> date:
    return timezone.localdate(one.row.closed_at if one.row else None)


def _found(closed: list[FollowUpRound]) -> Iterator[str]:
    """The latest rounds with what was said of them, and how many more there are."""
    for one in closed[-MOST_CLOSED:]:
        comment = one.row.comment if one.row else ""
        yield f"{_stretch(one)} {comment[:300]}".strip()
    if rest := len(closed[:-MOST_CLOSED]):
        words = ngettext("Dessutom %(count)d tidigare omgång.", "Dessutom %(count)d tidigare omgångar.", rest)
        yield words % {"count": rest}


def _stretch(one: FollowUpRound) -> str:
    return _("Omgång %(number)d, %(first)s – %(last)s.") % {
        "number": one.number,
        "first": date_format(one.days.starts_on, "j F Y"),
        "last": date_format(one.days.ends_on, "j F Y"),
    }


def _address_of(followed: FollowedPromise, some: list[FollowUpRound]) -> str:
    """Of the round, or of the list when there are several."""
    if len(some) > 1:
        return absolute(reverse("followup:rounds", args=[followed.promise.pk]))
    return absolute(reverse("followup:round", args=[followed.promise.pk, some[0].number]))


def _silence(one: Silence) -> Point:
    title = _("Ingen rapport sedan %(since)s: %(activity)s") % {
        "since": date_format(one.since, "j F Y"),
        "activity": one.activity.text.text,
    }
    arguments = [one.followed.promise.pk, one.activity.key]
    text = f"{one.followed.document.title}\n{absolute(reverse('followup:activity', args=arguments))}"
    return Point(f"silence:{arguments[0]}:{arguments[1]}"[:80], title[:200], text)


def _to_adopt(group: Group, user: User) -> Iterator[Point]:
    """Texts under review that nobody has noted an adoption of yet."""
    texts = Revision.objects.filter(
        Q(parties__organisation__in=group.works_for), status=Status.REVIEW, adoptions__isnull=True
    )
    seen = permissions.visible_to(user).values("pk")
    for revision in texts.filter(promise__in=seen).distinct().order_by("pk")[:MOST]:
        title = _("Löfte att anta: %(title)s") % {"title": revision.title}
        address = absolute(reverse("promises:detail", args=[revision.promise_id]))
        yield Point(f"adopt:{revision.pk}", title[:200], address)
