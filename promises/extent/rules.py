"""Which parts belong to which kind of omfattning, so that every reading that exists can be written and read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from promises.extent import vocabulary as v
from promises.extent.clauses import is_clause, is_demand
from promises.extent.kinds import ExtentError, Kind, Operator, is_number
from promises.extent.quantities import is_unit
from promises.extent.rhythm import is_time

if TYPE_CHECKING:
    from promises.extent.model import Extent

_TIME = frozenset({"timing", "time"})
_QUANTITY = frozenset({"operator", "number", "upper", "approximate", "unit"}) | _TIME
_MAY_HAVE = {
    Kind.ONGOING: _TIME,
    Kind.COUNT: _QUANTITY,
    Kind.RATE: _QUANTITY | {"per", "every", "average", "average_over"},
    Kind.WITHIN: _TIME,
    Kind.SERVICE_LEVEL: frozenset({"deadline", "deadline_unit", "trigger", "condition"}),
    Kind.ON_DEMAND: _TIME | {"trigger"},
}
_MAY_STAND_ALONE = (None, Operator.AT_LEAST, Operator.AT_MOST)


def check(extent: Extent) -> None:
    """Raise `ExtentError`, with a sentence, unless the parts fit the kind and each other."""
    allowed = _MAY_HAVE[extent.kind] | {"kind"}
    for name in extent.__slots__:
        if name not in allowed and getattr(extent, name) not in (None, False):
            raise ExtentError("Uppgifterna passar inte det slags omfattning som är valt.")
    _check_time(extent)
    _CHECKS.get(extent.kind, _nothing_more)(extent)


def _nothing_more(extent: Extent) -> None:
    """An ongoing extent is complete as it is."""


def _check_time(extent: Extent) -> None:
    if (extent.timing is None) != (extent.time is None):
        raise ExtentError("Ange både när (under, senast …) och vilken tid.")
    if extent.timing and extent.time and not is_time(extent.timing, extent.time):
        raise ExtentError("Tiden går inte att läsa. Skriv till exempel ”hösten 2026” eller ”31 mars 2027”.")


def _check_within(extent: Extent) -> None:
    if extent.time is None:
        raise ExtentError("Ange när det ska ske, till exempel ”under 2026”.")


def _check_demand(extent: Extent) -> None:
    if not is_demand(extent.trigger):
        raise ExtentError("Skriv vad som utlöser insatsen, till exempel ”när skolan önskar det”.")


def _check_service_level(extent: Extent) -> None:
    if not is_number(extent.deadline) or extent.deadline_unit is None:
        raise ExtentError("Ange hur lång tid det får ta, till exempel ”en vecka”.")
    if extent.trigger is None and extent.condition is None:
        raise ExtentError("Ange vad tiden räknas från, till exempel ”efter att anmälan kommit in”.")
    if extent.trigger is not None and not is_clause(extent.trigger, v.AFTER):
        raise ExtentError("Det som tiden räknas från ska börja med ”efter”, ”från” eller ”sedan”.")
    if extent.condition is not None and not is_clause(extent.condition, v.WHEN):
        raise ExtentError("Villkoret ska börja med ”när”, ”om” eller ”då”.")


def _check_count(extent: Extent) -> None:
    if extent.number is None:
        raise ExtentError("Ange hur många.")
    _check_quantity(extent)
    if extent.unit is None and extent.time is None:
        raise ExtentError("Ange vad som räknas, till exempel ”kontroller”.")
    hours = extent.unit in ("timmar", "timme") and (extent.operator is not None or extent.approximate)
    if extent.unit in v.LENGTHS and extent.time is None and not hours:
        raise ExtentError("En tidslängd behöver en takt eller en period, till exempel ”2 dagar under 2026”.")


def _check_rate(extent: Extent) -> None:
    if extent.per is None or extent.every is None or not 1 <= extent.every <= 99:
        raise ExtentError("Ange hur ofta, till exempel ”per vecka” eller ”varannan vecka”.")
    if extent.average_over is not None and not (extent.average and extent.average_over in v.AVERAGED_OVER):
        raise ExtentError("Kryssa för ”i snitt” när du anger vad snittet räknas över.")
    if extent.number is not None:
        _check_quantity(extent)
    elif extent.operator not in _MAY_STAND_ALONE or extent.unit is not None or extent.upper is not None:
        raise ExtentError("Ange hur många gånger, timmar eller annat det gäller.")


def _check_quantity(extent: Extent) -> None:
    if not is_number(extent.number):
        raise ExtentError("Antalet ska vara större än noll och får inte vara ett årtal.")
    if extent.approximate and extent.operator is Operator.EXACTLY:
        raise ExtentError("Ett antal kan inte vara både exakt och ungefärligt.")
    ranged = extent.operator is Operator.BETWEEN
    if ranged != (extent.upper is not None):
        raise ExtentError("Ett intervall behöver både ett lägsta och ett högsta antal.")
    if extent.upper is not None and not (is_number(extent.upper) and extent.upper > (extent.number or 0)):
        raise ExtentError("Intervallets högsta antal ska vara större än det lägsta.")
    one = extent.upper is None and (extent.number or 0) <= 1
    if extent.unit is not None and not is_unit(extent.unit, one=one, with_per=extent.per is not None):
        raise ExtentError("Skriv det som räknas med ett ord, till exempel ”kontroller” eller ”timmar”.")


_CHECKS = {
    Kind.COUNT: _check_count,
    Kind.RATE: _check_rate,
    Kind.WITHIN: _check_within,
    Kind.SERVICE_LEVEL: _check_service_level,
    Kind.ON_DEMAND: _check_demand,
}
