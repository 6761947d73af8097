"""What a lägesbildsträff does with what is new: points for the agenda, and a summary to those who sit in it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lagesbild import permissions
from lagesbild.actions.events import note
from lagesbild.models import Dialogue, Layer, Problem
from lagesbild.news import News
from organisations.actions import meetings
from organisations.actions.meetings import Point
from organisations.models import GroupMember, Meeting, Municipality, OutboxMessage
from organisations.notifications import tell
from organisations.permissions import check_can_hold_meetings
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import User


def points_of(news: News, municipality: Municipality) -> list[Point]:
    """What the agenda gets of what is new: one point for each kind, in words that hold no report's text.

    Everybody in the group reads the agenda, so what is for one party alone or marked as secret is not on it.
    """
    found: list[Point] = []
    findings = [one for one in news.findings if _is_for_all_parties(one.dialogue)]
    problems = [one for one in news.problems if _is_for_all_parties(one)]
    span = f"{date_format(news.since, 'j F')} – {date_format(news.until, 'j F Y')}"
    key = f"{municipality.slug}:{news.until.isoformat()}"
    if news.total:
        lines = "\n".join(f"{label}: {count}" for label, count in news.counts)
        title = ngettext("%(count)d ny händelserapport", "%(count)d nya händelserapporter", news.total)
        found.append(Point(f"lb-reports:{key}", title % {"count": news.total}, f"{span}\n{lines}"))
    if findings:
        lines = "\n".join(f"– {one.text[:160]}" for one in findings)
        found.append(Point(f"lb-findings:{key}", _("Nytt från dialoger"), lines))
    if problems:
        lines = "\n".join(f"– {one.title}" for one in problems)
        found.append(Point(f"lb-problems:{key}", _("Problem som är nya eller ändrade"), lines))
    if news.run and news.hot_spots:
        words = ngettext(
            "%(count)d hot spot att bedöma", "%(count)d hot spots att bedöma", len(news.hot_spots)
        )
        found.append(Point(f"lb-hot:{news.run.pk}", words % {"count": len(news.hot_spots)}))
    if news.overdue_points:
        lines = "\n".join(f"– {one.text[:120]} ({one.walk.title})" for one in news.overdue_points)
        found.append(Point(f"lb-walks:{key}", _("Åtgärder från trygghetsvandringar som är försenade"), lines))
    return found


def _is_for_all_parties(row: Dialogue | Problem) -> bool:
    return row.layer != Layer.OWN and not row.is_secret


def fill(meeting: Meeting, news: News, municipality: Municipality, *, by: User) -> int:
    """Put what is new on the meeting's agenda, each point once; how many that were not there. Asks who may."""
    permissions.check_can(by, Permission.VIEW_LAGESBILD, municipality)
    return len(meetings.fill(meeting, points_of(news, municipality), by=by))


@transaction.atomic
def send_summary(
    meeting: Meeting, municipality: Municipality, *, text: str, creation_key: UUID, by: User
) -> int:
    """Write to everybody who holds a seat in the group and has an account; how many. The same key again writes once."""
    permissions.check_can(by, Permission.WRITE_LAGESBILD, municipality)
    check_can_hold_meetings(by, meeting.group)
    if not text.strip():
        raise ValidationError({"text": _("Skriv en kort sammanfattning.")})
    seats = GroupMember.objects.valid().filter(group=meeting.group_id, user__isnull=False)
    people = {seat.user_id: seat.user for seat in seats.select_related("user").order_by("pk")}
    key = f"situation_summary:{creation_key}"
    if OutboxMessage.objects.filter(key__startswith=f"{key}:").exists():
        return len(people)
    day = meeting.held_on
    for person in people.values():
        if person is not None:
            _write_to(person, meeting, text, key)
    note(
        "summary_sent",
        meeting.group,
        municipality=municipality,
        by=by,
        people=len(people),
        held_on=day.isoformat(),
    )
    return len(people)


def _write_to(person: User, meeting: Meeting, text: str, key: str) -> None:
    about = {"day": date_format(meeting.held_on, "j F Y"), "group": meeting.group}
    tell(
        person,
        kind="situation_summary",
        subject=_("Lägesbildsträffen %(day)s, %(group)s") % about,
        text=text,
        path=reverse("organisations:meeting", args=[meeting.pk]),
        key=key,
    )
