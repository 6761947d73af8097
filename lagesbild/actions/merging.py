"""Joining the parties' problems into one, and taking them apart again."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lagesbild.actions.checks import used_already
from lagesbild.actions.events import note_row
from lagesbild.actions.problems import LINKS, check_links, set_links
from lagesbild.models import Layer, Problem
from lagesbild.permissions import check_can
from lagesbild.problem_permissions import check_can_weigh
from organisations.actions.editing import create_row, save_row
from organisations.actions.rows import StaleEdit
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import Municipality, User


# The code of the error when an original has been changed meanwhile.
CHANGED = "original_changed"


class AlreadyJoined(StaleEdit):
    """Somebody else joined one of the problems first; ``current`` is the joint problem they wrote."""


@transaction.atomic
def join(
    municipality: Municipality,
    originals: Sequence[Problem],
    *,
    values: dict[str, Any],
    creation_key: uuid.UUID,
    by: User,
    into: Problem | None = None,
    edit_number: int = 0,
    seen: Mapping[int, int] | None = None,
) -> Problem:
    """Make one joint problem of several, which stay as they were and point at it.

    With ``into``, at ``edit_number``, they join a joint problem that there is. Raises AlreadyJoined when somebody
    else came first, StaleEdit when the joint problem has been changed since the form was opened. ``seen``: the
    ``edit_number`` of each original that the text was written from; one that has been changed since is refused.
    """
    check_can(by, Permission.WRITE_LAGESBILD, municipality)
    locked = _locked(municipality, originals, into)
    made = Problem.objects.filter(creation_key=creation_key).first()
    if made is not None and all(one.joined_into_id == made.pk for one in locked):
        return made
    _check(municipality, locked, into, values, by=by)
    _check_unchanged(locked, seen or {})
    joint = _write(municipality, into, values, creation_key, edit_number, by=by)
    joining = [one.pk for one in locked if one.joined_into_id is None]
    Problem.objects.filter(pk__in=joining).update(joined_into=joint)
    for one in locked:
        if one.pk in joining:
            note_row("problem_joined", one, by=by, into=joint.pk)
    note_row("problem_made_joint", joint, by=by, count=len(locked))
    return joint


@transaction.atomic
def unjoin(problem: Problem, *, by: User) -> Problem:
    """Take a party's problem out of the joint one. A joint problem that nothing is left of is ended."""
    check_can_weigh(by, problem)
    rows = Problem.objects.select_for_update(of=("self",)).select_related("municipality", "owner")
    ids = [problem.pk, *([problem.joined_into_id] if problem.joined_into_id else [])]
    found = {one.pk: one for one in rows.filter(pk__in=ids).order_by("pk")}
    current = found[problem.pk]
    joint = found.get(current.joined_into_id or 0)
    if joint is None:
        return current
    Problem.objects.filter(pk=current.pk).update(joined_into=None)
    current.joined_into = None
    note_row("problem_unjoined", current, by=by, **{"from": joint.pk})
    if not joint.joined.exists() and joint.is_active:
        save_row(joint, edit_number=joint.edit_number, values={"is_active": False}, by=by)
        note_row("joint_problem_dissolved", joint, by=by)
    return current


def _locked(municipality: Municipality, originals: Sequence[Problem], into: Problem | None) -> list[Problem]:
    """The problems as they stand now, locked in the order of their ids so that two who join never wait in a ring."""
    ids = {one.pk for one in originals} | ({into.pk} if into else set())
    rows = Problem.objects.select_for_update(of=("self",)).select_related("owner", "municipality")
    found = {one.pk: one for one in rows.filter(pk__in=ids, municipality=municipality).order_by("pk")}
    return [found[one.pk] for one in originals if one.pk in found]


def _check(
    municipality: Municipality,
    locked: list[Problem],
    into: Problem | None,
    values: dict[str, Any],
    *,
    by: User,
) -> None:
    for one in locked:
        check_can_weigh(by, one)
    _check_taken(locked, into)
    if any(one.is_joint or one.layer == Layer.OWN or not one.is_active for one in locked):
        raise ValidationError(_("Bara problem som båda parterna läser kan sammanfogas. Välj bland dem."))
    if len({one.pk for one in locked}) + (1 if into else 0) < 2:
        raise ValidationError(_("Välj minst två problem att sammanfoga."))
    if values.get("layer") == Layer.OWN:
        raise ValidationError({"layer": _("Ett gemensamt problem läses av båda parterna.")})
    covered = [*locked, *([into] if into else [])]
    if any(one.is_secret for one in covered) and not values.get("secrecy_provision"):
        raise ValidationError(
            {
                "secrecy_provision": _(
                    "Ett av problemen är sekretessmarkerat. Det gemensamma måste också vara det."
                )
            }
        )
    check_links(municipality, values, by=by)


def _check_taken(locked: list[Problem], into: Problem | None) -> None:
    """Of two who join the same problem at once the second is told, and shown what the first wrote."""
    for one in locked:
        if one.joined_into_id and (into is None or one.joined_into_id != into.pk):
            # Asked for now: what is joined to a row that waited for its lock is from before the wait.
            raise AlreadyJoined(Problem.objects.get(pk=one.joined_into_id))


def _check_unchanged(locked: list[Problem], seen: Mapping[int, int]) -> None:
    """A joint text must not be of what a party no longer says."""
    changed = [one for one in locked if seen.get(one.pk, one.edit_number) != one.edit_number]
    if changed:
        names = ", ".join(f"”{one.title}” ({one.owner})" for one in changed)
        text = _(
            "Det här är ändrat sedan du öppnade formuläret: %(names)s. Så som det nu är skrivet står bredvid dina "
            "fält. Läs det, skriv om din text om det behövs och spara igen."
        )
        raise ValidationError(text, code=CHANGED, params={"names": names})


def _write(
    municipality: Municipality,
    into: Problem | None,
    values: dict[str, Any],
    creation_key: uuid.UUID,
    edit_number: int,
    *,
    by: User,
) -> Problem:
    plain = {name: value for name, value in values.items() if name not in LINKS}
    if into is not None:
        joint = save_row(into, edit_number=edit_number, values=plain, by=by)
    else:
        fixed = {"municipality": municipality, "owner": municipality, "is_joint": True}
        joint, _is_new = create_row(Problem, creation_key=creation_key, values={**fixed, **plain}, by=by)
    if not joint.is_joint or joint.municipality_id != municipality.pk:
        raise used_already()
    set_links(joint, values, by=by)
    return joint
