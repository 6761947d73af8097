"""What is measured, as one table."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from pdf.blocks import Block, Heading, Table
from promises import documents as d
from promises.models.indicator import Indicator
from promises.presentation.words import latest, measured_value, swedish_day


def indicator_blocks(document: d.Document) -> Iterator[Block]:
    if not document.indicators:
        return
    columns = [_("Vad vi mäter"), _("Slags mål"), _("Utgångsvärde"), _("Mål"), _("Källa")]
    yield Heading(2, _("Så mäter vi"))
    yield Table(_("Det vi mäter"), columns, [_indicator(document, one) for one in document.indicators])


def _indicator(document: d.Document, one: d.IndicatorText) -> list[list[str]]:
    kind = dict(Indicator.Kind.choices).get(one.kind, "")
    direction = dict(Indicator.Direction.choices).get(one.direction, "")
    cells = [
        [one.name, _measured(document, one)],
        [str(kind)],
        [measured_value(one.baseline, one.unit), swedish_day(one.baseline_on)],
        [str(direction), measured_value(one.target, one.unit), latest(one.target_on)],
        [one.source],
    ]
    return [[line for line in cell if line] for cell in cells]


def _measured(document: d.Document, one: d.IndicatorText) -> str:
    """The focus area or the activity that the indicator is about; nothing for the whole promise."""
    for area in document.focus_areas:
        if one.focus_area_key and area.key == one.focus_area_key:
            return _("Gäller: %(what)s") % {"what": area.title}
    for activity in document.activities:
        if one.activity_key and activity.key == one.activity_key:
            return _("Gäller aktivitet %(number)s") % {"number": activity.number}
    return ""
