"""What was hidden or rewritten of what everybody could read, and why."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from followup.models.base import OfPromise


class Correction(OfPromise):
    """That a text about how a promise ended was hidden or rewritten after everybody could read it.

    Readers see the day and the reason. The words that went are kept nowhere: they may be why it was done.
    """

    class What(models.TextChoices):
        ANSWER = "answer", _("Svaret till invånarna")
        VERDICT = "verdict", _("Omdömet")
        EVALUATION = "evaluation", _("Utvärderingen")
        MEASUREMENT = "measurement", _("Mätvärdet")

    class Step(models.TextChoices):
        HIDDEN = "hidden", _("togs bort")
        REWRITTEN = "rewritten", _("rättades")

    what = models.CharField(_("vad"), max_length=12, choices=What.choices)
    step = models.CharField(_("hur"), max_length=10, choices=Step.choices)
    # The activity, focus area or indicator that it was about; none for the answer and the whole promise.
    subject_key = models.UUIDField(null=True, blank=True)
    reason = models.CharField(_("varför"), max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("rättelse")
        verbose_name_plural = _("rättelser")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(reason=""), name="correction_has_a_reason")]
