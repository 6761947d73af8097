"""What waits in lägesbilder for those who write them: one question for all their municipalities.

Unanswered findings and late measures are not counted here, for only other apps know which of them wait. A dialogue
that is over says the same of the first, since it cannot be closed before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, Count, DateField, Exists, Min, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from lagesbild.clocks import adopted_lagesbilder, decided_plans
from lagesbild.law import PERIOD, WARNINGS
from lagesbild.models import Dialogue, ImportBatch, Problem, SafetyWalk, WalkPoint
from lagesbild.permissions import own_organisations, readable
from organisations.days import add_months
from organisations.models import Municipality
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import User

# What is said of each kind, and the page where it is done.
_KINDS: dict[str, tuple[str | LazyText, str]] = {
    "dialogue": (
        ngettext_lazy(
            "%(n)s dialog är över. Svara på det som sades och avsluta den.",
            "%(n)s dialoger är över. Svara på det som sades och avsluta dem.",
            "n",
        ),
        "dialogues",
    ),
    "walk": (
        ngettext_lazy(
            "%(n)s trygghetsvandring har passerat sin dag. Notera att den är genomförd, eller byt dag.",
            "%(n)s trygghetsvandringar har passerat sin dag. Notera att de är genomförda, eller byt dag.",
            "n",
        ),
        "walks",
    ),
    "point": (
        ngettext_lazy(
            "%(n)s punkt från en trygghetsvandring skulle ha varit klar. Notera hur det gick.",
            "%(n)s punkter från trygghetsvandringar skulle ha varit klara. Notera hur det gick.",
            "n",
        ),
        "walks",
    ),
    "file": (
        ngettext_lazy(
            "%(n)s fil är uppladdad men inte inläst. Läs in den eller avbryt.",
            "%(n)s filer är uppladdade men inte inlästa. Läs in dem eller avbryt.",
            "n",
        ),
        "imports",
    ),
    "problem": (
        ngettext_lazy(
            "%(n)s problem väntar på beslut: prioriterat eller bortprioriterat?",
            "%(n)s problem väntar på beslut: prioriterade eller bortprioriterade?",
            "n",
        ),
        "problems",
    ),
    "lagesbild": (_("Lägesbilden ska uppdateras minst vartannat år. Börja på en ny."), "lagesbilder"),
    "plan": (_("Åtgärdsplanen ska följas upp minst vartannat år. Notera er uppföljning."), "plans"),
}
_CLOCKS = frozenset({"lagesbild", "plan"})


@dataclass(frozen=True)
class Waiting:
    """So many of a kind in one municipality. ``since``: the day of the first, or when the law's two years began."""

    kind: str
    slug: str
    municipality: str
    count: int
    since: date

    @property
    def text(self) -> str:
        """What waits and what to do about it."""
        return str(_KINDS[self.kind][0] % {"n": self.count})

    @property
    def url(self) -> str:
        return reverse(f"lagesbild:{_KINDS[self.kind][1]}", args=[self.slug])

    @property
    def day(self) -> date:
        """By when, or since when it waits."""
        return add_months(self.since, PERIOD) if self.kind in _CLOCKS else self.since

    @property
    def is_late(self) -> bool:
        return self.kind in _CLOCKS | {"point"} and self.day < timezone.localdate()


def waiting_in(municipalities: QuerySet[Municipality], user: User, today: date) -> list[Waiting]:
    """What waits in the municipalities, whose lägesbild the person writes, the oldest first. One query."""
    kinds = [
        _counted(kind, rows, day, path)
        for kind, (rows, day, path) in _rows(municipalities, user, today).items()
    ]
    found = [
        Waiting(kind, slug, official_name or name, count, since)
        for kind, slug, official_name, name, count, since in kinds[0].union(*kinds[1:], all=True)
    ]
    return sorted(found, key=lambda one: (one.day, one.municipality, one.kind))


def _rows(
    municipalities: QuerySet[Municipality], user: User, today: date
) -> dict[str, tuple[QuerySet[Any], Any, str]]:
    """Each kind with its rows, the day of one, and the way from one to its municipality."""
    here = {"municipality__in": municipalities.order_by().values("pk")}
    last_day = Coalesce("ends_on", "starts_on")
    dialogues = readable(user, Dialogue.objects.filter(**here, closed_at__isnull=True))
    problems = readable(
        user, Problem.objects.filter(**here, is_active=True, priority=Problem.Priority.UNDECIDED)
    )
    points = WalkPoint.objects.filter(
        walk__municipality__in=here["municipality__in"],
        due_on__lt=today,
        state__in=(WalkPoint.State.OPEN, WalkPoint.State.UNDERWAY),
    )
    files = ImportBatch.objects.filter(
        **here,
        organisation__in=own_organisations(user, Permission.WRITE_LAGESBILD),
        state__in=ImportBatch.UNFINISHED,
    )
    walks = SafetyWalk.objects.filter(**here, state=SafetyWalk.State.PLANNED, held_on__lt=today)
    return {
        "dialogue": (
            dialogues.annotate(last_day=last_day).filter(last_day__lt=today),
            "last_day",
            "municipality",
        ),
        "walk": (walks, "held_on", "municipality"),
        "point": (points, "due_on", "walk__municipality"),
        "file": (files, "uploaded_at", "municipality"),
        "problem": (problems.filter(joined_into__isnull=True), "created_at", "municipality"),
        "lagesbild": (
            _soon(adopted_lagesbilder().filter(**here), "decided_on", today),
            "decided_on",
            "municipality",
        ),
        "plan": (_soon(_plans(here), "since", today), "since", "municipality"),
    }


def _plans(here: dict[str, Any]) -> QuerySet[Any]:
    return decided_plans().filter(**here).annotate(since=Coalesce("followed_up_on", "decided_on"))


def _soon(rows: QuerySet[Any], day: str, today: date) -> QuerySet[Any]:
    """Those that were done so long ago that the law's two years are soon over, with none in the place done since."""
    limit = add_months(today, -WARNINGS[0])
    later = rows.filter(municipality=OuterRef("municipality"), **{f"{day}__gt": limit})
    return rows.filter(~Exists(later), **{f"{day}__lte": limit})


def _counted(kind: str, rows: QuerySet[Any], day: Any, path: str) -> QuerySet[Any]:
    """(kind, slug, official name, name, how many, day of the first) for each municipality that has any."""
    of_it = (f"{path}__slug", f"{path}__official_name", f"{path}__name")
    counted = (
        rows.order_by()
        .values(*of_it)
        .annotate(
            of_kind=Value(kind, output_field=CharField()),
            count=Count("pk"),
            since=Min(Cast(day, DateField())),
        )
    )
    return counted.values_list("of_kind", *of_it, "count", "since")
