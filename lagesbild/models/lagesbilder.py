"""The lägesbild itself: written, adopted, frozen."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from lagesbild.models.base import Layered, OfMunicipality, Secrecy
from lagesbild.models.places import Place
from lagesbild.models.problems import Problem
from lagesbild.states import LagesbildStatus
from organisations.models.editing import OrderedRow


class Adoption(models.Model):
    """A recorded decision: who took it, when, and where it is found. All that a later reader needs to find it."""

    decided_by_organ = models.CharField(_("organ som beslutat"), max_length=150, blank=True)
    decided_on = models.DateField(_("beslutsdatum"), null=True, blank=True)
    decision_paragraph = models.CharField(_("paragraf"), max_length=20, blank=True)
    case_number = models.CharField(_("diarienummer"), max_length=60, blank=True)

    class Meta:
        abstract = True


class Lagesbild(OfMunicipality, Layered, Secrecy, Adoption):
    """A lägesbild for a period and an area, with the three parts of lag (2023:196) 4 §.

    A draft until it is adopted; then its text is frozen in a ``LagesbildVersion``. ``supersedes`` is the one that it
    took over from, of the same area; no area and no words for one is the whole municipality. ``started_from`` is the
    one that the draft began as a copy of.
    """

    title = models.CharField(_("namn"), max_length=150)
    area = models.ForeignKey(
        Place,
        verbose_name=_("område"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="lagesbilder",
    )
    area_text = models.CharField(_("området med ord"), max_length=200, blank=True)
    starts_on = models.DateField(_("perioden börjar"))
    ends_on = models.DateField(_("perioden slutar"))
    is_joint = models.BooleanField(_("gemensam för kommunen och polisen"), default=True)
    status = models.CharField(
        _("läge"),
        max_length=10,
        choices=LagesbildStatus.choices,
        default=LagesbildStatus.DRAFT,
        editable=False,
    )
    # § 4: the crimes, their extent and consequences; other information of importance; the analysis.
    mapping = models.TextField(_("kartläggning av brottslighetens omfattning och konsekvenser"), blank=True)
    other_information = models.TextField(_("annan information av betydelse"), blank=True)
    analysis = models.TextField(_("analys"), blank=True)
    positive_factors = models.TextField(_("positiva och skyddande faktorer"), blank=True)
    forecast = models.TextField(_("prognos"), blank=True)
    planned_events = models.TextField(_("planerade evenemang"), blank=True)
    public_summary = models.TextField(_("sammanfattning för alla"), blank=True)
    problems = models.ManyToManyField(
        Problem,
        verbose_name=_("problem"),
        related_name="lagesbilder",
        blank=True,
        through="LagesbildProblem",
    )
    # How many times each part has been saved: two people write different parts at once without disturbing each other.
    part_numbers = models.JSONField(default=dict, editable=False)
    started_from = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="continued_in"
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta(Secrecy.Meta):
        abstract = False
        verbose_name = _("lägesbild")
        verbose_name_plural = _("lägesbilder")
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["municipality", "status", "-decided_on"], name="lagesbild_in_force")]
        constraints = [
            *Secrecy.Meta.constraints,
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="lagesbild_days_in_order"),
            models.CheckConstraint(
                condition=Q(status="draft")
                | (
                    ~Q(mapping="")
                    & ~Q(other_information="")
                    & ~Q(analysis="")
                    & ~Q(decided_by_organ="")
                    & Q(decided_on__isnull=False)
                ),
                name="lagesbild_adopted_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.status == LagesbildStatus.DRAFT

    @property
    def is_adopted(self) -> bool:
        """Whether it is the one in force."""
        return self.status == LagesbildStatus.ADOPTED

    @property
    def area_words(self) -> str:
        """The area in words; empty for the whole municipality."""
        return self.area_text or (str(self.area) if self.area else "")


class LagesbildProblem(OrderedRow):
    """A problem that the lägesbild takes up, in the order that it is told."""

    lagesbild = models.ForeignKey(Lagesbild, on_delete=models.CASCADE, related_name="chosen")
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="chosen_in")

    class Meta:
        verbose_name = _("problem i lägesbilden")
        verbose_name_plural = _("problem i lägesbilden")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["lagesbild", "problem"], name="problem_chosen_once")]

    def __str__(self) -> str:
        return str(self.problem)


class LagesbildBasis(OrderedRow):
    """What the lägesbild builds on, with its days."""

    lagesbild = models.ForeignKey(Lagesbild, on_delete=models.CASCADE, related_name="basis")
    name = models.CharField(_("underlag"), max_length=200)
    period = models.CharField(_("från när"), max_length=120, blank=True)
    is_rejected = models.BooleanField(_("används inte"), default=False)
    note = models.CharField(
        _("styrkor, svagheter, eller varför det inte används"), max_length=300, blank=True
    )

    class Meta:
        verbose_name = _("underlag")
        verbose_name_plural = _("underlag")
        ordering = ["is_rejected", "position", "pk"]

    def __str__(self) -> str:
        return self.name


class LagesbildVersion(models.Model):
    """The adopted text, never changed: canonical JSON (RFC 8785) and its SHA-256."""

    lagesbild = models.OneToOneField(Lagesbild, on_delete=models.PROTECT, related_name="version")
    canonical = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    frozen_at = models.DateTimeField(auto_now_add=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("antagen lägesbild")
        verbose_name_plural = _("antagna lägesbilder")

    def __str__(self) -> str:
        return self.sha256[:12]
