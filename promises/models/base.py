from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from promises import periods


class Period(models.Model):
    """When something holds: two days, how exactly they are meant, and the words of the document."""

    class Precision(models.TextChoices):
        DAY = "day", _("dagar")
        MONTH = "month", _("månader")
        SEASON = "season", _("årstid")
        QUARTER = "quarter", _("kvartal")
        TERTIAL = "tertial", _("tertial")
        YEAR = "year", _("år")
        UNKNOWN = "unknown", _("okänd")

    period_start = models.DateField(_("börjar"), null=True, blank=True)
    period_end = models.DateField(_("slutar"), null=True, blank=True)
    period_precision = models.CharField(
        _("noggrannhet"), max_length=10, choices=Precision.choices, default=Precision.UNKNOWN, blank=True
    )
    period_open_ended = models.BooleanField(_("tills vidare"), default=False)
    period_condition = models.CharField(_("villkor för att sluta"), max_length=300, blank=True)
    period_text = models.CharField(_("perioden med era ord"), max_length=300, blank=True)
    period_review_on = models.DateField(_("prövas igen senast"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_start__lte=F("period_end")),
                name="%(app_label)s_%(class)s_period_order",
            )
        ]

    @property
    def period_words(self) -> str:
        """The period in the document's own words, else said from its days; empty when nothing is known."""
        if self.period_text or not (self.period_start or self.period_end or self.period_open_ended):
            return self.period_text
        return periods.describe(
            periods.Period(
                start=self.period_start,
                end=None if self.period_open_ended else self.period_end,
                precision=periods.Precision(self.period_precision or "unknown"),
                open_ended=self.period_open_ended,
                condition=self.period_condition,
            )
        )
