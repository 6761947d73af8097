"""The words of a comparison."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.outcome.model import Done, Question
from followup.states import EntryStatus
from promises.extent import Extent
from promises.extent.vocabulary import OPERATOR_WORDS

_MONTH = Decimal("30.44")


def amount(extent: Extent) -> str:
    """What is promised: "minst 20 trafikkontroller", "3 till 4 gånger"."""
    upper = f"till {shown_number(Decimal(extent.upper))}" if extent.upper is not None else ""
    number = shown_number(Decimal(extent.number)) if extent.number is not None else ""
    return _joined(_operator(extent), _approximately(extent), number, upper, unit_of(extent))


def per_amount(extent: Extent, promised: Decimal) -> str:
    """What a rate comes to over the whole period: "minst 104 timmar"."""
    return _joined(_operator(extent), _approximately(extent), shown_number(promised), unit_of(extent))


def unit_of(extent: Extent) -> str:
    """What is counted, as it is said after a number: "st" is understood and left out."""
    return "" if extent.unit in (None, "st") else str(extent.unit)


def about(reports: Iterable[Done]) -> str:
    return "" if all(report.exact for report in reports) else f"{_('ungefär')} "


def time_left(q: Question) -> str:
    """ "3 månader kvar", "12 dagar kvar"; nothing when the end is not known."""
    if q.span is None:
        return ""
    if q.is_over:
        return _("perioden är slut")
    days = (q.span.last - q.today).days + 1
    if days >= 60:
        months = int(days / _MONTH)
        return ngettext("%(count)d månad kvar", "%(count)d månader kvar", months) % {"count": months}
    return ngettext("%(count)d dag kvar", "%(count)d dagar kvar", days) % {"count": days}


def status_words(report: Done) -> str:
    """The status inside a sentence: "delvis genomförd"."""
    return str(EntryStatus(report.status).label).lower()


def shown_number(number: Decimal) -> str:
    """Swedish digits without needless decimals: "4", "2,5", "1 200"."""
    plain = f"{number.normalize():,f}" if number else "0"
    return plain.replace(",", "\u00a0").replace(".", ",")


def _operator(extent: Extent) -> str:
    return OPERATOR_WORDS.get(extent.operator, "") if extent.operator else ""


def _approximately(extent: Extent) -> str:
    return _("ungefär") if extent.approximate else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
