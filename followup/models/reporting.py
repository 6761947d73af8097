"""What has been done: entries that are never changed, their pictures, and what of them everybody may see."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from followup.models.base import OfActivity
from followup.models.planning import Occasion
from followup.states import NEEDS_REASON, EntryStatus
from organisations.models import Organisation
from promises.models import PromiseVersion


class Entry(OfActivity):
    """One report on one activity. A wrong one is corrected by a new one that supersedes it; both are kept.

    ``quantity`` is how much was done; ``out_of`` of how many: requests (on demand) or cases (service level), else
    empty. ``retracts`` marks a correction that says only that the earlier report was a mistake.
    """

    class Exactness(models.TextChoices):
        EXACT = "exact", _("exakt")
        ABOUT = "about", _("ungefär")
        AT_LEAST = "at_least", _("minst")

    # The text that was in force when the report was written.
    version = models.ForeignKey(PromiseVersion, on_delete=models.PROTECT, related_name="entries")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("rapporteras för"), on_delete=models.PROTECT, related_name="entries"
    )
    occasion = models.ForeignKey(
        Occasion,
        verbose_name=_("planerat tillfälle"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entries",
    )
    happened_on = models.DateField(_("datum"))
    status = models.CharField(_("hur gick det?"), max_length=15, choices=EntryStatus.choices)
    quantity = models.DecimalField(_("antal"), max_digits=12, decimal_places=2, null=True, blank=True)
    out_of = models.DecimalField(_("av hur många"), max_digits=12, decimal_places=2, null=True, blank=True)
    exactness = models.CharField(
        _("hur säkert är antalet"), max_length=10, choices=Exactness.choices, default=Exactness.EXACT
    )
    unit = models.CharField(_("enhet"), max_length=80, blank=True)
    place = models.CharField(_("plats"), max_length=150, blank=True)
    participants = models.PositiveIntegerField(_("deltagare"), null=True, blank=True)
    hours = models.DecimalField(_("timmar"), max_digits=8, decimal_places=2, null=True, blank=True)
    observation = models.TextField(_("vad ni såg"), blank=True)
    reason = models.TextField(_("varför det blev så"), blank=True)
    public_text = models.TextField(_("text till invånarna"), blank=True)
    internal_note = models.TextField(_("anteckning för parterna"), blank=True)
    next_step = models.CharField(_("nästa steg"), max_length=300, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    retracts = models.BooleanField(default=False, editable=False)
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="entries")
    reported_at = models.DateTimeField(auto_now_add=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("rapport")
        verbose_name_plural = _("rapporter")
        ordering = ["-happened_on", "-pk"]
        indexes = [
            models.Index(fields=["promise", "activity_key", "happened_on"], name="entry_of_activity"),
            models.Index(fields=["promise", "-happened_on"], name="entry_latest"),
            models.Index(fields=["organisation", "-happened_on"], name="entry_of_executor"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=sorted(NEEDS_REASON)) | ~Q(reason="") | Q(retracts=True),
                name="entry_deviation_has_a_reason",
            ),
            models.CheckConstraint(
                condition=(Q(quantity__isnull=True) | Q(quantity__gte=0))
                & (Q(out_of__isnull=True) | Q(out_of__gte=0))
                & (Q(hours__isnull=True) | Q(hours__gte=0)),
                name="entry_counts_from_zero",
            ),
            models.CheckConstraint(
                condition=Q(out_of__isnull=True) | Q(quantity__isnull=True) | Q(quantity__lte=F("out_of")),
                name="entry_not_more_than_all",
            ),
            models.CheckConstraint(
                condition=Q(retracts=False) | Q(supersedes__isnull=False), name="entry_retracts_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on:%Y-%m-%d} {self.get_status_display()}"


class AlsoSettled(models.Model):
    """One more planned occasion that a report speaks for than the one it was written on (``followup.settling``)."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="also_settled")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, related_name="also_settled")

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("tillfälle som en rapport också gäller")
        verbose_name_plural = _("tillfällen som rapporter också gäller")
        constraints = [models.UniqueConstraint(fields=["entry", "occasion"], name="settled_once_by_a_report")]


class EntryPicture(models.Model):
    """A picture with a report, without the data that the camera hid in it."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="picture")
    file = models.FileField(_("bild"), upload_to="entries/%Y/")
    width = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    height = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    sha256 = models.CharField(max_length=64)
    alt = models.CharField(_("vad bilden visar"), max_length=300)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("bild till rapport")
        verbose_name_plural = _("bilder till rapporter")


class Release(models.Model):
    """The coordinator's decision on what of a report everybody may see. The latest one holds."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="releases")
    shows_text = models.BooleanField(_("visa texten"))
    shows_picture = models.BooleanField(_("visa bilden"), default=False)
    reason = models.CharField(_("varför inte"), max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now, editable=False)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("beslut om vad som visas")
        verbose_name_plural = _("beslut om vad som visas")
        ordering = ["-pk"]
        get_latest_by = "pk"
