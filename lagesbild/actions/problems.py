"""Problems: written, changed, ended and taken up again."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lagesbild.actions.checks import used_already
from lagesbild.actions.events import note_row
from lagesbild.models import Finding, Layer, Place, Problem
from lagesbild.models.base import SECRECY
from lagesbild.permissions import check_can, check_marking, check_owner
from lagesbild.problem_permissions import check_can_edit, check_can_weigh, readable_findings
from organisations.actions.editing import create_row, save_row
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import Municipality, Organisation, User

LINKS = ("places", "findings")


@transaction.atomic
def create(
    municipality: Municipality,
    *,
    owner: Organisation,
    values: dict[str, Any],
    creation_key: uuid.UUID,
    by: User,
) -> Problem:
    """Write a problem for one party. ``values``: the fields of the model, with ``places`` and ``findings``."""
    check_owner(by, municipality, owner)
    plain = {name: value for name, value in values.items() if name not in LINKS}
    check_links(municipality, values, by=by)
    _check_secrecy(municipality, plain, by=by)
    fixed = {"municipality": municipality, "owner": owner}
    row, is_new = create_row(Problem, creation_key=creation_key, values={**fixed, **plain}, by=by)
    if (row.municipality_id, row.owner_id) != (municipality.pk, owner.pk):
        raise used_already()
    if is_new:
        set_links(row, values, by=by)
        note_row("problem_added", row, by=by)
    return row


@transaction.atomic
def change(problem: Problem, *, values: dict[str, Any], edit_number: int, by: User) -> Problem:
    """Save a problem's fields, unless somebody else has saved since the form was opened (StaleEdit)."""
    current = locked_problem(problem)
    check_can_edit(by, current)
    plain = {name: value for name, value in values.items() if name not in LINKS}
    check_links(current.municipality, values, by=by)
    _check_layer(current, plain)
    check_marking(by, current, plain)
    if any(name in plain and plain[name] != getattr(current, name) for name in SECRECY):
        _check_secrecy(current.municipality, plain, by=by)
    saved = save_row(current, edit_number=edit_number, values=plain, by=by)
    set_links(saved, values, by=by)
    if saved.edit_number != current.edit_number:
        note_row("problem_changed", saved, by=by)
    return saved


@transaction.atomic
def retire(problem: Problem, *, reason: str, edit_number: int, by: User) -> Problem:
    """End a problem that is no longer one; it stays with its history."""
    current = locked_problem(problem)
    if not current.is_active:
        check_can_weigh(by, current)
        return current
    check_can_edit(by, current)
    saved = save_row(current, edit_number=edit_number, values={"is_active": False}, by=by)
    note_row("problem_retired", saved, by=by, reason=reason)
    return saved


@transaction.atomic
def resume(problem: Problem, *, by: User) -> Problem:
    """Take up a problem that was ended."""
    current = locked_problem(problem)
    if current.is_active:
        check_can_weigh(by, current)
        return current
    current.is_active = True
    check_can_edit(by, current)
    saved = save_row(problem, edit_number=current.edit_number, values={"is_active": True}, by=by)
    note_row("problem_resumed", saved, by=by)
    return saved


# --- Shared by what is done with problems ------------------------------------------------------------


def locked_problem(problem: Problem) -> Problem:
    """The problem as it stands now, locked until the transaction ends, with whose it is."""
    rows = Problem.objects.select_for_update(of=("self",)).select_related("owner", "municipality")
    return rows.get(pk=problem.pk)


def set_links(problem: Problem, values: dict[str, Any], *, by: User) -> None:
    """Set places and findings. What the person cannot see is not the person's to remove."""
    if "places" in values:
        problem.places.set(values["places"])
    if "findings" in values:
        seen = readable_findings(by, problem.municipality).values("pk")
        unseen = problem.findings.exclude(pk__in=seen)
        problem.findings.set([*values["findings"], *unseen])


def check_links(municipality: Municipality, values: dict[str, Any], *, by: User) -> None:
    """Raise ValidationError for a place of another municipality, or a finding that the person may not read."""
    places: Iterable[Place] = values.get("places") or ()
    findings: Iterable[Finding] = values.get("findings") or ()
    if any(place.municipality_id != municipality.pk for place in places):
        raise ValidationError({"places": _("Välj bland kommunens platser.")})
    wanted = {finding.pk for finding in findings}
    if wanted and readable_findings(by, municipality).filter(pk__in=wanted).count() != len(wanted):
        raise ValidationError({"findings": _("Välj bland de resultat som du får läsa.")})


def _check_secrecy(municipality: Municipality, values: dict[str, Any], *, by: User) -> None:
    if values.get("secrecy_provision"):
        check_can(by, Permission.SHARE_LAGESBILD, municipality)


def _check_layer(problem: Problem, values: dict[str, Any]) -> None:
    if problem.is_joint and values.get("layer") == Layer.OWN:
        raise ValidationError({"layer": _("Ett gemensamt problem läses av båda parterna.")})
