"""What was said in a dialogue as rows of a list: where each is changed, moved and answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from lagesbild.answers import Answer, url_to_answer
from lagesbild.models import Dialogue, Finding


@dataclass
class FindingRow:
    """A finding in the list of its dialogue: its addresses and what can be done with it."""

    finding: Finding
    dialogue: Dialogue
    may_edit: bool
    answers: list[Answer] = field(default_factory=list)

    @property
    def dom_id(self) -> str:
        return f"resultat-{self.finding.pk}"

    @property
    def answer_url(self) -> str:
        return "" if self.answers else url_to_answer(self.finding)

    @property
    def thread_url(self) -> str:
        """From what was said to what came of it."""
        return reverse("overview:thread_finding", args=[self.dialogue.municipality.slug, self.finding.pk])

    @property
    def show_url(self) -> str:
        return self._url("finding")

    @property
    def edit_url(self) -> str:
        return self._url("edit_finding")

    @property
    def move_url(self) -> str:
        return self._url("move_finding")

    @property
    def remove_url(self) -> str:
        return self._url("remove_finding")

    def _url(self, name: str) -> str:
        return reverse(
            f"lagesbild:{name}", args=[self.dialogue.municipality.slug, self.dialogue.pk, self.finding.pk]
        )


@dataclass
class FindingList:
    """The findings of a dialogue as a list that htmx can change a row of."""

    dialogue: Dialogue
    rows: list[FindingRow]
    may_edit: bool

    dom_id = "resultat"
    new_id = "resultat-nytt"

    @property
    def add_url(self) -> str:
        return reverse("lagesbild:add_finding", args=[self.dialogue.municipality.slug, self.dialogue.pk])


def listing(
    dialogue: Dialogue,
    findings: Iterable[Finding],
    answers: Mapping[int, list[Answer]],
    *,
    may_edit: bool,
) -> FindingList:
    """The list with the answers to each finding, by its number."""
    rows = [FindingRow(one, dialogue, may_edit, answers.get(one.pk, [])) for one in findings]
    return FindingList(dialogue, rows, may_edit)
