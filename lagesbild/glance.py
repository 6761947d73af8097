"""What one municipality's lägesbild holds today, in a line for each part: for its first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lagesbild.clocks import clocks_of
from lagesbild.models import CooperationAgreement, Dialogue, HotSpotRun, Place, Problem, SafetyWalk
from lagesbild.news import meetings_of
from lagesbild.permissions import readable, reports_seen_by

if TYPE_CHECKING:
    from organisations.models import Municipality, User

# Days that count as lately.
LATELY = 30


def glance_at(municipality: Municipality, user: User, today: date) -> dict[str, str]:
    """The name of each part's first page → a line of what the person may read there. A fixed number of queries."""
    return {name: text for name, text in _lines(municipality, user, today) if text}


def _lines(municipality: Municipality, user: User, today: date) -> Iterator[tuple[str, str]]:
    yield "lagesbild:reports", _reports(municipality, user, today)
    yield "lagesbild:places", _places(municipality)
    yield "lagesbild:dialogues", _dialogues(municipality, user)
    yield "lagesbild:walks", _walks(municipality, today)
    yield "lagesbild:analysis", _hot_spots(municipality)
    yield "lagesbild:problems", _problems(municipality, user)
    yield "lagesbild:meetings", _next_or_last(meetings_of(municipality), today)
    clocks = clocks_of([municipality.pk], today)[municipality.pk]
    if clocks.lagesbild:
        yield "lagesbild:lagesbilder", _("Antagen %(day)s.") % {"day": _day(clocks.lagesbild.decided_on)}
    if clocks.plan:
        yield "lagesbild:plans", _("Beslutad %(day)s.") % {"day": _day(clocks.plan.decided_on)}
    yield "lagesbild:agreements", _agreements(municipality, today)


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _reports(municipality: Municipality, user: User, today: date) -> str:
    since = timezone.make_aware(datetime.combine(today - timedelta(days=LATELY), time.min))
    n = reports_seen_by(user).filter(municipality=municipality, happened_at__gte=since).count()
    if not n:
        return _("Inga händelser de senaste 30 dagarna.")
    return ngettext("%(n)s händelse de senaste 30 dagarna.", "%(n)s händelser de senaste 30 dagarna.", n) % {
        "n": n
    }


def _places(municipality: Municipality) -> str:
    n = Place.objects.filter(municipality=municipality, is_active=True).count()
    return ngettext("%(n)s plats i bruk.", "%(n)s platser i bruk.", n) % {"n": n} if n else ""


def _dialogues(municipality: Municipality, user: User) -> str:
    found = readable(user, Dialogue.objects.filter(municipality=municipality)).aggregate(
        n=Count("pk"), still_open=Count("pk", filter=Q(closed_at__isnull=True))
    )
    if not found["n"]:
        return ""
    whole = ngettext(
        "%(n)s dialog, %(still_open)s öppen.", "%(n)s dialoger, %(still_open)s öppna.", found["n"]
    )
    return whole % found


def _walks(municipality: Municipality, today: date) -> str:
    return _next_or_last(SafetyWalk.objects.filter(municipality=municipality), today)


def _next_or_last(held: QuerySet[Any], today: date) -> str:
    """The day of the next of what has a day to be held on; of the last when none is planned."""
    days = held.order_by().aggregate(
        coming=Min("held_on", filter=Q(held_on__gte=today)), last=Max("held_on", filter=Q(held_on__lt=today))
    )
    if days["coming"]:
        return _("Nästa %(day)s.") % {"day": _day(days["coming"])}
    return _("Senast %(day)s.") % {"day": _day(days["last"])} if days["last"] else ""


def _hot_spots(municipality: Municipality) -> str:
    runs = HotSpotRun.objects.filter(municipality=municipality).annotate(n=Count("spots"))
    # Said here too: a count beside each row makes the database forget the order of the table.
    run = runs.order_by("-computed_at", "-pk").first()
    if run is None:
        return ""
    text = ngettext("%(n)s hot spot, sökt %(day)s.", "%(n)s hot spots, sökta %(day)s.", run.n)
    return text % {"n": run.n, "day": _day(timezone.localdate(run.computed_at))}


def _problems(municipality: Municipality, user: User) -> str:
    rows = Problem.objects.filter(municipality=municipality, is_active=True, joined_into__isnull=True)
    found = readable(user, rows).aggregate(
        n=Count("pk"), chosen=Count("pk", filter=Q(priority=Problem.Priority.PRIORITISED))
    )
    return _("%(n)s aktuella, %(chosen)s prioriterade.") % found if found["n"] else ""


def _agreements(municipality: Municipality, today: date) -> str:
    in_force = Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    n = CooperationAgreement.objects.filter(in_force, municipality=municipality).count()
    return _("%(n)s gäller i dag.") % {"n": n} if n else ""
