"""What people have said, from a survey: findings already counted, how many answered, or one row for each answer."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.imports import values as read
from lagesbild.imports.kinds import Context, Fault, Field, Kind, Values
from lagesbild.imports.tables import Unreadable
from lagesbild.models import Breakdown, Finding
from organisations.themes import Theme

_THEME_WORDS = {
    **dict.fromkeys(("droger", "narkotika", "alkohol", "missbruk"), Theme.DRUGS),
    **dict.fromkeys(("trafik", "fortkörning", "buskörning", "hastighet"), Theme.TRAFFIC),
    **dict.fromkeys(("otrygg plats", "otrygghet", "belysning", "mörker"), Theme.PUBLIC_PLACES),
    **dict.fromkeys(("misshandel", "rån", "hot"), Theme.VIOLENCE),
    **dict.fromkeys(("inbrott", "stöld", "stölder"), Theme.BURGLARY),
    **dict.fromkeys(("skadegörelse", "klotter", "nedskräpning"), Theme.VANDALISM),
    **dict.fromkeys(("skola", "ungdomar", "unga", "mobbning"), Theme.SCHOOL),
    **dict.fromkeys(("fler poliser", "synlig polis", "polis", "närvaro"), Theme.PRESENCE),
    **dict.fromkeys(("annat", "övrigt"), Theme.OTHER),
}
_SEX_WORDS = {
    **dict.fromkeys(("kvinna", "kvinnor", "flicka", "flickor", "tjej", "k", "f"), Breakdown.Sex.WOMEN),
    **dict.fromkeys(("man", "män", "pojke", "pojkar", "kille", "m"), Breakdown.Sex.MEN),
    **dict.fromkeys(
        ("annat", "vill inte svara", "vill ej uppge", "okänt", "ickebinär", "övrigt"), Breakdown.Sex.OTHER
    ),
}
_SEX = tuple((value, label) for value, label in Breakdown.Sex.choices)
# The ages of an answer are made into these at once: what one person is, is never stored.
BANDS = ((0, 12, "0–12"), (13, 15, "13–15"), (16, 19, "16–19"), (20, 29, "20–29"), (30, 44, "30–44"),
         (45, 64, "45–64"), (65, 79, "65–79"), (80, 120, "80 och äldre"))  # fmt: skip
_BAND = re.compile(r"(\d{1,3}) ?[-–] ?(\d{1,3})(?: år)?\Z", re.ASCII)


def _line(cell: str, context: Context) -> str:
    return read.line(cell)


def _text(cell: str, context: Context) -> str:
    return read.text(cell)


def _count(cell: str, context: Context) -> int:
    return read.whole(cell, 0, 1_000_000)


def _place(cell: str, context: Context) -> int:
    found = context.places.get(read.folded(cell))
    if found is None:
        raise Unreadable(
            _(
                "Platsen ”%(cell)s” finns inte bland kommunens platser. Lägg till den där, eller lämna cellen tom."
            )
            % {"cell": cell.strip()[:60]}
        )
    return found


def _group(cell: str, context: Context) -> str:
    """An age as a survey's maker grouped it."""
    written = read.line(cell, 20)
    match = _BAND.match(written)
    return f"{match[1]}–{match[2]}" if match else written


def _band(cell: str, context: Context) -> str:
    """The band of one person's age, or the group that the survey asked about."""
    written = read.line(cell, 40).removesuffix(" år")
    if not written.isdecimal():
        return _group(written, context)
    age = int(written)
    if age > 120:
        raise Unreadable(_("%(cell)s är ingen ålder.") % {"cell": written[:10]})
    return next(name for least, most, name in BANDS if least <= age <= most)


FINDINGS = Kind(
    key="findings",
    slug="resultat",
    title=gettext_lazy("Resultat som är räknade"),
    lead=gettext_lazy("En rad för varje sak som sades: ämne, vad som sades och hur många som sa det."),
    fields=(
        Field(
            "theme",
            gettext_lazy("Ämne"),
            "Trafik",
            required=True,
            synonyms=("ämne", "tema", "kategori", "område", "rubrik"),
            choices=tuple((value, label) for value, label in Theme.choices),
            word_synonyms=_THEME_WORDS,
        ),
        Field(
            "text",
            gettext_lazy("Vad som sades"),
            "Bilar kör för fort förbi skolan.",
            read=_text,
            required=True,
            synonyms=(
                "synpunkt",
                "svar",
                "text",
                "kommentar",
                "fritext",
                "önskemål",
                "problem",
                "vad",
                "beskrivning",
            ),
            screened=True,
        ),
        Field(
            "count",
            gettext_lazy("Hur många sa det"),
            "112",
            read=_count,
            synonyms=("antal", "antal svar", "hur många", "svar antal", "n", "frekvens"),
        ),
        Field(
            "asks",
            gettext_lazy("VAD eller HUR (medarbetare)"),
            "VAD",
            synonyms=("vad eller hur", "vad/hur", "fråga"),
            choices=tuple((value, label) for value, label in Finding.Asks.choices),
            word_synonyms={"vad": Finding.Asks.WHAT, "hur": Finding.Asks.HOW},
        ),
        Field(
            "place",
            gettext_lazy("Plats bland kommunens platser"),
            "",
            read=_place,
            synonyms=("plats", "var"),
        ),
        Field(
            "when_text",
            gettext_lazy("Tider"),
            "Vardagar före skolan",
            read=_line,
            synonyms=("när", "tid", "tider"),
            screened=True,
        ),
        Field(
            "who_text",
            gettext_lazy("Vilka grupper det gäller"),
            "Barn på väg till skolan",
            read=_line,
            synonyms=("vilka", "grupp", "grupper", "målgrupp"),
            screened=True,
        ),
    ),
    put_together=lambda cells, context: (cells, []),
    marks=("theme", "text"),
    most=2_000,
    of_dialogue=True,
)

BREAKDOWN = Kind(
    key="breakdown",
    slug="fordelning",
    title=gettext_lazy("Hur många som svarade, efter kön och ålder"),
    lead=gettext_lazy("En rad för varje grupp: kön, ålder och antal."),
    fields=(
        Field(
            "sex",
            gettext_lazy("Kön"),
            "Kvinnor och flickor",
            synonyms=("kön", "sex"),
            choices=_SEX,
            word_synonyms=_SEX_WORDS,
        ),
        Field("age", gettext_lazy("Ålder"), "16–19", read=_group, synonyms=("ålder", "åldersgrupp")),
        Field(
            "count",
            gettext_lazy("Antal"),
            "84",
            read=_count,
            required=True,
            synonyms=("antal", "antal svar", "n", "svar"),
        ),
    ),
    put_together=lambda cells, context: (
        {"sex": cells.get("sex") or "", "age": cells.get("age") or "", "count": cells["count"]},
        [],
    ),
    marks=("sex", "age"),
    repeats_are_faults=True,
    most=500,
    of_dialogue=True,
)


def _answer(cells: Values, context: Context) -> tuple[Values, list[Fault]]:
    faults: list[Fault] = []
    if not any(cells.get(name) for name in ("sex", "age", "answer")):
        faults = [("answer", _("Raden har varken svar, kön eller ålder."))]
    known: dict[str, Any] = {name: cells.get(name) or "" for name in ("sex", "age")}
    return {**known, "answers": cells.get("answer") or []}, faults


ANSWERS = Kind(
    key="answers",
    slug="enkatsvar",
    title=gettext_lazy("En rad för varje svar"),
    lead=gettext_lazy(
        "Som filen ser ut från ett enkätverktyg. Svaren räknas ihop: varje svarsalternativ blir ett resultat, och kön "
        "och ålder en fördelning. Den enskilda raden sparas inte."
    ),
    fields=(
        Field(
            "answer",
            gettext_lazy("Svar, flera med semikolon emellan"),
            "Fler poliser ute på kvällen",
            required=False,
            synonyms=("svar", "synpunkt", "vad är viktigast", "alternativ", "problem", "önskemål"),
            choices=tuple((value, label) for value, label in Theme.choices),
            word_synonyms=_THEME_WORDS,
            screened=True,
            several=True,
        ),
        Field(
            "sex",
            gettext_lazy("Kön"),
            "Kvinna",
            synonyms=("kön", "är du", "sex", "kön:"),
            choices=_SEX,
            word_synonyms=_SEX_WORDS,
        ),
        Field(
            "age",
            gettext_lazy("Ålder"),
            "34",
            read=_band,
            synonyms=("ålder", "åldersgrupp", "hur gammal är du", "age"),
        ),
    ),
    put_together=_answer,
    # Two people may answer the same.
    marks=(),
    most=20_000,
    of_dialogue=True,
)
