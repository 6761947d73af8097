"""Trollhättan's two rounds of 2018, whose points are invented and say so, and a walk to come in Lekeberg."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from lagesbild.actions import walk_points, walks
from lagesbild.demo.keys import key_of
from lagesbild.models import SafetyWalk, WalkPoint
from organisations.models import Municipality

if TYPE_CHECKING:
    from organisations.models import User

Category, State = WalkPoint.Category, WalkPoint.State
INVENTED = (
    "Löftet för 2018 lovade två trygghetsronder, i Kronogården och Lextorp. Dagen, deltagarna och punkterna är "
    "påhittade för demonstrationen."
)

# Of each round: key, title, day, participants, light, points; a point: its values and what became of it.
_ROUNDS: list[tuple[str, str, date, int, str, list[tuple[dict[str, Any], tuple[Any, ...] | None]]]] = [
    (
        "kronogarden",
        "Trygghetsrond i Kronogården",
        date(2018, 4, 18),
        17,
        "Skymning, uppehåll",
        [
            (
                {
                    "category": Category.LIGHTING,
                    "text": "Tre lampor är släckta längs gångvägen. (Påhittad punkt.)",
                    "place_text": "Gångvägen mot skolan",
                    "measure": "Byta lampor och se över hela sträckan.",
                    "measure_owner_title": "Gatuenheten",
                    "due_on": date(2018, 6, 1),
                    "internal_note": "Samma sträcka var anmäld också i höstas.",
                },
                (State.DONE, "Lamporna är bytta.", date(2018, 5, 22)),
            ),
            (
                {
                    "category": Category.SIGHT,
                    "text": "Buskarna skymmer sikten vid busskuren. (Påhittad punkt.)",
                    "place_text": "Busshållplatsen",
                    "measure": "Beskära buskarna till en meter.",
                    "measure_owner_title": "Parkenheten",
                    "due_on": date(2018, 9, 30),
                },
                (State.UNDERWAY, "Hälften är beskuret.", date(2018, 8, 15)),
            ),
            (
                {
                    "category": Category.GATHERING,
                    "text": "Trapphuset står öppet på kvällen. (Påhittad punkt.)",
                    "place_text": "Ett trapphus",
                    "measure": "Fastighetsägaren ser över låset.",
                    "is_public": False,
                },
                None,
            ),
            (
                {
                    "category": Category.GOOD,
                    "text": "Torget är ljust och det rör sig folk där hela kvällen. (Påhittad punkt.)",
                    "place_text": "Torget",
                },
                None,
            ),
        ],
    ),
    (
        "lextorp",
        "Trygghetsrond i Lextorp",
        date(2018, 10, 24),
        12,
        "Mörkt, lätt regn",
        [
            (
                {
                    "category": Category.DESERTED,
                    "text": "Parkeringen är öde efter att butiken har stängt. (Påhittad punkt.)",
                    "place_text": "Parkeringen",
                    "measure": "Ljus på fasaden även efter stängning.",
                    "measure_owner_title": "Fastighetsägaren",
                    "due_on": date(2018, 12, 15),
                },
                (State.DECLINED, "Fastighetsägaren säger nej av kostnadsskäl.", date(2018, 12, 10)),
            ),
            (
                {
                    "category": Category.TRAFFIC,
                    "text": "Mopeder kör fort på gångvägen. (Påhittad punkt.)",
                    "place_text": "Gångvägen vid lekplatsen",
                    "measure": "Sätta upp grindar.",
                    "measure_owner_title": "Gatuenheten",
                    "due_on": date(2018, 11, 30),
                },
                (State.DONE, "Två grindar är på plats.", date(2018, 11, 28)),
            ),
        ],
    ),
]


def load(people: Mapping[str, User]) -> None:
    """Write the walks that are not there yet."""
    for row in _ROUNDS:
        if not SafetyWalk.objects.filter(creation_key=key_of("walk", row[0])).exists():
            _hold(row, people["samordnare.trollhattan"])
    if not SafetyWalk.objects.filter(creation_key=key_of("walk", "fjugesta")).exists():
        _plan(people["samordnare.lekeberg"])


def _hold(row: tuple[Any, ...], by: User) -> None:
    key, title, day, participants, light, points = row
    trollhattan = Municipality.objects.get(code="1488")
    values = {"title": title, "held_on": day, "starts_at": time(18, 30), "introduction": INVENTED}
    walk = walks.plan(trollhattan, owner=trollhattan, values=values, creation_key=key_of("walk", key), by=by)
    made = []
    for number, (seen, became) in enumerate(points):
        point = walk_points.record(walk, values=seen, creation_key=key_of("point", key, number), by=by)
        made.append((point, became))
    held = {
        "participants": participants,
        "participant_roles": "Boende, folkhälsohandläggare, kommunpolis, bostadsbolag",
        "weather": light,
    }
    walks.note_walked(walk, values=held, by=by)
    for point, became in made:
        if became is not None:
            state, words, since = became
            walk_points.follow_up(point, edit_number=1, state=state, state_note=words, state_on=since, by=by)
    walks.publish(walk, by=by)


def _plan(by: User) -> None:
    lekeberg = Municipality.objects.get(code="1814")
    values = {
        "title": "Trygghetsvandring i Fjugesta (påhittad)",
        "held_on": timezone.localdate() + timedelta(days=14),
        "starts_at": time(18, 0),
        "meeting_place": "Torget i Fjugesta",
        "route": "Torget, gångvägen förbi skolan, resecentrum och tillbaka.",
    }
    walks.plan(lekeberg, owner=lekeberg, values=values, creation_key=key_of("walk", "fjugesta"), by=by)
