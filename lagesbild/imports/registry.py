"""Every kind of file, by its key and by its address."""

from __future__ import annotations

from lagesbild.imports import dialogues, reports, series
from lagesbild.imports.kinds import Kind

KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (reports.KIND, series.KIND, dialogues.FINDINGS, dialogues.BREAKDOWN, dialogues.ANSWERS)
}
BY_SLUG = {kind.slug: kind for kind in KINDS.values()}
OF_DIALOGUE = [kind for kind in KINDS.values() if kind.of_dialogue]
OF_MUNICIPALITY = [kind for kind in KINDS.values() if not kind.of_dialogue]
