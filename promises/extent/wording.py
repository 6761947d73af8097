"""Writes a reading: `format` in canonical words that are read back to the same, `describe` for people."""

from decimal import Decimal

from promises.extent import vocabulary as v
from promises.extent.clauses import demand_words
from promises.extent.kinds import Kind, Per
from promises.extent.model import Extent
from promises.words import ORDINAL_WORDS, Number

_ORDINALS = {number: word for word, number in ORDINAL_WORDS.items()}
_SHOWN_UNITS = {"st": "stycken"}
_LARGE = 10_000


def format(extent: Extent) -> str:
    """Canonical Swedish words; `parse` of them gives an equal extent."""
    parts = _PARTS[extent.kind](extent)
    if extent.timing and extent.time:
        comma = "," if extent.trigger else ""
        parts = f"{parts}{comma} {v.TIMING_WORDS[extent.timing]} {extent.time}"
    return parts.strip()


def describe(extent: Extent) -> str:
    """The reading in plain words, as shown beside the field: "Minst 2 timmar varje vecka"."""
    words = _SAID.get(extent.kind, format)(extent)
    if extent.kind in _SAID and extent.timing and extent.time:
        comma = "," if extent.average_over else ""
        words = f"{words}{comma} {v.TIMING_WORDS[extent.timing]} {extent.time}"
    return words[:1].upper() + words[1:]


def number_text(number: Number) -> str:
    """Digits with decimal comma: "4", "2,5"."""
    return str(number).replace(".", ",") if isinstance(number, Decimal) else str(number)


def _shown_number(number: Number) -> str:
    if isinstance(number, int) and number >= _LARGE:
        return f"{number:,}".replace(",", "\u00a0")
    return number_text(number)


def _quantity(extent: Extent) -> str:
    words = [v.OPERATOR_WORDS.get(extent.operator, "") if extent.operator else ""]
    words.append("ca" if extent.approximate else "")
    if extent.number is not None:
        words.append(number_text(extent.number))
    if extent.upper is not None:
        words.append(f"till {number_text(extent.upper)}")
    words.append(extent.unit or "")
    return " ".join(word for word in words if word)


def _shown_quantity(extent: Extent) -> str:
    words = [v.OPERATOR_WORDS.get(extent.operator, "") if extent.operator else ""]
    words.append("ungefär" if extent.approximate else "")
    if extent.number is not None and extent.upper is not None:
        words.append(f"{_shown_number(extent.number)} till {_shown_number(extent.upper)}")
    elif extent.number is not None:
        words.append(_shown_number(extent.number))
    words.append(_SHOWN_UNITS.get(extent.unit or "", extent.unit or ""))
    return " ".join(word for word in words if word)


def _every(per: Per, every: int, *, each: bool) -> str:
    noun, _, neuter, _ = v.PER_FORMS[per]
    if every == 1:
        return f"varje {noun}" if each or per in v.EACH else f"per {noun}"
    if every == 2:
        return f"{'vartannat' if neuter else 'varannan'} {noun}"
    return f"{'vart' if neuter else 'var'} {_ORDINALS.get(every) or _ordinal(every)} {noun}"


def _ordinal(number: int) -> str:
    return f"{number}:{'a' if number % 10 in (1, 2) else 'e'}"


def _rate(extent: Extent) -> str:
    if extent.per is None or extent.every is None:
        return ""
    rhythm = _every(extent.per, extent.every, each=extent.number is None)
    average = "i snitt" if extent.average else ""
    over = f"över {v.PER_FORMS[extent.average_over][1]}" if extent.average_over else ""
    return " ".join(word for word in (_quantity(extent), rhythm, average, over) if word)


def _said_rate(extent: Extent) -> str:
    if extent.per is None or extent.every is None:
        return ""
    rhythm = _every(extent.per, extent.every, each=True)
    average = "i snitt" if extent.average else ""
    over = f", räknat över {v.PER_FORMS[extent.average_over][1]}" if extent.average_over else ""
    return " ".join(word for word in (average, _shown_quantity(extent), rhythm) if word) + over


def _service_level(extent: Extent) -> str:
    condition = f"{extent.condition}, " if extent.condition else ""
    return f"{condition}{_within_deadline(extent)}"


def _said_service_level(extent: Extent) -> str:
    condition = f", {extent.condition}" if extent.condition else ""
    return f"{_within_deadline(extent)}{condition}"


def _within_deadline(extent: Extent) -> str:
    if extent.deadline is None or extent.deadline_unit is None:
        return ""
    singular, plural = v.DEADLINE_WORDS[extent.deadline_unit]
    unit = singular if extent.deadline <= 1 else plural
    return f"inom {number_text(extent.deadline)} {unit} {extent.trigger or ''}".strip()


_PARTS = {
    Kind.ONGOING: lambda extent: "löpande",
    Kind.COUNT: _quantity,
    Kind.RATE: _rate,
    Kind.WITHIN: lambda extent: "",
    Kind.SERVICE_LEVEL: _service_level,
    Kind.ON_DEMAND: lambda extent: demand_words(extent.trigger),
}
_SAID = {
    Kind.COUNT: _shown_quantity,
    Kind.RATE: _said_rate,
    Kind.SERVICE_LEVEL: _said_service_level,
}
