"""What is promised in one municipality, as one person sees it: the working texts with their activities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from organisations.models import Municipality
from promises import permissions
from promises.listing import working_revisions
from promises.models import Activity, Party, Revision
from promises.states import Status

if TYPE_CHECKING:
    from organisations.models import User


@dataclass(frozen=True)
class Promised:
    """A promise's text, the one that is worked with, and its activities in order."""

    revision: Revision
    activities: list[Activity]


def promised_in(user: User, municipality: Municipality) -> list[Promised]:
    """The promises of the municipality that the person sees, those that begin last first. Two queries."""
    here = Party.objects.filter(organisation=municipality).values("revision")
    texts = working_revisions(permissions.visible_to(user)).revisions
    activities = Activity.objects.select_related("focus_area").order_by(
        "focus_area__position", "position", "pk"
    )
    found = (
        texts.filter(pk__in=here)
        .exclude(status=Status.WITHDRAWN)
        .select_related("promise")
        .prefetch_related(Prefetch("activities", activities))
        .order_by("-period_start", "-pk")
    )
    return [Promised(one, list(one.activities.all())) for one in found]
