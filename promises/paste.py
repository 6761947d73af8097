"""Reads a table of activities pasted from Word or Excel: tabs between cells, a row to a line.

What a column holds is taken from its heading, in any order and however it is hyphenated. Without headings only
two things are certain enough to use: the first column is the text, and exactly four columns are text, utförare,
ansvarig and omfattning, the order of the field. Three columns may be either half of that, so their cells, and
those of any column with an unknown heading, come back under `unplaced` for a person to place. A line alone below a
row is a row of its own: Word does not tell whether it goes on with the last cell or begins the next first one.
"""

import re
from dataclasses import dataclass
from typing import TypedDict

from organisations.body import normalise

MAX_ROWS = 200
MAX_COLUMNS = 20
MAX_LENGTH = 200_000
MAX_TITLE = 80

FIELDS = ("text", "executor", "responsible", "scope", "follow_up_by", "evaluation_by")
_FOUR = FIELDS[:4]
_NUMBER = "number"

_HEADINGS = {
    "text": "aktivitet aktiviteter insats insatser åtgärd åtgärder vad vadskagöras vadgörvi löfte löften "
    "medborgarlöfte medborgarlöften beskrivning",
    "executor": "utförare utförsav vem vemgör vemgördet vemutför genomförsav",
    "responsible": "ansvarig ansvariga ansvar ansvarigpart huvudansvarig ansvarigfunktion",
    "scope": "omfattning hurofta hurmycket frekvens antal",
    "follow_up_by": "uppföljning uppföljningav uppföljsav följsuppav",
    "evaluation_by": "utvärdering utvärderingav utvärderasav",
    _NUMBER: "nr nummer",
}
_FIELD_OF = {name: field for field, names in _HEADINGS.items() for name in names.split()}

# A word broken over two lines ("Om-" and "fattning"), which Word leaves without quotation marks around the cell.
_BREAK = r"(?<=[^\W\d_])-[ ]?\n[ ]{0,4}(?=[a-zåäöé])(?!och\b|eller\b|samt\b)"
_BROKEN_WORD = re.compile(_BREAK)
_PLAIN_CELL = re.compile(rf"(?:[^\t\n-]++|{_BREAK}|-)*+")
_LIST_MARK = re.compile(r"\A(?:[-•*]|\d{1,3}[.)])\s+(?=\S)")
_ORDER_NUMBER = re.compile(r"\d{1,3}[.)]?")

Row = list[str]


class PastedRow(TypedDict):
    """One activity. `heading` is the title the row stood under, `unplaced` the cells that nothing is known about."""

    heading: str
    text: str
    executor: str
    responsible: str
    scope: str
    follow_up_by: str
    evaluation_by: str
    unplaced: list[str]


@dataclass(frozen=True, slots=True)
class _Layout:
    """What each column holds (None for the unknown), and the title that stood where "aktivitet" might."""

    columns: tuple[str | None, ...]
    title: str = ""


def paste_table(text: str) -> list[Row]:
    """The cells of a pasted table, row by row, without empty rows. Cells in quotation marks may hold line breaks.

    Raises ValueError, in Swedish, when there is nothing to read or too much.
    """
    return [row for row in _rows(text) if row]


def read_rows(text: str) -> list[PastedRow]:
    """The activities of a pasted table. A short cell alone after an empty line is the title of the rows below it.

    Raises ValueError, in Swedish, saying what to change: no table, no rows, too many, or a row without text.
    """
    rows = _rows(text)
    first = next(row for row in rows if row)
    layout = _header(first, at_start=True)
    if layout is None:
        read = _read(rows, _guessed([row for row in rows if row]), after_empty=True)
    else:
        below = _rejoined(rows[rows.index(first) :], len(layout.columns))[1:]
        read = _read(below, layout, after_empty=False)
    if not read:
        raise ValueError("Tabellen har rubriker men inga rader. Kopiera även raderna och klistra in igen.")
    return read


def headed(cells: list[Row]) -> list[str] | None:
    """What the headings in the first row say of each column, "" for what they do not say; None without headings."""
    known = [_field(cell) for cell in cells[0]]
    if not any(field in FIELDS for field in known):
        return None
    return [
        field if field in FIELDS and field not in known[:place] else "" for place, field in enumerate(known)
    ]


def _rows(text: str) -> list[Row]:
    """All rows; an empty one is an empty list."""
    if len(text) > MAX_LENGTH:
        raise ValueError("Texten är för lång för att läsas som en tabell. Klistra in en del i taget.")
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\u2028", "\n")
    rows = [_trimmed(row) for row in _split(plain)]
    filled = [row for row in rows if row]
    if not filled:
        raise ValueError(
            "Det finns ingen tabell att läsa. Kopiera tabellen i Word eller Excel och klistra in den här."
        )
    # The row of headings becomes no activity.
    below = len(filled) - any(_field(cell) for cell in filled[0])
    if below > MAX_ROWS:
        raise ValueError(f"Tabellen har {below} rader. Klistra in högst {MAX_ROWS} rader i taget.")
    if max(map(len, rows)) > MAX_COLUMNS:
        raise ValueError(f"Tabellen har för många kolumner. Klistra in högst {MAX_COLUMNS} kolumner.")
    return rows


def _split(text: str) -> list[Row]:
    rows: list[Row] = [[]]
    i = 0
    while True:
        cell, i = _cell(text, i)
        rows[-1].append(cell)
        if i >= len(text):
            return rows
        if text[i] == "\n":
            rows.append([])
        i += 1


def _cell(text: str, i: int) -> tuple[str, int]:
    """One cell from place `i` on, and the place of the tab, line break or end that follows it."""
    if text.startswith('"', i):
        quoted = _quoted(text, i)
        if quoted is not None:
            return quoted
    plain = _PLAIN_CELL.match(text, i)
    return (plain.group(), plain.end()) if plain else ("", i)


def _quoted(text: str, i: int) -> tuple[str, int] | None:
    """A cell in quotation marks, doubled inside as Excel writes them; None when they are only the text's own."""
    place = i + 1
    while True:
        place = text.find('"', place)
        if place == -1:
            return None
        if text.startswith('""', place):
            place += 2
            continue
        closed = place + 1 == len(text) or text[place + 1] in "\t\n"
        inside = text[i + 1 : place]
        if not closed or not ("\n" in inside or '""' in inside or "\t" in inside):
            return None
        return inside.replace('""', '"').replace("\t", " "), place + 1


def _trimmed(row: Row) -> Row:
    cells = [normalise(_BROKEN_WORD.sub("", cell)).strip() for cell in row]
    return cells if any(cells) else []


def _rejoined(rows: list[Row], width: int) -> list[Row]:
    """Rows that an unquoted line break inside a cell has cut in two, put together where they fit exactly."""
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined else []
        if row and 1 < len(before) < width and len(before) + len(row) - 1 == width:
            joined[-1] = [*before[:-1], f"{before[-1]}\n{row[0]}".strip(), *row[1:]]
        else:
            joined.append(row)
    return joined


def _field(cell: str) -> str | None:
    """The field that a heading names, whatever its case, hyphens, year or remark in brackets."""
    bare = re.sub(r"\([^)]{0,80}\)", "", cell.casefold())
    return _FIELD_OF.get("".join(c for c in bare if c.isalpha()))


def _header(row: Row, *, at_start: bool) -> _Layout | None:
    """The layout that a row of headings gives, or None when the row is no such thing.

    The first row needs one known heading, a later one two, so that an activity is not taken for headings.
    """
    known: list[str | None] = []
    for cell in row:
        field = _field(cell)
        known.append(None if field in known else field)
    named = [field for field in known if field not in (None, _NUMBER)]
    if len(named) < (1 if at_start else 2):
        return None
    if "text" in known:
        return _Layout(tuple(known))
    if None not in known:
        raise ValueError("Tabellen saknar en kolumn för vad som ska göras. Ge den rubriken ”Aktivitet”.")
    place = known.index(None)
    known[place] = "text"
    return _Layout(tuple(known), row[place])


def _guessed(rows: list[Row]) -> _Layout:
    width = max(map(len, rows))
    numbered = width > 1 and all(_ORDER_NUMBER.fullmatch(row[0]) for row in rows)
    rest = width - numbered
    fields: tuple[str | None, ...] = _FOUR if rest == len(_FOUR) else ("text", *[None] * (rest - 1))
    return _Layout((_NUMBER, *fields) if numbered else fields)


def _read(rows: list[Row], layout: _Layout, *, after_empty: bool) -> list[PastedRow]:
    read: list[PastedRow] = []
    heading = layout.title
    for place, row in enumerate(rows):
        later = _header(row, at_start=False) if row else None
        if later is not None:
            layout = later
            heading = later.title or heading
        elif row and _is_title(rows, place, layout, after_empty=after_empty):
            heading = row[0]
        elif row:
            read.append(_row(row, layout, heading, number=len(read) + 1))
        after_empty = not row
    return read


def _is_title(rows: list[Row], place: int, layout: _Layout, *, after_empty: bool) -> bool:
    """Whether a row is only a short first cell, no sentence, after an empty line or above a row of headings."""
    row, below = rows[place], rows[place + 1] if place + 1 < len(rows) else []
    if len(layout.columns) == 1 or any(row[1:]) or len(row[0]) > MAX_TITLE or row[0].endswith("."):
        return False
    return (after_empty and any(below[1:])) or bool(below and _header(below, at_start=False))


def _row(row: Row, layout: _Layout, heading: str, *, number: int) -> PastedRow:
    cells = dict.fromkeys(FIELDS, "")
    unplaced = []
    columns = (*layout.columns, *[None] * (len(row) - len(layout.columns)))
    for field, cell in zip(columns, row, strict=False):
        if field is None and cell:
            unplaced.append(" ".join(cell.split()))
        elif field in FIELDS:
            cells[field] = _LIST_MARK.sub("", cell) if field == "text" else " ".join(cell.split())
    if not cells["text"]:
        raise ValueError(
            f"Rad {number} saknar text om vad som ska göras. Skriv den i tabellen och klistra in igen."
        )
    return PastedRow(
        heading=" ".join(heading.split()),
        text=cells["text"],
        executor=cells["executor"],
        responsible=cells["responsible"],
        scope=cells["scope"],
        follow_up_by=cells["follow_up_by"],
        evaluation_by=cells["evaluation_by"],
        unplaced=unplaced,
    )
