"""What a promise answers: links to what people have said, to problems and their causes, and to what was decided.

A link belongs to the promise and to the ``key`` that an activity or a focus area keeps, as a row of the follow-up does,
so it holds through all versions. It is no part of the text that is signed: what an activity answers is knowledge about
it, which is often written down first when the text is in force, grows with every lägesbild, and promises nobody
anything. So it is outside the hash, and a reader sees only what the lägesbild itself has made public.

Only what both parties read is linked to (``promises.actions.linking``): a link to a row of one party's own would show
it to the other.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lagesbild.models import Cause, CooperationAgreement, Finding, Lagesbild, Measure, Problem
from organisations.models.editing import EditableRow
from promises.models.promise import Promise


class Link(models.Model):
    """Who said that the two belong together, and when."""

    promise = models.ForeignKey(
        Promise, verbose_name=_("löfte"), on_delete=models.CASCADE, related_name="%(class)ss"
    )
    linked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    linked_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class ActivityProblem(Link):
    """An activity answers a problem."""

    activity_key = models.UUIDField(_("aktivitet"))
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="activity_links")

    class Meta:
        verbose_name = _("problem som en aktivitet svarar på")
        verbose_name_plural = _("problem som aktiviteter svarar på")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "activity_key", "problem"], name="activity_answers_problem_once"
            )
        ]


class ActivityCause(Link):
    """An activity acts on a cause. The problem of the cause is linked as well, and stays if the cause is removed."""

    activity_key = models.UUIDField(_("aktivitet"))
    cause = models.ForeignKey(Cause, on_delete=models.CASCADE, related_name="activity_links")

    class Meta:
        verbose_name = _("orsak som en aktivitet verkar på")
        verbose_name_plural = _("orsaker som aktiviteter verkar på")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "activity_key", "cause"], name="activity_acts_on_cause_once"
            )
        ]


class FocusAreaProblem(Link):
    """A focus area answers a problem."""

    focus_area_key = models.UUIDField(_("fokusområde"))
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="area_links")

    class Meta:
        verbose_name = _("problem som ett fokusområde svarar på")
        verbose_name_plural = _("problem som fokusområden svarar på")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "focus_area_key", "problem"], name="area_answers_problem_once"
            )
        ]


class PromiseFinding(Link):
    """The promise builds on something that was said. Several promises can build on the same."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="promise_links")

    class Meta:
        verbose_name = _("resultat av dialog som löftet bygger på")
        verbose_name_plural = _("resultat av dialoger som löften bygger på")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["promise", "finding"], name="promise_builds_on_finding_once")
        ]


class PromiseBasis(Link):
    """The promise stands on an adopted lägesbild, or on what the parties have agreed: one of them in each row."""

    lagesbild = models.ForeignKey(
        Lagesbild, null=True, blank=True, on_delete=models.PROTECT, related_name="promise_links"
    )
    agreement = models.ForeignKey(
        CooperationAgreement, null=True, blank=True, on_delete=models.CASCADE, related_name="promise_links"
    )

    class Meta:
        verbose_name = _("underlag för löftet")
        verbose_name_plural = _("underlag för löften")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lagesbild__isnull=False, agreement__isnull=True)
                | Q(lagesbild__isnull=True, agreement__isnull=False),
                name="basis_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["promise", "lagesbild"],
                condition=Q(lagesbild__isnull=False),
                name="promise_stands_on_lagesbild_once",
            ),
            models.UniqueConstraint(
                fields=["promise", "agreement"],
                condition=Q(agreement__isnull=False),
                name="promise_stands_on_agreement_once",
            ),
        ]


class MeasureActivity(Link):
    """A row of the plan is carried out as an activity of a promise."""

    activity_key = models.UUIDField(_("aktivitet"))
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="activity_links")

    class Meta:
        verbose_name = _("åtgärd som blivit aktivitet")
        verbose_name_plural = _("åtgärder som blivit aktiviteter")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "promise", "activity_key"], name="measure_is_activity_once"
            )
        ]


class FindingAnswer(EditableRow):
    """The answer to one thing that was said: promised, not promised and why, or passed on and where.

    One for each finding. ``activity_key`` is empty when the promise as a whole is the answer, since a promise may have
    no activities.
    """

    class Kind(models.TextChoices):
        PROMISED = "promised", _("Vi har lovat något")
        NOT_PROMISED = "not_promised", _("Vi lovar inte det")
        PASSED_ON = "passed_on", _("Vi har lämnat det vidare")

    finding = models.OneToOneField(Finding, on_delete=models.CASCADE, related_name="answer")
    kind = models.CharField(_("svar"), max_length=15, choices=Kind.choices)
    promise = models.ForeignKey(
        Promise, null=True, blank=True, on_delete=models.CASCADE, related_name="answered_findings"
    )
    activity_key = models.UUIDField(_("aktivitet"), null=True, blank=True)
    reason = models.TextField(_("varför inte"), blank=True)
    channel = models.CharField(_("till vem"), max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("svar på det som sagts")
        verbose_name_plural = _("svar på det som sagts")
        indexes = [models.Index(fields=["promise", "activity_key"], name="answered_by_activity")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="promised", promise__isnull=False, reason="", channel="")
                | Q(kind="not_promised", promise__isnull=True, activity_key__isnull=True, channel="")
                & ~Q(reason="")
                | Q(kind="passed_on", promise__isnull=True, activity_key__isnull=True, reason="")
                & ~Q(channel=""),
                name="finding_answered_whole",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())
