"""The matrix of problems × criteria."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from lagesbild import permissions
from lagesbild.actions import prioritising
from lagesbild.actions.prioritising import Cell, Written
from lagesbild.forms.prioritising import check_score
from lagesbild.matrix import Matrix, RowView, all_parties, read_matrix
from lagesbild.models import Problem, Score
from lagesbild.views.base import (
    MemberRequest,
    get_municipality,
    member_required,
    page,
)
from lagesbild.weighing import differences
from organisations.models import Municipality, Organisation
from organisations.roles import Permission

TOGETHER = "gemensamt"


@dataclass(frozen=True)
class _Sent:
    """What somebody typed in the cells, what is wrong with it, and the cells that a colleague had saved meanwhile."""

    typed: dict[Cell, str] = field(default_factory=dict)
    cells: dict[Cell, Written] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    refused: dict[Cell, Score | None] = field(default_factory=dict)

    @property
    def is_saved(self) -> bool:
        return not self.faults and not self.refused


@require_http_methods(["GET", "POST"])
@member_required
def matrix(request: MemberRequest, slug: str) -> HttpResponse:
    """The matrix, for both parties or one of them; all of it or one problem at a time."""
    municipality = get_municipality(request, slug)
    party = _party(request, municipality)
    speaks_for = permissions.speaks_for(request.user, municipality)
    may_write = permissions.can(request.user, Permission.WRITE_LAGESBILD, municipality)
    sent = _Sent()
    if request.method == "POST":
        permissions.check_can(request.user, Permission.WRITE_LAGESBILD, municipality)
        sent = _save(request, municipality, party)
        if sent.is_saved:
            messages.success(request, _("Poängen är sparade."))
            return redirect(_next(request, municipality))
    found = read_matrix(request.user, municipality, party)
    rows = found.rows(sent.typed, sent.refused)
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
        refused=sent.refused,
        faults=sent.faults,
        scale=(1, 2, 3, 4, 5),
    )
    status = 409 if sent.refused else 200
    return render(request, "lagesbild/problem_matrix.html", context, status=status)


def _party(request: MemberRequest, municipality: Municipality) -> Organisation | None:
    asked = request.GET.get("part", "")
    found = next((one for one in all_parties(municipality) if one.slug == asked), None)
    if found is None and asked not in ("", TOGETHER):
        raise Http404
    return found


def _read(request: MemberRequest) -> _Sent:
    """The cells that were sent, with what their writer had seen in them."""
    typed: dict[Cell, str] = {}
    cells: dict[Cell, Written] = {}
    faults: set[str] = set()
    for name, text in request.POST.items():
        cell = _cell_of(name)
        if cell is None:
            continue
        typed[cell] = str(text)
        try:
            number, _dot, value = request.POST.get(f"seen-{name}", "0.").partition(".")
            cells[cell] = Written(check_score(str(text)), check_score(value), int(number or 0))
        except (ValidationError, ValueError):
            faults.add(_("Poängen går från 1 till 5."))
    return _Sent(typed, cells, sorted(faults))


def _cell_of(name: str) -> Cell | None:
    problem, _dash, criterion = name.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) < 10 for part in (problem, criterion)):
        return None
    return int(problem), int(criterion)


def _save(request: MemberRequest, municipality: Municipality, party: Organisation | None) -> _Sent:
    sent = _read(request)
    if sent.faults:
        return sent
    try:
        saved = prioritising.save_scores(municipality, party=party, cells=sent.cells, by=request.user)
    except ValidationError as error:
        return replace(sent, faults=list(error.messages))
    return replace(sent, refused=saved.refused)


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
