"""A figure as it was read, and what no figure may be. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

# What the column holds: 18 digits, four of them decimals.
LARGEST = Decimal(10) ** 13
PLACES = Decimal("0.0001")


class FigureError(ValueError):
    """What is wrong with a figure, as a Swedish sentence."""


@dataclass(frozen=True)
class Read:
    """A value of one municipality (by its code) for one year and sex. None: held back, or lacking."""

    code: str
    year: int
    sex: str
    value: Decimal | None


@dataclass(frozen=True)
class SeriesText:
    """What a series is called."""

    key: str
    title: str
    unit: str = ""
    theme: str = ""
    origin: str = ""


def as_value(number: int | float | str) -> Decimal:
    """The number as it is stored. Raises FigureError for what is none, or too large."""
    try:
        value = Decimal(str(number))
    except InvalidOperation as error:
        raise FigureError(f"{str(number)[:40]!r} är inget tal.") from error
    if not value.is_finite():
        raise FigureError(f"{number} är inget tal.")
    if abs(value) >= LARGEST:
        raise FigureError(f"{str(number)[:40]} är orimligt stort.")
    return value.quantize(PLACES)
