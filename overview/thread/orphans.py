"""What hangs loose in the thread, both ways: nothing done about it, or nothing that it is done about. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from lagesbild.models import Measure, Problem
from overview.thread.chains import Item
from overview.thread.reading import Material

# Nobody mends more at a time; how many there are is said.
MOST = 50


@dataclass(frozen=True)
class Orphans:
    """One list of loose ends. ``mend`` says what to do about them."""

    key: str
    title: str
    mend: str
    items: list[Item]
    count: int


def orphans_of(material: Material, *, may_write: bool) -> list[Orphans]:
    """The four lists, also those that are empty: an empty list is good news.

    may_write: whether the reader answers and links itself; anybody else is led to where it reads about the thing.
    """
    return [
        _listed(
            "problem",
            _("Problem utan aktivitet"),
            _("Skriv en aktivitet som svarar på det."),
            _problems(material),
        ),
        _listed(
            "aktivitet",
            _("Aktiviteter utan orsak"),
            _("Välj vilken orsak den gör något åt."),
            _activities(material),
        ),
        _listed(
            "sagt",
            _("Sagt utan svar"),
            _("Svara: lovat, inte lovat eller lämnat vidare."),
            _findings(material, may_write),
        ),
        _listed(
            "atgard",
            _("Åtgärder utan aktivitet"),
            _("Välj vilken aktivitet som genomför den."),
            _measures(material, may_write),
        ),
    ]


def _listed(key: str, title: str, mend: str, items: Iterable[Item]) -> Orphans:
    found = list(items)
    return Orphans(key, title, mend, found[:MOST], len(found))


def _problems(material: Material) -> Iterable[Item]:
    """Those that somebody still means to do something about."""
    answered = {one for one, keys in material.activities_of_problem.items() if keys}
    acted_on = {material.causes[one].problem_id for one, keys in material.activities_of_cause.items() if keys}
    for number, one in material.problems.items():
        is_left = one.is_active and one.priority != Problem.Priority.DEPRIORITISED
        if is_left and number not in answered | acted_on:
            url = reverse("overview:thread_problem", args=[material.municipality.slug, number])
            yield Item(one.title, url, str(one.get_priority_display()))


def _activities(material: Material) -> Iterable[Item]:
    """Of promises that are being written or in force: what is over is not mended."""
    acting = {key for keys in material.activities_of_cause.values() for key in keys}
    for key, one in material.activities.items():
        if one.is_open and key not in acting:
            url = reverse("promises:activities", args=[key[0]])
            yield Item(one.text, f"{url}#aktivitet-{one.row}", one.promise_title)


def _findings(material: Material, may_write: bool) -> Iterable[Item]:
    for number, one in material.findings.items():
        if number not in material.answers or number in material.gone:
            read = reverse("overview:thread_finding", args=[material.municipality.slug, number])
            url = reverse("promises:answer_finding", args=[number]) if may_write else read
            yield Item(one.text, url, str(one.dialogue))


def _measures(material: Material, may_write: bool) -> Iterable[Item]:
    for number, one in material.measures.items():
        if one.state != Measure.State.DROPPED and not material.activities_of_measure.get(number):
            read = reverse("lagesbild:plan", args=[material.municipality.slug, one.plan_id])
            url = reverse("promises:measure_activities", args=[number]) if may_write else read
            yield Item(one.text, url, str(one.plan))
