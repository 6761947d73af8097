"""The plan that stands on an adopted lägesbild."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lagesbild.models.base import Layer, OfMunicipality
from lagesbild.models.causes import Cause
from lagesbild.models.lagesbilder import Adoption, LagesbildVersion
from lagesbild.models.problems import Problem
from lagesbild.states import PlanStatus
from organisations.models import Organisation
from organisations.models.editing import EditableRow, OrderedRow


class ActionPlan(OfMunicipality, Adoption):
    """An åtgärdsplan (5 §) on one adopted lägesbild."""

    version = models.ForeignKey(LagesbildVersion, on_delete=models.PROTECT, related_name="plans")
    title = models.CharField(_("namn"), max_length=150)
    status = models.CharField(
        _("läge"), max_length=10, choices=PlanStatus.choices, default=PlanStatus.DRAFT, editable=False
    )
    # The latest of ``follow_ups``, which the two years are counted from.
    followed_up_on = models.DateField(_("senast uppföljd"), null=True, blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        verbose_name = _("åtgärdsplan")
        verbose_name_plural = _("åtgärdsplaner")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="draft") | (~Q(decided_by_organ="") & Q(decided_on__isnull=False)),
                name="plan_decided_whole",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.status == PlanStatus.DRAFT

    @property
    def is_decided(self) -> bool:
        """Whether it is the one in force."""
        return self.status == PlanStatus.DECIDED


class PlanFollowUp(EditableRow):
    """That the parties have followed up the plan (6 §), on which day, and what they found."""

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="follow_ups")
    followed_up_on = models.DateField(_("uppföljd den"))
    text = models.TextField(_("vad uppföljningen visade"))

    class Meta:
        verbose_name = _("uppföljning av plan")
        verbose_name_plural = _("uppföljningar av planer")
        ordering = ["-followed_up_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.plan}, {self.followed_up_on}"


class Measure(OrderedRow):
    """A row of the plan: cause, measure, goal, when, who, follow-up.

    Which of them become activities of which promise, ``promises`` knows.
    """

    class Kind(models.TextChoices):
        SITUATIONAL = "situational", _("Situationell")
        SOCIAL = "social", _("Social")

    class Term(models.TextChoices):
        SHORT = "short", _("Kort sikt")
        LONG = "long", _("Lång sikt")

    class State(models.TextChoices):
        OPEN = "open", _("Inte påbörjad")
        UNDERWAY = "underway", _("Pågår")
        DONE = "done", _("Genomförd")
        DROPPED = "dropped", _("Genomförs inte")

    plan = models.ForeignKey(ActionPlan, on_delete=models.CASCADE, related_name="measures")
    # Stays readable when the problem is written anew.
    problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.SET_NULL, related_name="measures"
    )
    cause = models.ForeignKey(
        Cause, null=True, blank=True, on_delete=models.SET_NULL, related_name="measures"
    )
    cause_text = models.CharField(_("orsak"), max_length=300, blank=True)
    text = models.TextField(_("åtgärd"))
    goal = models.TextField(_("mål"), blank=True)
    when_text = models.CharField(_("när"), max_length=150, blank=True)
    due_on = models.DateField(_("klart senast"), null=True, blank=True)
    who = models.ForeignKey(
        Organisation,
        verbose_name=_("vem"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="measures",
    )
    who_text = models.CharField(_("vem, som roll"), max_length=150, blank=True)
    follow_up = models.CharField(_("uppföljning"), max_length=300, blank=True)
    kind = models.CharField(_("slag"), max_length=12, choices=Kind.choices, blank=True)
    term = models.CharField(_("sikt"), max_length=6, choices=Term.choices, blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.OPEN)
    state_note = models.CharField(_("vad som hände"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("åtgärd")
        verbose_name_plural = _("åtgärder")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def held_back(self) -> str:
        """What is said in place of problem and cause: they, or the lägesbild, are secret, or one party's own since."""
        if self.plan.version.lagesbild.is_secret or (self.problem is not None and self.problem.is_secret):
            return gettext("Sekretessmarkerat")
        if self.problem is not None and self.problem.layer == Layer.OWN:
            return gettext("Läses bara av den som har skrivit det")
        return ""

    @property
    def cause_words(self) -> str:
        """The cause as it was written, or as the problem's analysis has it."""
        return self.cause_text or (str(self.cause) if self.cause else "")

    @property
    def who_words(self) -> str:
        """The organisation and the role, whichever is written."""
        return ", ".join(part for part in (self.who_text, str(self.who) if self.who else "") if part)

    @property
    def when_words(self) -> str:
        due = _("senast %(day)s") % {"day": date_format(self.due_on, "j F Y")} if self.due_on else ""
        return ", ".join(part for part in (self.when_text, due) if part)
