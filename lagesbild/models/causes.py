"""Why a problem arises: the triangle, the chain of events, the tree of causes, and what they rest on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lagesbild.models.problems import Problem
from organisations.models.editing import EditableRow, OrderedRow


class CauseAnalysis(EditableRow):
    """The problem analysis triangle (Clarke & Eck 2003): the three sides, and who could watch each of them."""

    problem = models.OneToOneField(Problem, on_delete=models.CASCADE, related_name="analysis")
    offender = models.TextField(_("de som gör det, som grupp"), blank=True)
    target = models.TextField(_("den eller det som drabbas"), blank=True)
    place = models.TextField(_("platsen"), blank=True)
    handler = models.TextField(_("vem kan påverka dem som gör det"), blank=True)
    guardian = models.TextField(_("vem kan skydda den eller det som drabbas"), blank=True)
    manager = models.TextField(_("vem har ansvar för platsen"), blank=True)
    why_here = models.TextField(_("varför just här"), blank=True)
    why_then = models.TextField(_("varför just då"), blank=True)
    why_so = models.TextField(_("varför på det sättet"), blank=True)
    is_done = models.BooleanField(_("analysen är klar"), default=False, editable=False)

    class Meta:
        verbose_name = _("orsaksanalys")
        verbose_name_plural = _("orsaksanalyser")

    def __str__(self) -> str:
        return str(self.problem)


class ChainStep(OrderedRow):
    """One link in the chain of events: what happens, and where the chain could be broken."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="chain")
    text = models.CharField(_("vad händer"), max_length=300)
    breaks = models.CharField(_("hur kedjan kan brytas här"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("steg i händelsekedjan")
        verbose_name_plural = _("steg i händelsekedjan")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class Cause(OrderedRow):
    """A cause in the tree: direct when it leads straight to the problem, indirect when it has a ``parent``."""

    class Side(models.TextChoices):
        OFFENDER = "offender", _("De som gör det")
        TARGET = "target", _("Den eller det som drabbas")
        PLACE = "place", _("Platsen")
        OTHER = "other", _("Annat")

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="causes")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    text = models.CharField(_("orsak"), max_length=300)
    side = models.CharField(_("del av triangeln"), max_length=10, choices=Side.choices, default=Side.OTHER)
    public_text = models.CharField(_("så här berättar vi om den för alla"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("orsak")
        verbose_name_plural = _("orsaker")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("pk")), name="cause_not_its_own"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def is_direct(self) -> bool:
        return self.parent_id is None


class Evidence(OrderedRow):
    """What says that a cause is one."""

    class Strength(models.TextChoices):
        STRONG = "strong", _("Väl belagt")
        SOME = "some", _("Visst stöd")
        GUESS = "guess", _("Antagande")

    cause = models.ForeignKey(Cause, on_delete=models.CASCADE, related_name="evidence")
    text = models.CharField(_("vad som talar för det"), max_length=300)
    source = models.CharField(_("källa"), max_length=200, blank=True)
    strength = models.CharField(_("styrka"), max_length=10, choices=Strength.choices, default=Strength.SOME)

    class Meta:
        verbose_name = _("belägg")
        verbose_name_plural = _("belägg")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text
