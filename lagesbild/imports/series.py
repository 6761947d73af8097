"""Files of a municipality's own statistics: one row for each value."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.imports import values as read
from lagesbild.imports.across import unfold
from lagesbild.imports.kinds import Context, Fault, Field, Kind, Values
from lagesbild.imports.tables import Table, Unreadable
from lagesbild.models import Figure

# What statistics write for a value that is held back or missing.
HELD_BACK = ("..", "…", "-", "–", ".", "x")
_MONTHS = tuple((str(number), name) for number, name in enumerate(
    "januari februari mars april maj juni juli augusti september oktober november december".split(), start=1
))  # fmt: skip
_SEX_WORDS = {
    **dict.fromkeys(("totalt", "alla", "samtliga", "båda", "båda könen"), Figure.Sex.TOTAL),
    **dict.fromkeys(("kvinna", "kvinnor", "flickor", "tjejer"), Figure.Sex.WOMEN),
    **dict.fromkeys(("man", "män", "pojkar", "killar"), Figure.Sex.MEN),
}


def _value(cell: str, context: Context) -> str | None:
    """The value as text, None for one that the source holds back."""
    if cell.strip() in HELD_BACK:
        return None
    value = read.number(cell)
    if value != value.quantize(Decimal("0.0001")):
        raise Unreadable(
            _("Talet %(cell)s har fler än fyra decimaler. Avrunda det.") % {"cell": cell.strip()[:30]}
        )
    return f"{value:f}"


FIELDS = (
    Field(
        "title",
        gettext_lazy("Vad som mäts"),
        "Anmälda skadegörelser på skolor",
        read=lambda cell, context: read.line(cell, 150),
        required=True,
        synonyms=("serie", "namn", "mått", "indikator", "nyckeltal", "vad", "vad som mäts", "rubrik"),
        screened=True,
    ),
    Field(
        "year",
        gettext_lazy("År"),
        "2025",
        read=lambda cell, context: read.whole(cell, 1950, context.now.year),
        required=True,
        synonyms=("år", "period", "årtal", "year"),
    ),
    Field(
        "month",
        gettext_lazy("Månad"),
        "",
        synonyms=("månad", "month"),
        choices=_MONTHS,
        word_synonyms={name[:3]: number for number, name in _MONTHS}
        | {f"0{n}": str(n) for n in range(1, 10)},
    ),
    Field(
        "sex",
        gettext_lazy("Kön"),
        "alla",
        synonyms=("kön", "sex"),
        choices=tuple((value, label) for value, label in Figure.Sex.choices),
        word_synonyms=_SEX_WORDS,
    ),
    Field(
        "value",
        gettext_lazy("Värde"),
        "41",
        read=_value,
        required=True,
        synonyms=("värde", "antal", "andel", "utfall", "value", "resultat"),
    ),
    Field(
        "unit",
        gettext_lazy("Enhet"),
        "antal",
        read=lambda cell, context: read.line(cell, 80),
        synonyms=("enhet", "unit"),
        screened=True,
    ),
)


def put_together(cells: Values, context: Context) -> tuple[Values, list[Fault]]:
    """A value of a series; a month that has not been is refused, as a year is."""
    month = int(cells["month"]) if cells.get("month") else None
    values = {
        **cells,
        "month": month,
        "sex": cells.get("sex") or Figure.Sex.TOTAL,
        "unit": cells.get("unit") or "",
    }
    if month and (cells["year"], month) > (context.now.year, context.now.month):
        return values, [("month", _("Månaden har inte varit än."))]
    return values, []


def _in_rows(table: Table) -> Table:
    """With a row for each value, also when the file has a column for each year."""
    own = (field for field in FIELDS if field.name in ("year", "value"))
    known = frozenset(word for field in own for word in field.synonyms)
    return unfold(table, year=_("År"), value=_("Värde"), known=known)


KIND = Kind(
    key="series",
    slug="statistik",
    title=gettext_lazy("Egen statistik"),
    lead=gettext_lazy(
        "En rad för varje värde: vad som mäts, år och värde. Eller en rad för varje serie, med en kolumn för varje år. "
        "Finns serien uppdateras den."
    ),
    fields=FIELDS,
    put_together=put_together,
    marks=("title", "year", "month", "sex"),
    repeats_are_faults=True,
    most=5_000,
    reshape=_in_rows,
)
