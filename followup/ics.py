"""Occasions as a calendar (RFC 5545). The only place that knows the library."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from followup.feeds import Row
from followup.followed import Followed
from followup.models import Occasion
from organisations.notifications import absolute

CONTENT_TYPE = "text/calendar; charset=utf-8"
# How often a calendar program is asked to fetch.
_BETWEEN = timedelta(hours=6)
_MOST_LETTERS = 120
# What can be done during longer than this is shown on its last day: a bar over a whole week hides what has a day.
_LONG = timedelta(days=3)


def calendar_of(title: str, rows: Iterable[Row]) -> bytes:
    """The calendar as it is sent. The same rows give the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Medborgarloften//Aktivitetsplan//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", _BETWEEN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for occasion, found, activity in rows:
        calendar.add_component(_event(occasion, found.document.title, activity))
    return calendar.to_ical()


def _event(occasion: Occasion, promise_title: str, activity: Followed) -> Event:
    first, last = _days(occasion)
    event = Event()
    # The key is made with the row and never changes, so a moved occasion moves in the calendar too.
    event.add("uid", f"{occasion.creation_key}@medborgarloften")
    event.add("sequence", occasion.edit_number - 1)
    event.add("dtstamp", occasion.edited_at.astimezone(UTC))
    event.add("last-modified", occasion.edited_at.astimezone(UTC))
    event.add("dtstart", first)
    # The day after the last one: the end is not included.
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", _summary(occasion, activity))
    event.add("description", _description(occasion, promise_title, activity))
    event.add("status", "CANCELLED" if occasion.cancelled_at else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("url", absolute(reverse("followup:occasion", args=[occasion.promise_id, occasion.pk])))
    if occasion.place:
        event.add("location", occasion.place)
    return event


def _days(occasion: Occasion) -> tuple[date, date]:
    first, last = occasion.starts_on, occasion.last_day
    return (last, last) if last - first > _LONG else (first, last)


def _summary(occasion: Occasion, activity: Followed) -> str:
    what = " ".join((occasion.title or activity.text.text).split())
    if occasion.title:
        what = f"{what}: {' '.join(activity.text.text.split())}"
    if len(what) > _MOST_LETTERS:
        what = f"{what[: _MOST_LETTERS - 1].rstrip()}…"
    if _days(occasion)[0] != occasion.starts_on:
        what = _("Senast i dag: %(what)s") % {"what": what}
    if occasion.cancelled_at:
        what = _("Inställt: %(what)s") % {"what": what}
    return _("[Demonstration] %(what)s") % {"what": what} if occasion.promise.is_demo else what


def _description(occasion: Occasion, promise_title: str, activity: Followed) -> str:
    lines = [
        _("Löfte: %(title)s") % {"title": promise_title},
        _("Aktivitet %(number)s: %(text)s") % {"number": activity.text.number, "text": activity.text.text},
        _("Utförare: %(organisation)s") % {"organisation": occasion.organisation},
    ]
    if activity.text.scope:
        lines.append(_("Omfattning: %(scope)s") % {"scope": activity.text.scope})
    if occasion.ends_on:
        days = {"first": _day(occasion.starts_on), "last": _day(occasion.ends_on)}
        lines.append(_("Kan göras från %(first)s till %(last)s") % days)
    if occasion.cancelled_at:
        lines.append(_("Inställt: %(reason)s") % {"reason": occasion.cancel_reason})
    return "\n".join(lines)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
