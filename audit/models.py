"""The event log: a chain of hashes that shows whether a row was changed, removed, put in or cut off.

No foreign key leaves this app. The log keeps an id and a label of who did it and to what, so that it never
stands in the way of living data and still reads when that data is gone.
"""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from audit.chain import GENESIS
from audit.querysets import EventQuerySet


class Event(models.Model):
    """One thing that happened. `hash` covers every other column, the previous event's hash among them."""

    number = models.BigIntegerField(_("nummer"), primary_key=True, editable=False)
    # Text rather than a datetime: it is hashed, so both databases must give back the same characters. Always
    # UTC and of fixed width, so it sorts and compares as time does.
    at = models.CharField(_("tidpunkt (UTC)"), max_length=27, editable=False)
    actor_id = models.BigIntegerField(_("vem (id)"), null=True, editable=False)
    actor_label = models.CharField(_("vem"), max_length=200, editable=False)
    action = models.CharField(_("händelse"), max_length=100, editable=False)
    object_type = models.CharField(_("vad (typ)"), max_length=100, blank=True, editable=False)
    object_id = models.CharField(_("vad (id)"), max_length=200, blank=True, editable=False)
    object_label = models.CharField(_("vad"), max_length=200, blank=True, editable=False)
    organisation_ids = models.JSONField(_("organisationer"), editable=False)
    data = models.JSONField(_("uppgifter"), editable=False)
    previous_hash = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = EventQuerySet.as_manager()
    append_only = AppendOnly()

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="events_are_numbered_from_one")
        ]
        indexes = [
            models.Index(fields=["object_type", "object_id", "number"], name="event_by_object"),
            models.Index(fields=["actor_id", "number"], name="event_by_actor"),
            models.Index(fields=["action", "number"], name="event_by_action"),
            models.Index(fields=["at"], name="event_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    @property
    def occurred_at(self) -> datetime:
        """`at` as an aware datetime (UTC)."""
        return datetime.fromisoformat(self.at)


class EventOrganisation(models.Model):
    """`organisation_ids` once more, indexed: in which organisations' logs an event belongs."""

    event = models.ForeignKey(
        Event, on_delete=models.PROTECT, related_name="organisation_rows", db_index=False
    )
    organisation_id = models.BigIntegerField(_("organisation (id)"), editable=False)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("händelsens organisation")
        verbose_name_plural = _("händelsens organisationer")
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation_id"], name="event_organisation_once")
        ]
        indexes = [models.Index(fields=["organisation_id", "event"], name="event_by_organisation")]


class EventOrigin(models.Model):
    """From where an event came. Outside the chain, so that it can be weeded when it is no longer needed."""

    event = models.OneToOneField(Event, primary_key=True, on_delete=models.PROTECT, related_name="origin")
    address = models.GenericIPAddressField(_("adress"), null=True, editable=False)
    user_agent = models.CharField(_("webbläsare"), max_length=300, blank=True, editable=False)

    append_only = AppendOnly(deletable=True)

    class Meta:
        verbose_name = _("händelsens ursprung")
        verbose_name_plural = _("händelsers ursprung")


class ChainHead(models.Model):
    """The last link of the chain: one row, locked while an event is appended. It steps forward by one."""

    number = models.BigIntegerField(default=0, editable=False)
    hash = models.CharField(max_length=64, default=GENESIS, editable=False)

    append_only = AppendOnly(
        mutable=("number", "hash"),
        when=(
            "NEW.number = OLD.number + 1 AND EXISTS (SELECT 1 FROM audit_event e WHERE e.number = NEW.number "
            "AND e.hash = NEW.hash AND e.previous_hash = OLD.hash)"
        ),
    )

    class Meta:
        verbose_name = _("kedjans huvud")
        verbose_name_plural = _("kedjans huvud")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="the_chain_has_one_head")]


class RefusalCount(models.Model):
    """How many times somebody was refused the same thing within an hour."""

    # "user:12", "address:<keyed digest>" or "nobody": never NULL, because NULLs are not equal in a unique
    # constraint.
    actor_key = models.CharField(_("vem"), max_length=80, editable=False)
    action = models.CharField(_("vad som nekades"), max_length=100, editable=False)
    object_type = models.CharField(_("vad (typ)"), max_length=100, blank=True, editable=False)
    object_id = models.CharField(_("vad (id)"), max_length=200, blank=True, editable=False)
    hour = models.CharField(_("timme (UTC)"), max_length=13, editable=False)
    count = models.PositiveIntegerField(_("antal"), default=0, editable=False)

    append_only = AppendOnly(mutable=("count",), when="NEW.count = OLD.count + 1", deletable=True)

    class Meta:
        verbose_name = _("nekade försök")
        verbose_name_plural = _("nekade försök")
        constraints = [
            models.UniqueConstraint(
                fields=["actor_key", "action", "object_type", "object_id", "hour"],
                name="refusals_counted_once",
            )
        ]
        indexes = [models.Index(fields=["hour"], name="refusals_by_hour")]
