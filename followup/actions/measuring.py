"""Measured values: added, and corrected by new ones that supersede them."""

from __future__ import annotations

import uuid
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypedDict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from followup.actions.events import note
from followup.actions.rows import lock_open
from followup.followed import FollowedPromise
from followup.hints import PERCENT
from followup.measures import indicator_in
from followup.models import Observation
from followup.permissions import check_can
from organisations.roles import Permission
from promises.documents import IndicatorText

if TYPE_CHECKING:
    from organisations.models import User


class MeasuredValues(TypedDict):
    """A value and where it comes from; ``series`` is empty for the promise's own."""

    series: str
    measured_on: date
    value: Decimal
    source: str
    note: str


@transaction.atomic
def record(
    followed: FollowedPromise,
    indicator: IndicatorText,
    *,
    values: MeasuredValues,
    creation_key: uuid.UUID,
    by: User,
    supersedes: Observation | None = None,
) -> Observation:
    """Add a measured value, or correct the one that it ``supersedes``. The same form again gives the same value."""
    check_can(by, Permission.MEASURE, followed)
    lock_open(followed)
    made = Observation.objects.filter(creation_key=creation_key, promise=followed.promise).first()
    if made is not None:
        return made
    _check(followed, indicator, values, supersedes)
    observation = Observation.objects.create(
        **values,
        promise=followed.promise,
        indicator_key=uuid.UUID(indicator.key),
        creation_key=creation_key,
        supersedes=supersedes,
        recorded_by=by,
    )
    action = "measurement_corrected" if supersedes else "measured"
    note(action, followed, by=by, what=indicator.name, day=values["measured_on"].isoformat())
    return observation


def _check(
    followed: FollowedPromise,
    indicator: IndicatorText,
    values: MeasuredValues,
    supersedes: Observation | None,
) -> None:
    if indicator_in(followed, uuid.UUID(indicator.key)) is None:
        raise ValidationError(_("Det mäts inte längre i löftet."))
    if values["measured_on"] > timezone.localdate():
        raise ValidationError({"measured_on": _("Dagen har inte varit än.")})
    if indicator.unit.strip().lower() in PERCENT and not 0 <= values["value"] <= 100:
        raise ValidationError({"value": _("Procent går från 0 till 100.")})
    if supersedes is not None and Observation.objects.filter(supersedes=supersedes).exists():
        raise ValidationError(_("Någon annan har redan rättat värdet. Ladda om sidan."))
    same_day = Observation.objects.filter(
        promise=followed.promise,
        indicator_key=indicator.key,
        series=values["series"],
        measured_on=values["measured_on"],
        superseded_by__isnull=True,
    )
    if supersedes is not None:
        same_day = same_day.exclude(pk=supersedes.pk)
    if same_day.exists():
        raise ValidationError(
            {"measured_on": _("Det finns redan ett värde för den dagen. Rätta det i stället.")}
        )
