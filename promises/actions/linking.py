"""Saying what a promise answers: which problems and causes, what was said, and what was decided."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from lagesbild.models import Cause, Measure
from lagesbild.permissions import check_can
from organisations.actions.rows import StaleEdit
from organisations.roles import Permission
from promises import grounds
from promises.actions.events import note
from promises.models import (
    Activity,
    ActivityCause,
    ActivityProblem,
    FocusArea,
    FocusAreaProblem,
    MeasureActivity,
    Promise,
    PromiseBasis,
    PromiseFinding,
    Revision,
)
from promises.permissions.linking import check_can_link

if TYPE_CHECKING:
    from organisations.models import User


@dataclass(frozen=True)
class Change:
    """What is to be linked and what no longer: only what somebody changed, so two who choose at once both have it."""

    add: frozenset[int] = frozenset()
    remove: frozenset[int] = frozenset()

    @classmethod
    def between(cls, shown: Collection[int], chosen: Collection[int]) -> Change:
        """What makes a list that was ``shown`` as chosen into one that is ``chosen``."""
        before, after = frozenset(shown), frozenset(chosen)
        return cls(after - before, before - after)


NOTHING = Change()


@transaction.atomic
def change_grounds(
    activity: Activity, *, problems: Change = NOTHING, causes: Change = NOTHING, by: User
) -> None:
    """Say which problems and causes an activity answers. A cause brings its problem, which cannot go before it.

    Raises ``StaleEdit`` when the activity has been removed, ValidationError for what cannot be linked to.
    """
    revision = _locked(activity.revision, by)
    if not Activity.objects.filter(pk=activity.pk, revision=revision).exists():
        raise StaleEdit(None)
    linkable = grounds.linkable_problems(by, revision)
    chosen = _found(Cause.objects.filter(problem__in=linkable.values("pk")), causes.add)
    of = {"promise": revision.promise, "activity_key": activity.key}
    # What the person does not see is not the person's to remove, whatever the browser sends.
    seen = grounds.readable_problems(by, revision).values("pk")
    of_seen = ActivityCause.objects.filter(**of, cause__problem__in=seen)
    changed = _remove(of_seen.filter(cause__in=causes.remove))
    changed += _remove(
        ActivityProblem.objects.filter(**of, problem__in=seen).filter(problem__in=problems.remove)
    )
    # The causes of a problem that is no longer answered go with it.
    changed += _remove(of_seen.filter(cause__problem__in=problems.remove))
    brought = {cause.problem_id for cause in chosen}
    wanted = _found(linkable, problems.add | brought)
    changed += _add(ActivityProblem, [{**of, "problem": one} for one in wanted], by)
    changed += _add(ActivityCause, [{**of, "cause": one} for one in chosen], by)
    if changed:
        note("grounds_changed", revision, by=by, what=str(activity))


@transaction.atomic
def change_area_problems(area: FocusArea, *, problems: Change, by: User) -> None:
    """Say which problems a focus area answers; raises as ``change_grounds``."""
    revision = _locked(area.revision, by)
    if not FocusArea.objects.filter(pk=area.pk, revision=revision).exists():
        raise StaleEdit(None)
    of = {"promise": revision.promise, "focus_area_key": area.key}
    wanted = _found(grounds.linkable_problems(by, revision), problems.add)
    seen = grounds.readable_problems(by, revision).values("pk")
    own = FocusAreaProblem.objects.filter(**of, problem__in=seen)
    changed = _remove(own.filter(problem__in=problems.remove))
    changed += _add(FocusAreaProblem, [{**of, "problem": one} for one in wanted], by)
    if changed:
        note("area_problems_changed", revision, by=by, what=str(area))


@transaction.atomic
def change_basis(
    revision: Revision,
    *,
    findings: Change = NOTHING,
    lagesbilder: Change = NOTHING,
    agreements: Change = NOTHING,
    by: User,
) -> None:
    """Say what the promise as a whole builds on: what was said, an adopted lägesbild, an agreement."""
    revision = _locked(revision, by)
    of = {"promise": revision.promise}
    said = _found(grounds.linkable_findings(by, revision), findings.add)
    pictures = _found(grounds.linkable_lagesbilder(by, revision), lagesbilder.add)
    agreed = _found(grounds.linkable_agreements(by, revision), agreements.add)
    said_before = PromiseFinding.objects.filter(**of, finding__in=grounds.readable_findings(by, revision))
    changed = _remove(said_before.filter(finding__in=findings.remove))
    stood_on = [one.pk for one in grounds.basis_of(by, revision)]
    changed += _remove(PromiseBasis.objects.filter(pk__in=stood_on, lagesbild__in=lagesbilder.remove))
    changed += _remove(PromiseBasis.objects.filter(pk__in=stood_on, agreement__in=agreements.remove))
    changed += _add(PromiseFinding, [{**of, "finding": one} for one in said], by)
    changed += _add(PromiseBasis, [{**of, "lagesbild": one} for one in pictures], by)
    changed += _add(PromiseBasis, [{**of, "agreement": one} for one in agreed], by)
    if changed:
        note("basis_changed", revision, by=by)


@transaction.atomic
def change_measure(
    measure: Measure,
    *,
    add: Iterable[tuple[Promise, uuid.UUID]] = (),
    remove: Iterable[tuple[Promise, uuid.UUID]] = (),
    by: User,
) -> None:
    """Say which activities a row of the plan is carried out as. Who writes the lägesbild says so.

    Only activities of the plan's own municipality: the row would else be shown where it does not belong.
    """
    plan = type(measure.plan)._default_manager.select_for_update().get(pk=measure.plan_id)
    check_can(by, Permission.WRITE_LAGESBILD, plan.municipality)
    changed: dict[int, Promise] = {}
    for promise, key in remove:
        if _remove(MeasureActivity.objects.filter(measure=measure, promise=promise, activity_key=key)):
            changed[promise.pk] = promise
    for promise, key in add:
        if not Activity.objects.filter(
            key=key, revision__promise=promise, revision__parties__organisation=plan.municipality
        ).exists():
            raise _not_there()
        row = {"measure": measure, "promise": promise, "activity_key": key}
        if _add(MeasureActivity, [row], by):
            changed[promise.pk] = promise
    for promise in changed.values():
        latest = promise.revisions.order_by("-number", "-attempt").first()
        if latest is not None:
            note("measure_linked", latest, by=by, what=str(measure))


def _locked(revision: Revision, by: User) -> Revision:
    """The revision, locked until the transaction ends, once the person may say what the promise answers."""
    locked = Revision.objects.select_for_update().select_related("promise").get(pk=revision.pk)
    check_can_link(by, locked)
    return locked


def _found(rows: models.QuerySet[Any], numbers: Collection[int]) -> list[Any]:
    """Those rows, all of them; whoever asks for one that is not there is told so rather than half obeyed."""
    if not numbers:
        return []
    found = list(rows.filter(pk__in=numbers).distinct())
    if len(found) != len(set(numbers)):
        raise _not_there()
    return found


def _not_there() -> ValidationError:
    return ValidationError(
        _(
            "Något av det du valde går inte att koppla till löftet. Det kan vara borttaget, gälla en annan kommun "
            "eller bara vara för en av parterna. Ladda om sidan och välj igen."
        )
    )


def _add(model: Any, rows: Iterable[dict[str, Any]], by: User) -> int:
    """How many of the rows were not there already."""
    return sum(model.objects.get_or_create(**row, defaults={"linked_by": by})[1] for row in rows)


def _remove(rows: models.QuerySet[Any]) -> int:
    return rows.delete()[0]
