"""What has come in before, by the fingerprints of rows."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from lagesbild.actions.importing import rules
from lagesbild.imports.kinds import Context
from lagesbild.models import Finding, ImportBatch, IncidentReport


def already_in(batch: ImportBatch, marks: set[str]) -> set[str]:
    """Those of the fingerprints whose rows are in."""
    if batch.kind == "reports":
        return told(IncidentReport.objects.all(), batch.municipality_id, marks)
    if batch.kind == "findings":
        return marks & findings_in(batch)
    # Counts and figures that are there already get their new value.
    return set()


def told(reports: QuerySet[IncidentReport], municipality: int, marks: Iterable[str]) -> set[str]:
    """Those of the fingerprints that are among the reports.

    Says that a fingerprint is not empty, though those asked for never are: the index leaves empty ones out, and is
    used only by a question that says the same. Otherwise each piece of a file would go through the municipality.
    """
    found = reports.filter(municipality=municipality, fingerprint__in=marks).exclude(fingerprint="")
    return set(found.order_by().values_list("fingerprint", flat=True))


def findings_in(batch: ImportBatch) -> set[str]:
    """Fingerprints of what the dialogue has; it has hundreds at most."""
    kind, context = rules.kind_of(batch), Context(batch.municipality, batch.source)
    rows = Finding.objects.filter(dialogue=int(batch.target)).values("theme", "text")
    return {kind.fingerprint(dict(row), context) for row in rows}
