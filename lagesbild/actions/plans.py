"""Writing an åtgärdsplan on an adopted lägesbild, deciding on it, and following it up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.actions.checks import check_has_been, used_already
from lagesbild.actions.decisions import take_over
from lagesbild.actions.events import note
from lagesbild.models import ActionPlan, LagesbildVersion, Measure, PlanFollowUp
from lagesbild.states import PLAN_STEPS, PlanStatus, Step, next_status
from organisations.actions.editing import create_row, last_position, move_row, save_row
from organisations.actions.rows import locked
from organisations.models import Municipality
from organisations.roles import Permission

if TYPE_CHECKING:
    from organisations.models import Organisation, User


@transaction.atomic
def start_plan(
    version: LagesbildVersion, *, owner: Organisation, title: str, creation_key: UUID, by: User
) -> ActionPlan:
    """Begin a plan on an adopted lägesbild, empty."""
    municipality = version.lagesbild.municipality
    permissions.check_owner(by, municipality, owner)
    values = {"version": version, "municipality": municipality, "owner": owner, "title": title}
    plan, is_new = create_row(ActionPlan, creation_key=creation_key, values=values, by=by)
    if plan.version_id != version.pk:
        raise used_already()
    if is_new:
        _note("plan_started", plan, by)
    return plan


def editable(plan: ActionPlan, *, by: User) -> ActionPlan:
    """The draft, locked, for somebody who may write in it; raises PermissionDenied with a sentence otherwise."""
    row = locked(plan)
    permissions.check_can(by, Permission.WRITE_LAGESBILD, row.municipality)
    if not row.is_draft:
        raise PermissionDenied(
            _(
                "Planen är beslutad. Det går att ändra hur åtgärderna ligger till, men inte vad som beslutades."
            )
        )
    return row


@transaction.atomic
def rename_plan(plan: ActionPlan, *, edit_number: int, title: str, by: User) -> ActionPlan:
    """Give the draft another name; raises ``StaleEdit``."""
    editable(plan, by=by)
    saved = save_row(plan, edit_number=edit_number, values={"title": title}, by=by)
    _note("plan_saved", saved, by)
    return saved


@transaction.atomic
def remove_plan(plan: ActionPlan, *, by: User) -> None:
    """Remove a draft. A plan that has been decided is never removed."""
    row = editable(plan, by=by)
    _note("plan_removed", row, by)
    row.delete()


# --- The rows ----------------------------------------------------------------------------------------


@transaction.atomic
def add_measure(plan: ActionPlan, *, creation_key: UUID, values: dict[str, Any], by: User) -> Measure:
    """Add a row last."""
    parent = editable(plan, by=by)
    given = _of_cause(values) | {"plan": parent, "position": last_position(parent.measures.all())}
    row, is_new = create_row(Measure, creation_key=creation_key, values=given, by=by)
    if row.plan_id != parent.pk:
        raise used_already()
    if is_new:
        _note("plan_saved", parent, by)
    return row


@transaction.atomic
def change_measure(row: Measure, *, edit_number: int, values: dict[str, Any], by: User) -> Measure:
    """Save a row of the draft; raises ``StaleEdit``."""
    parent = editable(row.plan, by=by)
    saved = save_row(row, edit_number=edit_number, values=_of_cause(values), by=by)
    _note("plan_saved", parent, by)
    return saved


def _of_cause(values: dict[str, Any]) -> dict[str, Any]:
    """A chosen cause says which problem it is of."""
    cause = values.get("cause")
    return values | ({"problem": cause.problem} if cause else {})


@transaction.atomic
def remove_measure(row: Measure, *, by: User) -> None:
    """Take a row of a draft away."""
    parent = editable(row.plan, by=by)
    Measure.objects.filter(pk=row.pk).delete()
    _note("plan_saved", parent, by)


@transaction.atomic
def move_measure(row: Measure, *, up: bool, by: User) -> None:
    """Let a row of a draft change places with its neighbour."""
    parent = editable(row.plan, by=by)
    move_row(row, parent.measures.all(), up=up)


# --- The decision, and after it ------------------------------------------------------------------------


@transaction.atomic
def decide(
    plan: ActionPlan,
    *,
    decided_by_organ: str,
    decided_on: date,
    by: User,
    decision_paragraph: str = "",
    case_number: str = "",
) -> ActionPlan:
    """Record the decision: from now the rows stay as they are, but for how they stand. Replaces the one in force.

    A second time gives the same. A plan for a part of the municipality replaces the one for the same part.
    """
    Municipality.objects.select_for_update().get(pk=plan.municipality_id)
    row = locked(plan)
    permissions.check_can(by, Permission.ADOPT_LAGESBILD, row.municipality)
    if row.is_decided:
        return row
    status = next_status(PLAN_STEPS, PlanStatus(row.status), Step.DECIDE)
    if not row.measures.exists():
        raise ValidationError(_("Planen har inga åtgärder. Skriv minst en innan den beslutas."))
    check_has_been(decided_on, "decided_on")
    _keep_causes(row)
    take_over(
        row,
        plan_before(row),
        status=status,
        replaced=next_status(PLAN_STEPS, PlanStatus.DECIDED, Step.REPLACE),
        by=by,
        decided_by_organ=decided_by_organ,
        decided_on=decided_on,
        decision_paragraph=decision_paragraph,
        case_number=case_number,
    )
    _note("plan_decided", row, by, organ=decided_by_organ, decided_on=decided_on.isoformat())
    return row


def _keep_causes(plan: ActionPlan) -> None:
    """Write the causes into the rows: what was decided stays when the analysis is written anew."""
    for row in plan.measures.select_related("cause").filter(cause__isnull=False, cause_text=""):
        Measure.objects.filter(pk=row.pk).update(cause_text=str(row.cause))


def plan_before(plan: ActionPlan) -> ActionPlan | None:
    """The plan in force for the same area, which this one would take over from."""
    lagesbild = plan.version.lagesbild
    same = ActionPlan.objects.filter(
        municipality=plan.municipality_id,
        status=PlanStatus.DECIDED,
        version__lagesbild__area=lagesbild.area_id,
        version__lagesbild__area_text=lagesbild.area_text,
    )
    return same.exclude(pk=plan.pk).order_by("-decided_on", "-pk").first()


@transaction.atomic
def set_state(row: Measure, *, edit_number: int, state: str, state_note: str, by: User) -> Measure:
    """Say how a row of a decided plan stands. One that is not carried out needs a reason."""
    plan = locked(row.plan)
    permissions.check_can(by, Permission.WRITE_LAGESBILD, plan.municipality)
    if plan.is_draft:
        raise PermissionDenied(_("Planen är inte beslutad än, så åtgärderna har inte börjat."))
    if state == Measure.State.DROPPED and not state_note:
        raise ValidationError({"state_note": _("Skriv varför åtgärden inte genomförs.")})
    values = {"state": state, "state_note": state_note}
    saved = save_row(row, edit_number=edit_number, values=values, by=by)
    _note("plan_state_set", plan, by, state=str(Measure.State(state).label))
    return saved


@transaction.atomic
def follow_up(
    plan: ActionPlan, *, followed_up_on: date, text: str, creation_key: UUID, by: User
) -> PlanFollowUp:
    """Note that a decided plan has been followed up (6 §), which starts the two years anew."""
    parent = locked(plan)
    permissions.check_can(by, Permission.WRITE_LAGESBILD, parent.municipality)
    if parent.is_draft:
        raise PermissionDenied(_("Planen är inte beslutad än. Den följs upp när den gäller."))
    check_has_been(followed_up_on, "followed_up_on")
    if parent.decided_on and followed_up_on < parent.decided_on:
        raise ValidationError({"followed_up_on": _("Planen var inte beslutad den dagen.")})
    values = {"plan": parent, "followed_up_on": followed_up_on, "text": text}
    row, is_new = create_row(PlanFollowUp, creation_key=creation_key, values=values, by=by)
    if row.plan_id != parent.pk:
        raise used_already()
    if is_new:
        parent.followed_up_on = max(followed_up_on, parent.followed_up_on or followed_up_on)
        parent.save(update_fields=["followed_up_on"])
        _note("plan_followed_up", parent, by, followed_up_on=followed_up_on.isoformat())
    return row


def _note(action: str, plan: ActionPlan, by: User, **data: Any) -> None:
    note(action, plan, municipality=plan.municipality, owner=plan.owner, by=by, **data)
