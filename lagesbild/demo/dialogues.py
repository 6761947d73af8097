"""What was said in three of the municipalities: facts of their promises in our own words. What is invented says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from lagesbild.actions import dialogues, findings
from lagesbild.demo.keys import key_of
from lagesbild.models import Dialogue, Finding, Layer
from organisations.models import Municipality
from organisations.themes import Theme

if TYPE_CHECKING:
    from organisations.models import User

Form, With = Dialogue.Form, Dialogue.With
DAYS_ASSUMED = "Källan säger inte vilka dagar. De är antagna i demonstrationen."


@dataclass(frozen=True)
class Told:
    """A dialogue: whose, by which account, its own values and what was said, the most common first."""

    key: str
    code: str
    login: str
    values: Mapping[str, Any]
    said: list[Mapping[str, Any]] = field(default_factory=list)


TOLD = [
    Told(
        "lekeberg-enkat",
        "1814",
        "samordnare.lekeberg",
        {
            "title": "Enkät om trygghet inför löftet 2021–2022",
            "form": Form.SURVEY,
            "starts_on": date(2020, 10, 1),
            "ends_on": date(2020, 11, 30),
            "reached": 700,
            "reached_wording": "drygt 700 svarade",
            "method": "Frågor om hur trygga invånarna är och vad polisen och kommunen ska arbeta med tillsammans. "
            + DAYS_ASSUMED,
            "summary": "Narkotika och alkohol sticker ut. Därefter kommer trafikbrott och inbrott.",
            "layer": Layer.PUBLIC,
        },
        [
            {
                "theme": Theme.DRUGS,
                "text": "Arbeta mot narkotika och alkohol.",
                "count_wording": "flest svar",
                "is_public": True,
            },
            {
                "theme": Theme.TRAFFIC,
                "text": "Gör något åt trafikbrotten: de som kör för fort och vårdslöst.",
                "count_wording": "näst flest svar",
                "is_public": True,
            },
            {
                "theme": Theme.BURGLARY,
                "text": "Förebygg inbrott.",
                "count_wording": "tredje flest svar",
                "is_public": True,
            },
        ],
    ),
    Told(
        "vivalla-boende",
        "1880",
        "samordnare.orebro",
        {
            "title": "Vad boende och andra i Vivalla har berättat",
            "form": Form.OTHER,
            "starts_on": date(2018, 1, 1),
            "ends_on": date(2020, 12, 31),
            "place_text": "Vivalla",
            "method": "Boende och andra som verkar i området har de senaste åren berättat för kommunen och polisen. "
            "Hur och för hur många framgår inte av källan. " + DAYS_ASSUMED,
            "summary": "Våld, bränder och skadegörelse skadar tryggheten. Föreningslivet och de som länge har arbetat "
            "i området är en styrka.",
            "layer": Layer.PUBLIC,
        },
        [
            {
                "theme": Theme.VIOLENCE,
                "text": "Grova våldsbrott, bilbränder och stenkastning gör området otryggt.",
                "is_public": True,
            },
            {
                "theme": Theme.VANDALISM,
                "text": "Offentliga lokaler och bostäder förstörs.",
                "is_public": True,
            },
            {
                "theme": Theme.COOPERATION,
                "text": "Bygg på det som fungerar: föreningarna, folkhögskolan och Folkets hus.",
                "is_public": True,
            },
        ],
    ),
    Told(
        "trollhattan-webb",
        "1488",
        "samordnare.trollhattan",
        {
            "title": "Webbaserad medborgarundersökning 2016",
            "form": Form.WEB,
            "starts_on": date(2016, 1, 1),
            "ends_on": date(2016, 12, 31),
            "method": "Invånarna fick säga vilka områden som är viktigast för tryggheten. " + DAYS_ASSUMED,
            "summary": "Våld utomhus och sexuellt våld lyftes av flest. De prioriterades därför från 2017.",
            "layer": Layer.PUBLIC,
        },
        [
            {
                "theme": Theme.VIOLENCE,
                "text": "Våld utomhus är viktigast att göra något åt.",
                "count_wording": "bland de två som flest lyfte",
                "when_text": "Kvällar och nätter, ibland tidig morgon",
                "is_public": True,
            },
            {
                "theme": Theme.SEXUAL_VIOLENCE,
                "text": "Sexuellt våld är viktigast att göra något åt.",
                "count_wording": "bland de två som flest lyfte",
                "who_text": "Fler kvinnor än män känner sig otrygga",
                "is_public": True,
            },
        ],
    ),
    Told(
        "trollhattan-ronder",
        "1488",
        "samordnare.trollhattan",
        {
            "title": "Systematiska trygghetsronder i Sylte, Hjortmossen och Centrum",
            "form": Form.SAFETY_WALK,
            "starts_on": date(2017, 1, 1),
            "ends_on": date(2017, 12, 31),
            "place_text": "Sylte, Hjortmossen och Centrum",
            "method": "Ronder i tre stadsdelar. Resultaten är den gemensamma bilden från årets dialoger. "
            + DAYS_ASSUMED,
            "layer": Layer.PUBLIC,
        },
        [
            {
                "theme": Theme.PUBLIC_PLACES,
                "text": "Det finns platser där människor bor och rör sig som känns otrygga.",
                "who_text": "Fler kvinnor än män",
                "is_public": True,
            },
            {
                "theme": Theme.PUBLIC_PLACES,
                "text": "Otryggheten ökar när det är mörkt.",
                "when_text": "Kvällar och nätter, ibland tidig morgon",
                "count_wording": "de flesta",
                "is_public": True,
            },
            {
                "theme": Theme.PRESENCE,
                "text": "Otryggheten ökar när färre människor är ute.",
                "when_text": "När få rör sig ute",
                "is_public": True,
            },
        ],
    ),
    Told(
        "trollhattan-medarbetare",
        "1488",
        "samordnare.trollhattan",
        {
            "title": "Polisens medarbetare om trygghetsarbetet 2016–2017",
            "held_with": With.STAFF,
            "form": Form.OTHER,
            "starts_on": date(2016, 1, 1),
            "ends_on": date(2017, 12, 31),
            "method": "Åsikter och erfarenheter samlades in och arbetssättet förankrades. Vad som sades framgår inte "
            "av källan: raderna är påhittade exempel. " + DAYS_ASSUMED,
            "layer": Layer.PARTIES,
        },
        [
            {
                "theme": Theme.PUBLIC_PLACES,
                "asks": Finding.Asks.WHAT,
                "text": "Otryggheten är störst på få platser och samma tider. (Påhittat exempel.)",
            },
            {
                "theme": Theme.PRESENCE,
                "asks": Finding.Asks.HOW,
                "text": "Synas på de platserna de tiderna, tillsammans med kommunen. (Påhittat exempel.)",
            },
        ],
    ),
]


def load(people: Mapping[str, User]) -> None:
    """Write the dialogues that are not there yet."""
    for told in TOLD:
        if not Dialogue.objects.filter(creation_key=key_of("dialogue", told.key)).exists():
            _tell(told, people[told.login])


def _tell(told: Told, by: User) -> None:
    municipality = Municipality.objects.get(code=told.code)
    values = {"held_with": With.CITIZENS, **told.values}
    made = dialogues.add(
        municipality, owner=municipality, values=values, creation_key=key_of("dialogue", told.key), by=by
    )
    for number, said in enumerate(told.said):
        findings.add(made, values=said, creation_key=key_of("finding", told.key, number), by=by)
