"""The matrix of problems × criteria as one person reads it: what each cell holds, and how the rows weigh."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from lagesbild.actions.prioritising import Cell
from lagesbild.models import Criterion, Layer, Problem, Score
from lagesbild.permissions import covering
from lagesbild.problem_permissions import readable_problems
from lagesbild.weighing import FAR_APART, Weighed, weigh
from organisations.models import Municipality, Organisation, User


@dataclass
class CellView:
    """One cell: what it holds, what was seen of it, what the parties say, and what a colleague saved meanwhile."""

    criterion: Criterion
    name: str
    value: int | None
    seen: str
    parties: list[tuple[str, int]] = field(default_factory=list)
    conflict: str = ""

    @property
    def apart(self) -> bool:
        given = [value for _party, value in self.parties]
        return len(given) > 1 and max(given) - min(given) >= FAR_APART


@dataclass
class RowView:
    """One problem of the matrix."""

    problem: Problem
    cells: list[CellView]
    weighed: Weighed


@dataclass
class Matrix:
    """All that the page is made of, read in a fixed number of queries."""

    municipality: Municipality
    party: Organisation | None
    problems: list[Problem]
    criteria: list[Criterion]
    parties: list[Organisation]
    scores: dict[tuple[int, int, int | None], Score]

    @property
    def values(self) -> dict[tuple[int, int, int | None], int]:
        return {key: score.value for key, score in self.scores.items()}

    def rows(self, typed: dict[Cell, str], refused: dict[Cell, Score | None]) -> list[RowView]:
        """The problems, the heaviest first; ``typed`` is what was sent when some cells could not be saved."""
        values, parties = self.values, [party.pk for party in self.parties]
        party = self.party.pk if self.party else None
        rows = [
            RowView(
                problem,
                [self._cell(problem, one, values, typed, refused) for one in self.criteria],
                weigh(problem.pk, self.criteria, values, party, parties),
            )
            for problem in self.problems
        ]
        return sorted(rows, key=lambda row: (-row.weighed.total, row.problem.pk))

    def _cell(
        self,
        problem: Problem,
        criterion: Criterion,
        values: dict[tuple[int, int, int | None], int],
        typed: dict[Cell, str],
        refused: dict[Cell, Score | None],
    ) -> CellView:
        cell = (problem.pk, criterion.pk)
        score = self.scores.get((*cell, self.party.pk if self.party else None))
        stored = score.value if score else None
        name = f"{problem.pk}-{criterion.pk}"
        seen = f"{score.edit_number}.{score.value}" if score else "0."
        given = [(str(p), values[(*cell, p.pk)]) for p in self.parties if (*cell, p.pk) in values]
        shown = stored
        if cell in refused:
            shown = int(typed[cell]) if typed.get(cell, "").isdigit() else None
        conflict = (_("tomt") if stored is None else str(stored)) if cell in refused else ""
        return CellView(criterion, name, shown, seen, given if self.party is None else [], conflict)


def read_matrix(user: User, municipality: Municipality, party: Organisation | None) -> Matrix:
    """The shared problems in force, the criteria and all scores."""
    problems = list(
        readable_problems(user, municipality)
        .filter(is_active=True, joined_into__isnull=True)
        .exclude(layer=Layer.OWN)
        .select_related("owner")
    )
    scores = Score.objects.filter(problem__in=[one.pk for one in problems])
    return Matrix(
        municipality,
        party,
        problems,
        list(municipality.criteria.order_by("position", "pk")),
        all_parties(municipality),
        {(one.problem_id, one.criterion_id, one.party_id): one for one in scores},
    )


def all_parties(municipality: Municipality) -> list[Organisation]:
    """The municipality and the police areas that cover it, the municipality first."""
    covers = Q(pk__in=covering(municipality.pk))
    found = Organisation.objects.filter(Q(pk=municipality.pk) | covers)
    return list(found.order_by("kind", "sort_key"))
