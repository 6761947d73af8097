"""Counts so small that somebody could be recognised in them. Pure.

What the parties themselves have done (two walks, four meetings) is counted as it is: that is what they promised. A few
people or a few crimes are not.
"""

from __future__ import annotations

from decimal import Decimal

from promises.documents import IndicatorText
from promises.models.indicator import Indicator

FEWEST = 5
PERCENT = frozenset({"procent", "%"})
# Units of a share, a time, a length, money or an opinion: there, a small number is no small group.
_SCALES = frozenset(
    """
    promille betyg poäng index skala skalan grader minut minuter min timme timmar dag dagar dygn vecka veckor
    månad månader år kilometer km meter m km/h kronor kr tkr lux decibel db
    """.split()
).union(PERCENT)
_PEOPLE = frozenset(
    """
    person personer människor barn elev elever ungdom ungdomar förälder föräldrar deltagare invånare medborgare boende
    hushåll kvinna kvinnor man män flicka flickor pojke pojkar brottsoffer utsatta drabbade
    """.split()
)


def may_point_out(indicator: IndicatorText, value: Decimal) -> bool:
    """Whether the value counts so few people or events that it could point somebody out."""
    if not 0 < value < FEWEST or value != value.to_integral_value():
        return False
    words = set(indicator.unit.lower().replace(",", " ").replace("(", " ").replace(")", " ").split())
    if words & _PEOPLE:
        return True
    return indicator.kind == Indicator.Kind.OUTCOME and not words & _SCALES
