"""What citizens and staff have said, and how many of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lagesbild.models.base import Layered, OfMunicipality, Secrecy
from lagesbild.models.places import Place
from organisations.models.editing import OrderedRow
from organisations.themes import Theme


class Dialogue(OfMunicipality, Layered, Secrecy):
    """A citizen or staff dialogue: form, days, place, whom it reached, and what was found.

    Open until every finding has an answer; the answers are rows in ``promises``, which this app does not know.
    """

    class With(models.TextChoices):
        CITIZENS = "citizens", _("Invånare")
        STAFF = "staff", _("Medarbetare")

    class Form(models.TextChoices):
        SURVEY = "survey", _("Enkät")
        SAFETY_WALK = "safety_walk", _("Trygghetsvandring")
        MEETING = "meeting", _("Möte")
        FOCUS_GROUP = "focus_group", _("Fokusgrupp")
        WEB = "web", _("Webbdialog")
        OTHER = "other", _("Annan form")

    title = models.CharField(_("namn på dialogen"), max_length=150)
    held_with = models.CharField(_("med vilka"), max_length=10, choices=With.choices, default=With.CITIZENS)
    form = models.CharField(_("form"), max_length=15, choices=Form.choices)
    starts_on = models.DateField(_("första dagen"))
    ends_on = models.DateField(_("sista dagen"), null=True, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("plats"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="dialogues",
    )
    place_text = models.CharField(_("plats med egna ord"), max_length=200, blank=True)
    reached = models.PositiveIntegerField(_("hur många deltog eller svarade"), null=True, blank=True)
    reached_wording = models.CharField(_("antalet med era ord"), max_length=120, blank=True)
    invited = models.PositiveIntegerField(_("hur många fick frågan"), null=True, blank=True)
    method = models.TextField(_("hur det gick till"), blank=True)
    summary = models.TextField(_("sammanfattning"), blank=True)
    reopened_reason = models.CharField(
        _("varför den öppnades igen"), max_length=300, blank=True, editable=False
    )
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta(Secrecy.Meta):
        abstract = False
        verbose_name = _("dialog")
        verbose_name_plural = _("dialoger")
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["municipality", "-starts_on"], name="dialogue_latest")]
        constraints = [
            *Secrecy.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="dialogue_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="dialogue_closed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Breakdown(models.Model):
    """How many of those reached were of one sex and age, in aggregate; an empty word means not told apart."""

    class Sex(models.TextChoices):
        WOMEN = "women", _("Kvinnor och flickor")
        MEN = "men", _("Män och pojkar")
        OTHER = "other", _("Annat eller vill inte svara")

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="breakdown")
    sex = models.CharField(_("kön"), max_length=10, choices=Sex.choices, blank=True)
    age = models.CharField(_("ålder"), max_length=20, blank=True)
    count = models.PositiveIntegerField(_("antal"))

    class Meta:
        verbose_name = _("fördelning")
        verbose_name_plural = _("fördelningar")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "sex", "age"], name="breakdown_counted_once")
        ]


class Finding(OrderedRow):
    """One thing that was said, without names: a theme, how many said it, and the words."""

    class Asks(models.TextChoices):
        """In a staff dialogue, whether it answers WHAT the problem is or HOW to work."""

        WHAT = "what", _("VAD är problemet")
        HOW = "how", _("HUR bör vi arbeta")

    dialogue = models.ForeignKey(Dialogue, on_delete=models.CASCADE, related_name="findings")
    theme = models.CharField(_("ämne"), max_length=20, choices=Theme.choices)
    asks = models.CharField(_("vad eller hur"), max_length=5, choices=Asks.choices, blank=True)
    text = models.TextField(_("vad som sades"))
    count = models.PositiveIntegerField(_("hur många sa det"), null=True, blank=True)
    count_wording = models.CharField(_("antalet med era ord"), max_length=120, blank=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("plats"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="findings",
    )
    when_text = models.CharField(_("tider"), max_length=200, blank=True)
    who_text = models.CharField(_("vilka grupper det gäller"), max_length=200, blank=True)
    is_public = models.BooleanField(_("får visas för alla"), default=False)

    class Meta:
        verbose_name = _("resultat av dialog")
        verbose_name_plural = _("resultat av dialoger")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:80]
