"""What a cell says, however people and Excel write it. Each reader returns a value or raises ``Unreadable``."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from django.utils.translation import gettext as _

from lagesbild.imports.tables import Unreadable
from organisations.plain_text import plain_value
from organisations.swedish import search_form

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari jan", "februari feb febr", "mars mar", "april apr", "maj", "juni jun", "juli jul", "augusti aug",
         "september sep sept", "oktober okt", "november nov", "december dec"),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
EXCEL_EPOCH = date(1899, 12, 30)
# Serial numbers of the years 2000 to 2100.
SERIAL = range(36526, 73416)

_ISO = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:[T ,]+(.+))?\Z")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?:[T ](.+))?\Z")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./](\d{1,2})[-./ ](\d{4})(?:[T ,]+(.+))?\Z")
_IN_WORDS = re.compile(
    r"(?:den )?(\d{1,2})(?::?[ae])?\.? ([a-zåäö]+)\.? (\d{4})(?:,? (.+))?\Z", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?:kl\.? ?|klockan )?(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2})(?:[.,]\d+)?)?(?: ?[-–] ?\d{1,2}(?:[:.]\d{2})?)?"
    r" ?(Z|[+-]\d{2}:?\d{2})?\Z",
    re.IGNORECASE,
)
_BARE_CLOCK = re.compile(r"(?:kl\.? ?)?([01]\d|2[0-3])([0-5]\d)\Z", re.IGNORECASE)
_TOO_LARGE = Decimal(10) ** 13
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?\Z", re.ASCII)


def text(cell: str) -> str:
    """Text without what nobody sees, as a form would store it."""
    if cell.isprintable():
        # Most cells, a twentieth of the time.
        return cell.strip()
    value: str = plain_value(cell.replace("\r\n", "\n").replace("\r", "\n"))
    return value.strip()


def line(cell: str, most: int = 200) -> str:
    """One line of text."""
    value = " ".join(text(cell).split())
    if len(value) > most:
        raise Unreadable(
            _("Texten är %(length)d tecken. Här får plats %(most)d.") % {"length": len(value), "most": most}
        )
    return value


@lru_cache(maxsize=10_000)
def folded(word: str) -> str:
    """A word as it is compared: without capitals, marks and double spaces."""
    return search_form(word)


# --- Days and times ---------------------------------------------------------------------------------


def day(cell: str) -> tuple[date, time | None, str]:
    """A day, the clock when the cell has one, and the zone when the clock says one ("Z", "+02:00")."""
    written = " ".join(cell.split())
    if _DIGITS.match(written) and (serial := _serial(written)):
        return serial
    for pattern, order in ((_ISO, "ymd"), (_COMPACT, "ymd"), (_DAY_FIRST, "dmy"), (_IN_WORDS, "dmy")):
        if match := pattern.match(written):
            first, second, third, rest = match.groups()
            year, month, number = (first, second, third) if order == "ymd" else (third, second, first)
            found = _date(year, _month(month, written), number, written)
            return (found, *clock(rest)) if rest else (found, None, "")
    raise Unreadable(
        _("”%(cell)s” är inget datum vi förstår. Skriv som 2026-10-02.") % {"cell": written[:40]}
    )


def _serial(written: str) -> tuple[date, time | None, str] | None:
    number = Decimal(written.replace(",", "."))
    whole = int(number)
    if whole not in SERIAL:
        return None
    minutes = round((number - whole) * 24 * 60)
    found = EXCEL_EPOCH + timedelta(days=whole + minutes // 1440)
    return found, (time(minutes % 1440 // 60, minutes % 60) if number != whole else None), ""


def _month(month: str, written: str) -> str:
    if month.isdecimal():
        return month
    if month.casefold() not in MONTHS:
        raise Unreadable(
            _("”%(cell)s” är inget datum vi förstår. Skriv som 2026-10-02.") % {"cell": written[:40]}
        )
    return str(MONTHS[month.casefold()])


def _date(year: str, month: str, number: str, written: str) -> date:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise Unreadable(
            _("Datumet ”%(cell)s” finns inte. Skriv år, månad och dag som 2026-10-02.")
            % {"cell": written[:40]}
        ) from None


def clock(cell: str) -> tuple[time, str]:
    """Hours and minutes, of an interval its beginning; and the zone, when there is one."""
    written = " ".join(cell.split())
    if bare := _BARE_CLOCK.match(written):
        return time(int(bare[1]), int(bare[2])), ""
    if _DIGITS.match(written) and written.startswith(("0.", "0,")):
        minutes = min(round(Decimal(written.replace(",", ".")) * 24 * 60), 1439)
        return time(minutes // 60, minutes % 60), ""
    match = _CLOCK.match(written)
    if match and int(match[1]) < 24 and int(match[2] or 0) < 60:
        return time(int(match[1]), int(match[2] or 0)), (match[4] or "").upper()
    raise Unreadable(_("”%(cell)s” är inget klockslag. Skriv som 20:30.") % {"cell": written[:40]})


def moment(found: date, at: time, zone: str, local: object) -> datetime:
    """The day and clock as a moment: in the zone that was written, else in ours."""
    if zone:
        return datetime.fromisoformat(f"{found.isoformat()}T{at.isoformat()}{zone.replace('Z', '+00:00')}")
    return datetime.combine(found, at, tzinfo=local)  # type: ignore[arg-type]


# --- Numbers ----------------------------------------------------------------------------------------


def number(cell: str) -> Decimal:
    """A number as Swedes and computers write it: "1 234,5", "12,5 %", "-3"."""
    written = "".join(cell.split()).replace("\N{MINUS SIGN}", "-").removesuffix("%")
    if "," in written and "." in written:
        # 1.234,5 and 1,234.5: the last sign is the decimal one.
        thousands = "." if written.rindex(",") > written.rindex(".") else ","
        written = written.replace(thousands, "")
    try:
        value = Decimal(written.replace(",", "."))
    except InvalidOperation:
        raise Unreadable(_no_number(cell)) from None
    # Compared and not computed with: the absolute value of 1e999999999 is more than decimals can hold.
    if not value.is_finite() or not -_TOO_LARGE < value < _TOO_LARGE:
        raise Unreadable(_("Talet ”%(cell)s” är för stort.") % {"cell": cell.strip()[:40]})
    return value


def _no_number(cell: str) -> str:
    """With what to write instead, when there is one number in the cell: "ca 40", "40 st"."""
    sentence = _("”%(cell)s” är inget tal.") % {"cell": cell.strip()[:40]}
    digits = re.findall(r"\d+(?:[.,]\d+)?", cell, re.ASCII)
    if len(digits) == 1:
        sentence += " " + _("Skriv bara talet: %(digits)s.") % {"digits": digits[0][:20]}
    return sentence


def whole(cell: str, least: int = 0, most: int = 2_000_000_000) -> int:
    """A whole number within its limits."""
    value = number(cell)
    if value != value.to_integral_value():
        raise Unreadable(_("”%(cell)s” är inget heltal.") % {"cell": cell.strip()[:40]})
    if not least <= value <= most:
        raise Unreadable(
            _("%(value)s ligger utanför %(least)d–%(most)d.") % {"value": value, "least": least, "most": most}
        )
    return int(value)


def degrees(cell: str) -> Decimal:
    """Degrees with five decimals, a metre."""
    return number(cell.replace("°", "")).quantize(Decimal("0.00001"))
