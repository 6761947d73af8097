"""Series of figures from others: Kolada, Brå, and the municipality's own."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Municipality
from organisations.models.editing import EditableRow


class Series(EditableRow):
    """What is measured, and where the figures come from. ``municipality`` only for one of its own."""

    class Source(models.TextChoices):
        KOLADA = "kolada", "Kolada"
        BRA = "bra", "Brå"
        OWN = "own", _("Egen serie")

    source = models.CharField(_("källa"), max_length=10, choices=Source.choices)
    key = models.CharField(_("beteckning hos källan"), max_length=60)
    title = models.CharField(_("namn"), max_length=250)
    unit = models.CharField(_("enhet"), max_length=80, blank=True)
    theme = models.CharField(_("ämne"), max_length=80, blank=True)
    origin = models.CharField(_("varifrån källan har det"), max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, null=True, blank=True, on_delete=models.CASCADE, related_name="own_series"
    )
    fetched_at = models.DateTimeField(_("hämtad"), null=True, blank=True)

    class Meta:
        verbose_name = _("statistikserie")
        verbose_name_plural = _("statistikserier")
        ordering = ["source", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"],
                condition=Q(municipality__isnull=True),
                name="series_of_a_source_once",
            ),
            models.UniqueConstraint(
                fields=["municipality", "key"],
                condition=Q(municipality__isnull=False),
                name="own_series_once",
            ),
            models.CheckConstraint(
                condition=Q(source="own", municipality__isnull=False)
                | (~Q(source="own") & Q(municipality__isnull=True)),
                name="own_series_has_an_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Figure(models.Model):
    """One value of a series for one municipality and time. None is a value that the source holds back or lacks."""

    class Sex(models.TextChoices):
        TOTAL = "T", _("alla")
        WOMEN = "K", _("kvinnor")
        MEN = "M", _("män")

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="figures")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="figures")
    year = models.PositiveSmallIntegerField(_("år"))
    # 1 to 12; None for a whole year.
    month = models.PositiveSmallIntegerField(_("månad"), null=True, blank=True)
    sex = models.CharField(_("kön"), max_length=1, choices=Sex.choices, default=Sex.TOTAL)
    value = models.DecimalField(_("värde"), max_digits=18, decimal_places=4, null=True, blank=True)

    class Meta:
        verbose_name = _("värde i serie")
        verbose_name_plural = _("värden i serier")
        ordering = ["year", "month", "pk"]
        indexes = [models.Index(fields=["municipality", "series", "year"], name="figure_of_municipality")]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "municipality", "year", "sex"],
                condition=Q(month__isnull=True),
                name="yearly_figure_once",
            ),
            models.UniqueConstraint(
                fields=["series", "municipality", "year", "month", "sex"],
                condition=Q(month__isnull=False),
                name="monthly_figure_once",
            ),
        ]
