from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models

from audit.references import reference

if TYPE_CHECKING:
    from audit.models import Event  # noqa: F401

REFUSED = "audit.refused"
LOGIN_FAILED = "audit.login_failed"


class EventQuerySet(models.QuerySet["Event"]):
    """Questions to the event log. Who may ask them is decided further left, where organisations are known."""

    def for_object(self, *objects: Any) -> Self:
        """Events about any of the given rows or references."""
        wanted = models.Q(pk__in=[])
        for obj in objects:
            ref = reference(obj)
            wanted |= models.Q(object_type=ref.type, object_id=ref.id)
        return self.filter(wanted)

    def for_organisation(self, *organisation_ids: int) -> Self:
        """Events that belong in the log of any of the organisations, each event once."""
        rows = apps.get_model("audit", "EventOrganisation").objects.filter(
            organisation_id__in=organisation_ids
        )
        return self.filter(number__in=rows.values("event_id"))

    def without_refusals(self) -> Self:
        """Only what was done, not what was refused."""
        return self.exclude(action__in=[REFUSED, LOGIN_FAILED])

    def newest_first(self) -> Self:
        """The latest event first."""
        return self.order_by("-number")

    def in_order(self) -> Self:
        """As it happened."""
        return self.order_by("number")
