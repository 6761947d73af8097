"""What has come in before, by the fingerprints of rows."""

from __future__ import annotations

from lagesbild.actions.importing import rules
from lagesbild.imports.kinds import Context
from lagesbild.models import Finding, ImportBatch, IncidentReport


def already_in(batch: ImportBatch, marks: set[str]) -> set[str]:
    """Those of the fingerprints whose rows are in."""
    if batch.kind == "reports":
        found = IncidentReport.objects.filter(municipality=batch.municipality_id, fingerprint__in=marks)
        return set(found.values_list("fingerprint", flat=True))
    if batch.kind == "findings":
        return marks & findings_in(batch)
    # Counts and figures that are there already get their new value.
    return set()


def findings_in(batch: ImportBatch) -> set[str]:
    """Fingerprints of what the dialogue has; it has hundreds at most."""
    kind, context = rules.kind_of(batch), Context(batch.municipality, batch.source)
    rows = Finding.objects.filter(dialogue=int(batch.target)).values("theme", "text")
    return {kind.fingerprint(dict(row), context) for row in rows}
