"""What came of it: measured values, verdicts, evaluations and the answer to those who live there."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from followup.models.base import OfActivity, OfPromise
from followup.states import Outcome
from organisations.models import Organisation
from organisations.models.editing import EditableRow


class Observation(OfPromise):
    """A measured value of an indicator, or of something to compare it with. Never changed; corrected by a new one."""

    indicator_key = models.UUIDField(_("indikator"))
    # Empty for the promise's own series, else what it is compared with: "Örebro län", "Riket".
    series = models.CharField(_("jämförelse"), max_length=100, blank=True)
    measured_on = models.DateField(_("datum"))
    value = models.DecimalField(_("värde"), max_digits=14, decimal_places=3)
    source = models.CharField(_("källa"), max_length=200, blank=True)
    note = models.CharField(_("anmärkning"), max_length=300, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("mätvärde")
        verbose_name_plural = _("mätvärden")
        ordering = ["measured_on", "pk"]
        indexes = [models.Index(fields=["promise", "indicator_key"], name="observation_of_indicator")]


class Verdict(OfActivity, EditableRow):
    """How an activity ended, in one word, with a reason when it did not end as promised."""

    outcome = models.CharField(_("hur gick det?"), max_length=15, choices=Outcome.choices)
    reason = models.TextField(_("varför"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("omdöme om aktivitet")
        verbose_name_plural = _("omdömen om aktiviteter")
        constraints = [
            models.UniqueConstraint(fields=["promise", "activity_key"], name="one_verdict_per_activity"),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.ACHIEVED) | ~Q(reason=""), name="verdict_has_a_reason"
            ),
        ]


class Evaluation(OfPromise, EditableRow):
    """What one evaluator found about an activity, a focus area or the whole promise; three kinds kept apart."""

    class Subject(models.TextChoices):
        PROMISE = "promise", _("hela löftet")
        FOCUS_AREA = "focus_area", _("fokusområdet")
        ACTIVITY = "activity", _("aktiviteten")

    class Kind(models.TextChoices):
        OUTPUT = "output", _("Produktion: blev det gjort?")
        PROCESS = "process", _("Process: hur gick arbetet?")
        OUTCOME = "outcome", _("Effekt: blev det bättre?")

    class Result(models.TextChoices):
        CLEAR = "clear", _("Ja")
        PARTLY = "partly", _("Delvis")
        NONE = "none", _("Nej")
        NO_MEASURABLE = "no_measurable", _("Ingen mätbar effekt")
        CANNOT_SAY = "cannot_say", _("Går inte att bedöma")

    class Recommendation(models.TextChoices):
        CONTINUE = "continue", _("Fortsätt")
        CHANGE = "change", _("Ändra")
        STOP = "stop", _("Avsluta")

    subject = models.CharField(max_length=12, choices=Subject.choices)
    # The key of the activity or focus area; none for the whole promise.
    subject_key = models.UUIDField(null=True, blank=True)
    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices)
    evaluator = models.ForeignKey(
        Organisation, verbose_name=_("utvärderat av"), on_delete=models.PROTECT, related_name="evaluations"
    )
    result = models.CharField(_("resultat"), max_length=15, choices=Result.choices)
    text = models.TextField(_("vad ni kom fram till"), blank=True)
    reason = models.TextField(_("varför det inte går att bedöma"), blank=True)
    success_factors = models.TextField(_("framgångsfaktorer"), blank=True)
    remaining_challenges = models.TextField(_("kvarstående utmaningar"), blank=True)
    recommendation = models.CharField(
        _("rekommendation"), max_length=10, choices=Recommendation.choices, blank=True
    )
    evaluated_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(_("visas för alla sedan"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("utvärdering")
        verbose_name_plural = _("utvärderingar")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "subject", "subject_key", "kind"],
                condition=Q(subject_key__isnull=False),
                name="one_evaluation_per_subject_and_kind",
            ),
            models.UniqueConstraint(
                fields=["promise", "kind"],
                condition=Q(subject_key__isnull=True),
                name="one_evaluation_of_the_whole_per_kind",
            ),
            models.CheckConstraint(
                condition=Q(subject="promise", subject_key__isnull=True)
                | (~Q(subject="promise") & Q(subject_key__isnull=False)),
                name="evaluation_knows_its_subject",
            ),
            models.CheckConstraint(
                condition=~Q(result="cannot_say") | ~Q(reason=""), name="cannot_say_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="evaluation_released_at_and_by",
            ),
        ]


class PublicAnswer(EditableRow):
    """The answer to those who live there: you said, we promised, so it went. One for each promise."""

    promise = models.OneToOneField("promises.Promise", on_delete=models.CASCADE, related_name="public_answer")
    you_said = models.TextField(_("ni sa"), blank=True)
    we_promised = models.TextField(_("vi lovade"), blank=True)
    so_it_went = models.TextField(_("så gick det"), blank=True)
    what_now = models.TextField(_("vad händer nu"), blank=True)
    released_at = models.DateTimeField(_("visas för alla sedan"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("svar till invånarna")
        verbose_name_plural = _("svar till invånarna")
        constraints = [
            models.CheckConstraint(
                condition=Q(released_at__isnull=True, released_by__isnull=True)
                | Q(released_at__isnull=False, released_by__isnull=False),
                name="answer_released_at_and_by",
            )
        ]


class Carried(OfActivity, EditableRow):
    """What the next period does with an activity of the one before: again, changed, or dropped with a reason.

    ``promise`` and ``activity_key`` are the earlier ones; the draft that follows is ``successor``.
    """

    class Choice(models.TextChoices):
        AGAIN = "again", _("Igen")
        CHANGED = "changed", _("Ändrad")
        DROPPED = "dropped", _("Slopad")

    successor = models.ForeignKey(
        "promises.Promise", on_delete=models.CASCADE, related_name="carried_activities"
    )
    choice = models.CharField(_("nästa period"), max_length=8, choices=Choice.choices)
    reason = models.TextField(_("vad som blir annorlunda, eller varför inte"), blank=True)
    # The activity that it became, unless it was dropped.
    successor_key = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("aktivitet till nästa period")
        verbose_name_plural = _("aktiviteter till nästa period")
        constraints = [
            models.UniqueConstraint(fields=["successor", "activity_key"], name="carried_once"),
            models.CheckConstraint(
                condition=~Q(choice="dropped") | ~Q(reason=""), name="dropped_has_a_reason"
            ),
        ]
