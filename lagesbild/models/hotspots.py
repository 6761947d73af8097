"""Hot spots that have been computed, and what they were computed from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lagesbild.models.places import Place
from lagesbild.models.reports import Category
from organisations.models import Municipality


class HotSpotRun(models.Model):
    """One computation: of which reports, by which method, with which seed. Never changed; a new one replaces it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="hot_spot_runs")
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till"))
    category = models.CharField(_("vad"), max_length=15, choices=Category.choices, blank=True)
    method = models.CharField(_("metod"), max_length=120)
    seed = models.PositiveIntegerField(_("frö"))
    permutations = models.PositiveIntegerField(_("omkastningar"))
    reports = models.PositiveIntegerField(_("rapporter"))
    left_out = models.PositiveIntegerField(_("rapporter utan plats på kartan"), default=0)
    computed_at = models.DateTimeField(_("beräknad"), auto_now_add=True)
    seconds = models.FloatField(_("sekunder"))

    class Meta:
        verbose_name = _("beräkning av hot spots")
        verbose_name_plural = _("beräkningar av hot spots")
        ordering = ["-computed_at", "-pk"]
        indexes = [models.Index(fields=["municipality", "-computed_at"], name="hot_spots_latest")]


class HotSpot(models.Model):
    """A circle in space and a stretch of time with more reports than chance gives. Distances in metres."""

    run = models.ForeignKey(HotSpotRun, on_delete=models.CASCADE, related_name="spots")
    rank = models.PositiveSmallIntegerField()
    latitude = models.DecimalField(max_digits=8, decimal_places=5)
    longitude = models.DecimalField(max_digits=8, decimal_places=5)
    radius = models.PositiveIntegerField(_("radie i meter"))
    starts_on = models.DateField(_("från"))
    ends_on = models.DateField(_("till"))
    observed = models.PositiveIntegerField(_("rapporter"))
    expected = models.FloatField(_("väntat av slumpen"))
    # The share of shuffled data whose strongest cluster is at least as strong.
    p_value = models.FloatField()
    place = models.ForeignKey(
        Place, null=True, blank=True, on_delete=models.SET_NULL, related_name="hot_spots"
    )

    class Meta:
        verbose_name = _("hot spot")
        verbose_name_plural = _("hot spots")
        ordering = ["run", "rank"]
        constraints = [models.UniqueConstraint(fields=["run", "rank"], name="hot_spot_ranked_once")]
