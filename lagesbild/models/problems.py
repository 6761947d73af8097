"""Problems: described by each party, joined, prioritised or not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lagesbild.models.base import Layered, OfMunicipality, Secrecy
from lagesbild.models.dialogues import Finding
from lagesbild.models.places import Place
from organisations.models import Municipality, Organisation
from organisations.models.editing import OrderedRow
from organisations.themes import Theme


class Problem(OfMunicipality, Layered, Secrecy):
    """What, where, when, how, and which groups it strikes; never persons.

    ``owner`` is whose lägesbild it comes from. ``is_joint``: the parties have made it together, from their own ones,
    which then point at it with ``joined_into`` and stay as they were.
    """

    class Trend(models.TextChoices):
        MORE = "more", _("Ökar")
        SAME = "same", _("Oförändrat")
        LESS = "less", _("Minskar")
        UNKNOWN = "unknown", _("Går inte att säga")

    class Priority(models.TextChoices):
        UNDECIDED = "", _("Inte beslutat")
        PRIORITISED = "prioritised", _("Prioriterat")
        DEPRIORITISED = "deprioritised", _("Bortprioriterat")

    title = models.CharField(_("problemet i korthet"), max_length=150)
    theme = models.CharField(_("ämne"), max_length=20, choices=Theme.choices)
    is_joint = models.BooleanField(_("gemensamt"), default=False, editable=False)
    joined_into = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="joined"
    )
    what = models.TextField(_("vad händer"))
    where = models.TextField(_("var"), blank=True)
    when = models.TextField(_("när"), blank=True)
    how = models.TextField(_("hur går det till"), blank=True)
    affected = models.TextField(_("vilka grupper drabbas"), blank=True)
    extent = models.TextField(_("hur stort är det"), blank=True)
    trend = models.CharField(_("utveckling"), max_length=10, choices=Trend.choices, default=Trend.UNKNOWN)
    trend_text = models.CharField(_("utvecklingen med ord och tal"), max_length=300, blank=True)
    consequences = models.TextField(_("konsekvenser"), blank=True)
    positive_factors = models.TextField(_("positiva och skyddande faktorer"), blank=True)
    equality = models.TextField(_("skillnader mellan kvinnor och män, unga och äldre"), blank=True)
    public_text = models.TextField(_("så här berättar vi om det för alla"), blank=True)
    places = models.ManyToManyField(Place, verbose_name=_("platser"), related_name="problems", blank=True)
    findings = models.ManyToManyField(
        Finding, verbose_name=_("från dialoger"), related_name="problems", blank=True
    )
    priority = models.CharField(
        _("beslut"),
        max_length=15,
        choices=Priority.choices,
        default=Priority.UNDECIDED,
        blank=True,
        editable=False,
    )
    priority_reason = models.TextField(_("skäl"), blank=True, editable=False)
    priority_on = models.DateField(_("beslutat den"), null=True, blank=True, editable=False)
    priority_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_active = models.BooleanField(_("aktuellt"), default=True, editable=False)

    class Meta(Secrecy.Meta):
        abstract = False
        verbose_name = _("problem")
        verbose_name_plural = _("problem")
        ordering = ["-is_joint", "pk"]
        indexes = [models.Index(fields=["municipality", "is_active"], name="problem_in_use")]
        constraints = [
            *Secrecy.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(priority="deprioritised") | ~Q(priority_reason=""),
                name="problem_put_aside_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(priority="", priority_on__isnull=True, priority_by__isnull=True)
                | (~Q(priority="") & Q(priority_on__isnull=False, priority_by__isnull=False)),
                name="problem_decided_on_and_by",
            ),
            models.CheckConstraint(
                condition=Q(joined_into__isnull=True) | ~Q(joined_into=F("pk")),
                name="problem_not_joined_to_itself",
            ),
            models.CheckConstraint(
                condition=Q(is_joint=False) | (Q(joined_into__isnull=True) & ~Q(layer="own")),
                name="problem_joint_is_shared_and_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ProblemSource(OrderedRow):
    """A source that was used, or looked at and rejected, with why; its strengths and weaknesses."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="sources")
    name = models.CharField(_("källa"), max_length=200)
    period = models.CharField(_("vilken tid den gäller"), max_length=120, blank=True)
    is_rejected = models.BooleanField(_("används inte"), default=False)
    reason = models.CharField(_("varför den inte används"), max_length=300, blank=True)
    strengths = models.CharField(_("styrkor"), max_length=300, blank=True)
    weaknesses = models.CharField(_("svagheter"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("källa till problem")
        verbose_name_plural = _("källor till problem")
        ordering = ["is_rejected", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_rejected=False) | ~Q(reason=""), name="problemsource_rejected_for_a_reason"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(OrderedRow):
    """What problems are weighed by, adjustable by the parties of a municipality. ``weight``: 0 counts for nothing."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(_("kriterium"), max_length=80)
    question = models.CharField(_("fråga"), max_length=200, blank=True)
    weight = models.PositiveSmallIntegerField(_("vikt"), default=1)

    class Meta:
        verbose_name = _("kriterium")
        verbose_name_plural = _("kriterier")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="criterion_named_once")]

    def __str__(self) -> str:
        return self.name


class Score(models.Model):
    """How a problem weighs by one criterion, 1 to 5: for one party, or for both together when ``party`` is empty."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="scores")
    party = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(_("poäng"))
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("poäng")
        verbose_name_plural = _("poäng")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="score_one_to_five"),
            models.UniqueConstraint(fields=["problem", "criterion", "party"], name="score_given_once"),
            models.UniqueConstraint(
                fields=["problem", "criterion"],
                condition=Q(party__isnull=True),
                name="joint_score_given_once",
            ),
        ]
