import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from promises import periods


class EditableRow(models.Model):
    """A row that two people can edit at once.

    ``edit_number`` rises by one at every save, and a form carries the number it was made from: a save based on an
    older number is refused. ``creation_key`` comes from the form that created the row, so that the same form sent
    twice makes one row. ``edited_by`` is who to name when a save is refused.
    """

    edit_number = models.PositiveIntegerField(default=1, editable=False)
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    edited_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


class OrderedRow(EditableRow):
    position = models.PositiveIntegerField(_("ordning"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Theme(models.TextChoices):
    """What a promise is about, for readers who look for one subject in the whole country."""

    DRUGS = "drugs", _("Narkotika och alkohol")
    TRAFFIC = "traffic", _("Trafik")
    PUBLIC_PLACES = "public_places", _("Otrygga platser")
    VIOLENCE = "violence", _("Våld")
    SEXUAL_VIOLENCE = "sexual_violence", _("Sexuellt våld")
    CLOSE_RELATIONS = "close_relations", _("Våld i nära relation")
    BURGLARY = "burglary", _("Inbrott och stöld")
    VANDALISM = "vandalism", _("Skadegörelse och nedskräpning")
    SCHOOL = "school", _("Skola och unga")
    PRESENCE = "presence", _("Närvaro och tillgänglighet")
    COOPERATION = "cooperation", _("Samverkan")
    VICTIMS = "victims", _("Brottsoffer")
    HOUSING = "housing", _("Bostadsområden")
    OTHER = "other", _("Annat")


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
