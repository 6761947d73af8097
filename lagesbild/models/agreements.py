"""What the parties have agreed, and the warnings of the two years."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Municipality, Organisation
from organisations.models.editing import EditableRow


class CooperationAgreement(EditableRow):
    """A samverkansöverenskommelse (9 §): parties, purposes, areas, period and the signed file."""

    municipality = models.ForeignKey(
        Municipality,
        verbose_name=_("kommun"),
        on_delete=models.PROTECT,
        related_name="cooperation_agreements",
    )
    title = models.CharField(_("namn"), max_length=150)
    parties = models.ManyToManyField(Organisation, verbose_name=_("parter"), related_name="agreements")
    purposes = models.TextField(_("ändamål"))
    areas = models.TextField(_("områden"))
    starts_on = models.DateField(_("gäller från"))
    ends_on = models.DateField(_("gäller till"), null=True, blank=True)
    case_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    file = models.FileField(_("undertecknad överenskommelse"), upload_to="agreements/%Y/", blank=True)
    file_name = models.CharField(max_length=200, blank=True, editable=False)
    file_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    is_public = models.BooleanField(_("får visas för alla"), default=True)

    class Meta:
        verbose_name = _("samverkansöverenskommelse")
        verbose_name_plural = _("samverkansöverenskommelser")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="agreement_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.title


class DueWarning(models.Model):
    """A warning about the two years of 6 § that has been sent, so that it is sent once."""

    class About(models.TextChoices):
        LAGESBILD = "lagesbild", _("lägesbilden")
        PLAN = "plan", _("uppföljningen av planen")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="due_warnings")
    about = models.CharField(max_length=10, choices=About.choices)
    # The day that the two years are counted from, and which of the warnings: 18, 21 or 23 months, 24 when it is late.
    since = models.DateField()
    months = models.PositiveSmallIntegerField()
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("varning om två år")
        verbose_name_plural = _("varningar om två år")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "about", "since", "months"], name="warned_once")
        ]
