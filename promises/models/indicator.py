"""What is measured to see whether a promise makes a difference."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models.editing import OrderedRow
from promises.models.activity import Activity
from promises.models.content import FocusArea
from promises.models.promise import Revision


class Indicator(OrderedRow):
    """A measure with where it stood before (utgångsvärde) and where it is to be (målvärde).

    On the whole promise, on a focus area or on one activity. Part of the frozen text; what is measured later are
    ``followup.Observation`` rows with the same ``key``.
    """

    class Kind(models.TextChoices):
        OUTCOME = "outcome", _("Effektmål")
        PROCESS = "process", _("Processmål")
        OUTPUT = "output", _("Produktionsmål")

    class Direction(models.TextChoices):
        UP = "up", _("ska öka")
        DOWN = "down", _("ska minska")
        HOLD = "hold", _("ska vara som nu")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="indicators")
    focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("fokusområde"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="indicators",
    )
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("aktivitet"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="indicators",
    )
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("slags mål"), max_length=8, choices=Kind.choices, default=Kind.OUTCOME)
    name = models.CharField(_("vad som mäts"), max_length=200)
    unit = models.CharField(_("enhet"), max_length=80, blank=True)
    direction = models.CharField(_("åt vilket håll"), max_length=4, choices=Direction.choices)
    source = models.CharField(_("källa"), max_length=200, blank=True)
    baseline = models.DecimalField(_("utgångsvärde"), max_digits=14, decimal_places=3, null=True, blank=True)
    baseline_on = models.DateField(_("utgångsvärdets datum"), null=True, blank=True)
    target = models.DecimalField(_("målvärde"), max_digits=14, decimal_places=3, null=True, blank=True)
    target_on = models.DateField(_("målet nås senast"), null=True, blank=True)

    class Meta(OrderedRow.Meta):
        abstract = False
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        constraints = [
            models.UniqueConstraint(fields=["revision", "key"], name="indicator_once_in_a_revision"),
            models.CheckConstraint(
                condition=Q(focus_area__isnull=True) | Q(activity__isnull=True),
                name="indicator_on_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.name
