"""Reports of events: what, where and when, never who. Many rows, so they carry no more than they need."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from lagesbild.models.base import Position
from lagesbild.models.imports import ImportBatch
from lagesbild.models.places import Place
from organisations.models import Municipality, Organisation


class Category(models.TextChoices):
    """What a report is of: the categories that the field reports by; a place that feels safe is worth a report too."""

    VANDALISM = "vandalism", _("Skadegörelse")
    GATHERING = "gathering", _("Otrygghetsskapande samling")
    DISORDER = "disorder", _("Annat ordningsstörande")
    UNSAFE_PLACE = "unsafe_place", _("Otrygg plats")
    EVENT = "event", _("Arrangemang")
    SAFE_PLACE = "safe_place", _("Trygg plats")


# The source of what nobody has seen: rows of the demonstration.
INVENTED = "påhittad"


class ReportsInUse(models.Manager["IncidentReport"]):
    """Every report but those of a file that is not all in: they are seen when the file is, all at once."""

    def get_queryset(self) -> models.QuerySet[IncidentReport]:
        # A list, which SQLite looks up in an index where it would go through all files for "not cleaned".
        not_cleaned = ImportBatch.objects.filter(is_cleaned__in=[False]).order_by()
        return super().get_queryset().exclude(batch__in=not_cleaned.exclude(state="done").values("pk"))


class IncidentReport(Position):
    """One thing that somebody saw: category, when, where, what. Never public one by one.

    ``owner`` is the reporter's organisation, which sees it beside the coordinator and the municipal police. ``source``
    says where it came from, the same word for all of a file's rows; ``fingerprint`` finds the same event told twice.

    ``objects``, and what is reached through a place or a municipality, leaves out the rows of a file (``batch``) that
    is on its way in. Only the import itself asks ``with_hidden``.

    The indexes below begin with municipality, owner, place and batch, so none of these has one of its own: each index
    costs its time at every report, and one of a column alone is chosen by SQLite where a better one is there.
    """

    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("kommun"),
        on_delete=models.PROTECT,
        related_name="incident_reports",
        db_index=False,
    )
    owner = models.ForeignKey(
        Organisation,
        verbose_name=_("rapporterad av"),
        on_delete=models.PROTECT,
        related_name="told_reports",
        db_index=False,
    )
    category = models.CharField(_("vad"), max_length=15, choices=Category.choices)
    happened_at = models.DateTimeField(_("när"))
    # Not everybody knows the hour; without it the report is left out of the table of hours.
    hour_is_known = models.BooleanField(_("klockslaget är känt"), default=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("plats"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="incident_reports",
        db_index=False,
    )
    address = models.CharField(_("plats med egna ord"), max_length=200, blank=True)
    text = models.TextField(_("vad hände"), blank=True)
    source = models.CharField(_("källa"), max_length=60, default="rapportör")
    external_id = models.CharField(_("källans eget nummer"), max_length=80, blank=True)
    fingerprint = models.CharField(max_length=64, editable=False, blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The file that it came in with.
    batch = models.ForeignKey(
        ImportBatch,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edit_number = models.PositiveIntegerField(default=1, editable=False)
    reported_at = models.DateTimeField(auto_now_add=True)

    objects = ReportsInUse()
    with_hidden = models.Manager()

    class Meta(Position.Meta):
        abstract = False
        default_manager_name = "objects"
        verbose_name = _("händelserapport")
        verbose_name_plural = _("händelserapporter")
        ordering = ["-happened_at", "-pk"]
        indexes = [
            # With the file, so that counting needs no look at the rows themselves.
            models.Index(
                fields=["municipality", "happened_at", "category", "batch"], name="report_when_and_what"
            ),
            models.Index(fields=["owner", "-happened_at"], name="report_of_owner"),
            models.Index(fields=["municipality", "-reported_at"], name="report_news"),
            models.Index(fields=["place", "happened_at"], name="report_at_place"),
            models.Index(fields=["batch"], condition=models.Q(batch__isnull=False), name="report_of_a_file"),
        ]
        constraints = [
            *Position.Meta.constraints,
            models.UniqueConstraint(
                fields=["municipality", "fingerprint"],
                condition=~models.Q(fingerprint=""),
                name="report_told_once",
            ),
        ]

    @property
    def is_invented(self) -> bool:
        return self.source == INVENTED

    @property
    def where(self) -> str:
        """The place in words: its name, what the reporter called it, or both."""
        named = self.place.name if self.place else ""
        return ", ".join(filter(None, [named, self.address]))

    def __str__(self) -> str:
        return f"{self.get_category_display()}, {date_format(timezone.localdate(self.happened_at), 'j F Y')}"


class ReportCount(models.Model):
    """What is left of reports that have been weeded: how many, by month, weekday, hour, category, place and source."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="report_counts")
    month = models.DateField(_("månad"))
    # 0 Monday to 6 Sunday; weekday and hour by the clock in Sweden.
    weekday = models.PositiveSmallIntegerField(_("veckodag"))
    # None for those whose hour was not known.
    hour = models.PositiveSmallIntegerField(_("timme"), null=True, blank=True)
    category = models.CharField(_("vad"), max_length=15, choices=Category.choices)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    source = models.CharField(_("källa"), max_length=60)
    count = models.PositiveIntegerField(_("antal"))

    class Meta:
        verbose_name = _("antal gallrade rapporter")
        verbose_name_plural = _("antal gallrade rapporter")
        ordering = ["municipality", "month", "pk"]
        indexes = [models.Index(fields=["municipality", "month"], name="report_counts_by_month")]
