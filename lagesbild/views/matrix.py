"""The matrix of problems × criteria."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lagesbild import permissions
from lagesbild.actions import prioritising
from lagesbild.actions.prioritising import Cell, Written
from lagesbild.forms.prioritising import check_score
from lagesbild.models import Criterion, Layer, Problem, Score
from lagesbild.problem_permissions import readable_problems
from lagesbild.views.base import (
    MemberRequest,
    get_municipality,
    member_required,
    page,
)
from lagesbild.weighing import FAR_APART, Weighed, differences, weigh
from organisations.models import Municipality, Organisation
from organisations.roles import Permission

TOGETHER = "gemensamt"


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


def read_matrix(request: MemberRequest, municipality: Municipality, party: Organisation | None) -> Matrix:
    """The shared problems in force, the criteria and all scores."""
    problems = list(
        readable_problems(request.user, municipality)
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
    covers = Q(pk__in=permissions.covering(municipality.pk))
    found = Organisation.objects.filter(Q(pk=municipality.pk) | covers)
    return list(found.order_by("kind", "sort_key"))


@require_http_methods(["GET", "POST"])
@member_required
def matrix(request: MemberRequest, slug: str) -> HttpResponse:
    """The matrix, for both parties or one of them; all of it or one problem at a time."""
    municipality = get_municipality(request, slug)
    party = _party(request, municipality)
    speaks_for = permissions.speaks_for(request.user, municipality)
    may_write = permissions.can(request.user, Permission.WRITE_LAGESBILD, municipality)
    typed: dict[Cell, str] = {}
    refused: dict[Cell, Score | None] = {}
    faults: list[str] = []
    if request.method == "POST":
        permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
        typed, cells, faults = _sent(request)
        if not faults:
            saved, faults = _saved(request, municipality, party, cells)
            refused = saved.refused if saved else {}
        if not faults and not refused:
            messages.success(request, _("Poängen är sparade."))
            return redirect(_next(request, municipality))
    found = read_matrix(request, municipality, party)
    rows = found.rows(typed, refused)
    chosen = _one_problem(request, rows)
    context = page(
        request,
        municipality,
        matrix=found,
        rows=[chosen] if chosen else rows,
        chosen=chosen,
        following=_following(rows, chosen),
        party=party,
        tabs=_tabs(found),
        may_score=may_write and (party is None or party in speaks_for),
        differences=differences(found.problems, found.criteria, found.values, found.parties),
        refused=refused,
        faults=faults,
        scale=(1, 2, 3, 4, 5),
    )
    return render(request, "lagesbild/problem_matrix.html", context, status=409 if refused else 200)


def _party(request: MemberRequest, municipality: Municipality) -> Organisation | None:
    asked = request.GET.get("part", "")
    found = next((one for one in all_parties(municipality) if one.slug == asked), None)
    if found is None and asked not in ("", TOGETHER):
        raise Http404
    return found


def _sent(request: MemberRequest) -> tuple[dict[Cell, str], dict[Cell, Written], list[str]]:
    """The cells that were sent, with what their writer had seen in them."""
    typed: dict[Cell, str] = {}
    cells: dict[Cell, Written] = {}
    faults: list[str] = []
    for name, text in request.POST.items():
        cell = _cell_of(name)
        if cell is None:
            continue
        typed[cell] = str(text)
        try:
            number, _dot, value = request.POST.get(f"seen-{name}", "0.").partition(".")
            cells[cell] = Written(check_score(str(text)), check_score(value), int(number or 0))
        except (ValidationError, ValueError):
            faults.append(_("Poängen går från 1 till 5."))
    return typed, cells, sorted(set(faults))


def _cell_of(name: str) -> Cell | None:
    problem, _dash, criterion = name.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in (problem, criterion)):
        return None
    return int(problem), int(criterion)


def _saved(
    request: MemberRequest, municipality: Municipality, party: Organisation | None, cells: dict[Cell, Written]
) -> tuple[prioritising.Saved | None, list[str]]:
    try:
        return prioritising.save_scores(municipality, party=party, cells=cells, by=request.user), []
    except ValidationError as error:
        return None, list(error.messages)


def _one_problem(request: MemberRequest, rows: list[RowView]) -> RowView | None:
    asked = request.GET.get("problem", "")
    return next((row for row in rows if str(row.problem.pk) == asked), None)


def _following(rows: list[RowView], chosen: RowView | None) -> Problem | None:
    """The next problem in a fixed order, so that saving does not change what comes next."""
    ordered = sorted(row.problem.pk for row in rows)
    later = [pk for pk in ordered if chosen and pk > chosen.problem.pk]
    return next((row.problem for row in rows if later and row.problem.pk == later[0]), None)


def _next(request: MemberRequest, municipality: Municipality) -> str:
    address = reverse("lagesbild:problem_matrix", args=[municipality.slug])
    query = {name: request.GET[name] for name in ("part",) if request.GET.get(name)}
    following = request.POST.get("nasta", "")
    if following.isascii() and following.isdigit():
        query["problem"] = following
    elif request.GET.get("problem") and "nasta" not in request.POST:
        query["problem"] = request.GET["problem"]
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in query.items())}" if query else address


def _tabs(found: Matrix) -> list[tuple[str, str, bool]]:
    here = found.party
    return [
        (_("Gemensamt"), "?part=" + TOGETHER, here is None),
        *((str(one), f"?part={one.slug}", one == here) for one in found.parties),
    ]
