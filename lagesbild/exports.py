"""Event reports as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild.models import IncidentReport

WIDTHS = (28, 12, 8, 30, 30, 10, 10, 60, 16, 30, 16)
# So many rows are written in some ten seconds; more is a period to cut.
MOST_ROWS = 50_000


def columns() -> list[str]:
    """The headings of ``rows``."""
    return [
        _("Vad"), _("Datum"), _("Klockslag"), _("Plats"), _("Plats med egna ord"), _("Latitud"), _("Longitud"),
        _("Vad hände"), _("Källa"), _("Rapporterad av"), _("Rapporterad"),
    ]  # fmt: skip


def rows(reports: QuerySet[IncidentReport]) -> Iterator[list[Any]]:
    """One row for each report, never who wrote it; read in pieces, so that a long list is never all in memory."""
    for report in reports.select_related("place", "owner").iterator(2_000):
        at = timezone.localtime(report.happened_at)
        yield [
            report.get_category_display(),
            at.date(),
            at.time().replace(microsecond=0) if report.hour_is_known else None,
            report.place.name if report.place else "",
            report.address,
            report.latitude,
            report.longitude,
            report.text,
            report.source,
            str(report.owner),
            timezone.localdate(report.reported_at),
        ]
