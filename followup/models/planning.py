"""When things are to be done: planned occasions, and the address that calendars fetch them from."""

from __future__ import annotations

import secrets
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from followup.models.base import OfActivity
from organisations.models import Organisation
from organisations.models.editing import EditableRow
from promises.models import Promise


class Occasion(OfActivity, EditableRow):
    """A planned occasion: somebody is to do something on a day, or some time between two days.

    ``sequence`` is set on what was generated from the omfattning (``followup.calendar``), so that generating again
    makes nothing twice. An occasion is never deleted: one that will not be is cancelled, with a reason.
    """

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("utförare"), on_delete=models.PROTECT, related_name="occasions"
    )
    starts_on = models.DateField(_("datum"))
    ends_on = models.DateField(_("senast"), null=True, blank=True)
    title = models.CharField(_("vad"), max_length=200, blank=True)
    place = models.CharField(_("plats"), max_length=150, blank=True)
    sequence = models.PositiveIntegerField(null=True, blank=True, editable=False)
    # Where the plan first put it, once it has been moved.
    moved_from = models.DateField(_("flyttad från"), null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("inställd"), null=True, blank=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cancel_reason = models.CharField(_("varför det blir inställt"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("planerat tillfälle")
        verbose_name_plural = _("planerade tillfällen")
        ordering = ["starts_on", "pk"]
        indexes = [
            models.Index(fields=["promise", "activity_key", "starts_on"], name="occasion_of_activity"),
            models.Index(fields=["organisation", "starts_on"], name="occasion_of_executor"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "activity_key", "organisation", "sequence"],
                condition=Q(sequence__isnull=False),
                name="occasion_generated_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="occasion_order"
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancel_reason="")
                | (Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~Q(cancel_reason="")),
                name="occasion_cancelled_by_somebody_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d} {self.title}".strip()

    @property
    def last_day(self) -> date:
        """The last day it can be done as planned."""
        return self.ends_on or self.starts_on


def new_secret() -> str:
    """Part of an address that cannot be guessed: 256 random bits."""
    return secrets.token_urlsafe(32)


class CalendarFeed(models.Model):
    """A secret address where a calendar program fetches a person's occasions, of one promise or of all.

    The secret is kept in the clear because the page shows it again; what it opens is only what the person may see at
    the moment it is fetched, and taking the address back closes it at once.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    promise = models.ForeignKey(
        Promise, null=True, blank=True, on_delete=models.CASCADE, related_name="calendar_feeds"
    )
    secret = models.CharField(max_length=64, unique=True, default=new_secret, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kalenderadress")
        verbose_name_plural = _("kalenderadresser")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "promise"],
                condition=Q(revoked_at__isnull=True),
                name="one_calendar_per_promise",
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at__isnull=True, promise__isnull=True),
                name="one_calendar_of_all",
            ),
        ]
