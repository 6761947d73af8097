"""Files of event reports: what, when, where, never who."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild import geography, sweref
from lagesbild.imports import values as read
from lagesbild.imports.kinds import Context, Fault, Field, Kind, Values
from lagesbild.imports.tables import Unreadable
from lagesbild.models import Category

# A clock that runs ahead of ours is no future.
AHEAD = timedelta(minutes=10)
EARLIEST = date(2000, 1, 1)
# The hour of a report whose hour nobody knows: the middle of the day belongs to no other.
NOON = time(12)

_WORDS = {
    word: category
    for category, words in (
        (
            Category.VANDALISM,
            "klotter, graffiti, sabotage, åverkan, skadegörelse/klotter, vandalism, brand",
        ),
        (Category.GATHERING, "ungdomssamling, samling, gäng, otrygg samling, oroande samling, folksamling"),
        (
            Category.DISORDER,
            "ordningsstörning, störning, buller, störande, bråk, fylleri, nedskräpning, ordning",
        ),
        (Category.UNSAFE_PLACE, "otrygghet, otrygg, mörk plats, dålig belysning, belysning"),
        (Category.EVENT, "evenemang, event, match, konsert"),
        (Category.SAFE_PLACE, "trygg, trygghet"),
    )
    for word in words.split(", ")
}


def _municipality(cell: str, context: Context) -> None:
    """Nothing to store, but a row of another municipality is not taken."""
    word, own = read.folded(cell), context.municipality
    names = {read.folded(name) for name in (own.name, own.official_name, own.code, own.code.lstrip("0"))}
    if word not in names:
        raise Unreadable(
            _("Raden gäller ”%(cell)s”, men du läser in för %(own)s. Ta bort rader om andra kommuner.")
            % {"cell": cell.strip()[:40], "own": f"{own} ({own.code})"}
        )


def _degrees(cell: str, least: int, most: int, sentence: LazyText) -> Any:
    """Degrees, or metres in SWEREF 99 TM, which are told from degrees by their size and made so with their fellow."""
    value = read.degrees(cell)
    if _is_metres(value):
        _check_metres(value, cell)
        return value
    if not least <= value <= most:
        raise Unreadable(str(sentence) % {"cell": cell.strip()[:20]})
    return value


def _is_metres(value: Decimal) -> bool:
    return value > 1000


def _check_metres(value: Decimal, cell: str) -> None:
    """Refuse metres of another system than SWEREF 99 TM."""
    metres = int(value)
    if metres in sweref.NORTHINGS or metres in sweref.EASTINGS:
        return
    sentence = _(
        "%(cell)s ligger utanför Sverige i SWEREF 99 TM. Är det en lokal zon? Räkna om till SWEREF 99 TM."
    )
    if metres in sweref.OLD_EASTINGS:
        sentence = _("%(cell)s ser ut som RT 90. Räkna om till SWEREF 99 TM eller grader i WGS 84.")
    raise Unreadable(sentence % {"cell": cell.strip()[:20]})


def _latitude(cell: str, context: Context) -> Any:
    return _degrees(cell, 55, 70, gettext_lazy("Latituden %(cell)s ligger utanför Sverige (55–70 grader)."))


def _longitude(cell: str, context: Context) -> Any:
    return _degrees(cell, 10, 25, gettext_lazy("Longituden %(cell)s ligger utanför Sverige (10–25 grader)."))


FIELDS = (
    Field(
        "category",
        gettext_lazy("Vad (kategori)"),
        "Skadegörelse",
        required=True,
        synonyms=("vad", "kategori", "typ", "händelse", "händelsetyp", "brottstyp", "rubrik", "ämne", "category"),
        choices=tuple((value, label) for value, label in Category.choices),
        word_synonyms=_WORDS,
        screened=True,
    ),
    Field(
        "day",
        gettext_lazy("Datum, gärna med klockslag"),
        "2026-10-02 20:30",
        read=lambda cell, context: read.day(cell),
        required=True,
        synonyms=("datum", "när", "tidpunkt", "datum och tid", "händelsedatum", "brottsdatum", "dag", "date",
                  "starttid", "inträffade"),
    ),
    Field(
        "clock",
        gettext_lazy("Klockslag, i egen kolumn"),
        "20:30",
        read=lambda cell, context: read.clock(cell),
        synonyms=("tid", "klockslag", "klockan", "kl", "time"),
    ),
    Field(
        "address",
        gettext_lazy("Plats med ord"),
        "Torget",
        read=lambda cell, context: read.line(cell),
        synonyms=("plats", "adress", "var", "gata", "område", "platsbeskrivning", "gatuadress", "address"),
        screened=True,
    ),
    Field(
        "latitude",
        gettext_lazy("Latitud (WGS 84), eller N i SWEREF 99 TM"),
        "59,18022",
        read=_latitude,
        synonyms=("latitud", "lat", "latitude", "y", "n", "nord", "norr", "northing", "sweref n", "n koordinat"),
    ),
    Field(
        "longitude",
        gettext_lazy("Longitud (WGS 84), eller E i SWEREF 99 TM"),
        "14,86411",
        read=_longitude,
        synonyms=("longitud", "long", "lon", "lng", "longitude", "x", "e", "öst", "easting", "sweref e", "e koordinat"),
    ),
    Field(
        "text",
        gettext_lazy("Vad som hände"),
        "Krossade rutor i busskuren.",
        read=lambda cell, context: read.text(cell),
        synonyms=("beskrivning", "vad hände", "text", "anteckning", "kommentar", "fritext", "händelsebeskrivning"),
        screened=True,
    ),
    Field(
        "external_id",
        gettext_lazy("Källans eget nummer"),
        "A-1042",
        read=lambda cell, context: read.line(cell, 80),
        synonyms=("ärendenummer", "ärende", "id", "nummer", "nr", "dnr", "löpnummer", "referens"),
        screened=True,
    ),
    Field(
        "municipality",
        gettext_lazy("Kommun, namn eller kod"),
        "",
        read=_municipality,
        synonyms=("kommun", "kommunkod", "kommunnamn"),
    ),
)  # fmt: skip


def put_together(cells: Values, context: Context) -> tuple[Values, list[Fault]]:
    """A report of the cells, or what is wrong with them together."""
    found, at, zone = cells["day"]
    if cells.get("clock"):
        at, zone = cells["clock"]
    try:
        happened = read.moment(found, at or NOON, zone, timezone.get_default_timezone())
        happened = happened.astimezone(timezone.get_default_timezone())
    except (ValueError, OverflowError):
        # A zone that is none, or a moment that its zone moves out of the calendar.
        return {}, [("day", _("Tidpunkten finns inte. Skriv dag och klockslag som 2026-10-02 20:30."))]
    in_metres, unlike = _in_degrees(cells)
    faults = [*_when(happened, found, at, context), *(unlike or _where(cells, context))]
    address = cells.get("address") or ""
    values = {
        "category": cells["category"],
        "happened_at": happened.isoformat(),
        "hour_is_known": at is not None,
        "place": context.places.get(read.folded(address)) if address else None,
        "address": address,
        "latitude": _written(cells.get("latitude")),
        "longitude": _written(cells.get("longitude")),
        "text": cells.get("text") or "",
        "external_id": cells.get("external_id") or "",
        "in_metres": in_metres,
    }
    return values, faults


def _in_degrees(cells: Values) -> tuple[bool, list[Fault]]:
    """Make metres degrees in the cells; whether they were, and what is wrong when only one of them is.

    Which column is north is told by the numbers: N and E, X and Y are used both ways.
    """
    pair = [value for name in ("latitude", "longitude") if (value := cells.get(name)) is not None]
    if len(pair) < 2 or not any(map(_is_metres, pair)):
        return False, []
    east, north = sorted(map(float, pair))
    if int(north) not in sweref.NORTHINGS or int(east) not in sweref.EASTINGS:
        return False, [
            ("latitude", _("Skriv båda i SWEREF 99 TM eller båda i grader, och N i den ena, E i den andra."))
        ]
    cells["latitude"], cells["longitude"] = (
        Decimal(str(degrees)).quantize(Decimal("0.00001")) for degrees in sweref.to_degrees(north, east)
    )
    return True, []


def _written(value: Any) -> str | None:
    return None if value is None else str(value)


def _when(happened: datetime, found: date, at: time | None, context: Context) -> list[Fault]:
    is_future = happened > context.now + AHEAD if at else found > timezone.localdate(context.now)
    if is_future:
        when = f"{happened:%Y-%m-%d %H:%M}" if at else f"{found}"
        return [("day", _("Tidpunkten %(day)s har inte varit än.") % {"day": when})]
    if found < EARLIEST:
        return [("day", _("Året %(year)d ser fel ut. Kontrollera datumet.") % {"year": found.year})]
    return []


def _where(cells: Values, context: Context) -> list[Fault]:
    latitude, longitude = cells.get("latitude"), cells.get("longitude")
    if latitude is None and longitude is None:
        return (
            []
            if cells.get("address")
            else [("address", _("Raden säger inte var det hände. Skriv platsen med ord."))]
        )
    if latitude is None or longitude is None:
        return [("latitude", _("En position behöver både latitud och longitud."))]
    if not geography.lies_in(context.municipality.code, latitude, longitude):
        return [("latitude", _("Positionen ligger inte i %(own)s.") % {"own": context.municipality})]
    return []


def _also_marked(values: Values) -> str:
    """Without hour and number, two things of one day at one place are told apart by what is said of them."""
    is_marked = values["hour_is_known"] or values["external_id"]
    return "" if is_marked else str(values["text"])


KIND = Kind(
    key="reports",
    slug="handelser",
    title=gettext_lazy("Händelserapporter"),
    lead=gettext_lazy("En rad för varje händelse: vad, när och var. Aldrig vem."),
    fields=FIELDS,
    put_together=put_together,
    marks=("category", "happened_at", "address", "latitude", "longitude", "external_id"),
    also_marked=_also_marked,
    most=100_000,
)
