"""The structured reading of an omfattning. It stands beside the original words and never instead of them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from promises.extent.kinds import DeadlineUnit, ExtentError, Kind, Operator, Per, Timing
from promises.extent.rules import check
from promises.words import Number, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """One reading. Which fields may be set follows from `kind`; anything else raises `ExtentError`.

    `number` is the count (the lower one when `operator` is BETWEEN and `upper` is set) of `unit`, a free word such
    as "kontroller"; `approximate` is "cirka". A RATE repeats every `every`-th `per` ("varannan onsdag" is 2 and
    WEDNESDAY), `average` is "i snitt" and `average_over` what it is taken over. `timing` and `time` hold season,
    period or date in canonical words ("hösten 2020"). `deadline` so many `deadline_unit` after `trigger`, under
    `condition`: both in the text's own words with their conjunction ("efter att en utredare tilldelats ärendet").
    """

    kind: Kind
    operator: Operator | None = None
    number: Number | None = None
    upper: Number | None = None
    approximate: bool = False
    unit: str | None = None
    per: Per | None = None
    every: int | None = None
    average: bool = False
    average_over: Per | None = None
    timing: Timing | None = None
    time: str | None = None
    deadline: Number | None = None
    deadline_unit: DeadlineUnit | None = None
    trigger: str | None = None
    condition: str | None = None

    def __post_init__(self) -> None:
        check(self)


_ENUMS: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "operator": Operator,
    "per": Per,
    "average_over": Per,
    "timing": Timing,
    "deadline_unit": DeadlineUnit,
}
_NUMBERS = ("number", "upper", "deadline")


def to_dict(extent: Extent) -> dict[str, Any]:
    """JSON with every key always there: strings, whole numbers, true/false and null; decimals as "2.5"."""
    data = {}
    for key, value in asdict(extent).items():
        if isinstance(value, Decimal):
            data[key] = str(value)
        else:
            data[key] = str(value) if isinstance(value, StrEnum) else value
    return data


def from_dict(data: Mapping[str, Any]) -> Extent:
    """The extent that `to_dict` wrote, or that a correction form holds; empty strings count as missing.

    Raises `ExtentError` for an unknown key or value and when the parts do not fit together.
    """
    unknown = set(data) - {field.name for field in fields(Extent)}
    if unknown:
        raise ExtentError(
            "Omfattningen har uppgifter som inte känns igen: " + ", ".join(sorted(unknown)) + "."
        )
    values = {key: _value(key, value) for key, value in data.items() if value not in (None, "")}
    if "kind" not in values:
        raise ExtentError("Välj vilket slags omfattning det är.")
    return Extent(**values)


def _value(key: str, value: Any) -> Any:
    try:
        if key in _ENUMS:
            return _ENUMS[key](value)
        if key in _NUMBERS:
            return number_from(value)
    except (ValueError, InvalidOperation, TypeError) as error:
        raise ExtentError(f"”{value}” går inte att använda här. Välj ett annat värde.") from error
    return value


def number_from(value: Any) -> Number:
    """A whole number as int, or a Decimal from "2.5" or "2,5". Raises ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise ValueError(value)
    if isinstance(value, str) and len(value) > 12:
        raise ValueError(value)
    number = Decimal(str(value).replace(",", ".").strip())
    if not number.is_finite():
        raise ValueError(value)
    return tidy(number)


def is_measurable(extent: Extent) -> bool:
    """Whether it can be counted afterwards: a count, a rate or a service level. "Under 2018" alone cannot."""
    return extent.kind in (Kind.COUNT, Kind.RATE, Kind.SERVICE_LEVEL)


def numbers_of(extent: Extent) -> list[Number]:
    """The numbers that the reading holds, to compare with `numbers_in` of a text."""
    return [value for value in (extent.number, extent.upper, extent.deadline) if value is not None]
