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

from followup.actions import correcting
from followup.actions.correcting import What
from followup.actions.events import note
from followup.followed import FollowedPromise
from followup.measures import indicator_in
from followup.models import Observation
from followup.permissions import check_can
from followup.small_numbers import PERCENT
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
    why: str = "",
) -> Observation:
    """Add a measured value, or correct the one that it ``supersedes``. The same form again gives the same value.

    why: the reason for readers when the promise has ended; then a value can only be corrected.
    """
    check_can(by, Permission.MEASURE, followed)
    corrects = correcting.begin(followed, why=why, by=by, is_new=supersedes is None)
    made = Observation.objects.filter(creation_key=creation_key).first()
    if made is not None:
        return _the_same(made, followed, indicator, supersedes)
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
    if corrects:
        correcting.finish(followed, What.MEASUREMENT, why=why, by=by, key=observation.indicator_key)
    return observation


def _the_same(
    made: Observation, followed: FollowedPromise, indicator: IndicatorText, supersedes: Observation | None
) -> Observation:
    """What the form made before, unless that was something else: keys come from the browser."""
    place = (followed.promise.pk, indicator.key, supersedes.pk if supersedes else None)
    if (made.promise_id, str(made.indicator_key), made.supersedes_id) != place:
        raise ValidationError(_("Formuläret är redan använt. Ladda om sidan och fyll i det igen."))
    return made


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
