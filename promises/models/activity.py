import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.models.editing import OrderedRow
from promises.models.base import Period
from promises.models.content import FocusArea
from promises.models.promise import Revision


class Activity(OrderedRow, Period):
    """One thing that is promised. ``scope`` is the document's own words of extent, ``extent`` our reading of them."""

    class ExtentSource(models.TextChoices):
        SCOPE = "scope", _("läst ur omfattningen")
        TEXT = "text", _("läst ur aktivitetens text")
        MANUAL = "manual", _("rättad för hand")

    class Approach(models.TextChoices):
        SITUATIONAL = "situational", _("situationell")
        SOCIAL = "social", _("social")

    class Term(models.TextChoices):
        SHORT = "short", _("kort sikt")
        LONG = "long", _("lång sikt")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="activities")
    focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("fokusområde"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="activities",
    )
    # The same activity in the next version keeps its key, so that follow-up can go on.
    key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    text = models.TextField(_("aktivitet"))
    scope = models.CharField(_("omfattning"), max_length=300, blank=True)
    extent = models.JSONField(_("läst omfattning"), null=True, blank=True)
    extent_source = models.CharField(max_length=10, choices=ExtentSource.choices, blank=True)
    # Where in ``text`` the reading stands, when it was read there: the words themselves.
    extent_quote = models.CharField(max_length=300, blank=True)
    executor_wording = models.CharField(_("utförare, era ord"), max_length=200, blank=True)
    responsible_wording = models.CharField(_("ansvarig, era ord"), max_length=200, blank=True)
    follow_up_wording = models.CharField(_("uppföljning av, era ord"), max_length=200, blank=True)
    evaluation_wording = models.CharField(_("utvärdering av, era ord"), max_length=200, blank=True)
    purpose = models.TextField(_("syfte"), blank=True)
    target_group = models.CharField(_("målgrupp"), max_length=200, blank=True)
    expected_effect = models.TextField(_("väntad effekt"), blank=True)
    approach = models.CharField(_("slags åtgärd"), max_length=12, choices=Approach.choices, blank=True)
    term = models.CharField(_("sikt"), max_length=6, choices=Term.choices, blank=True)
    time_scope = models.CharField(_("vilka tider"), max_length=200, blank=True)
    outside_period_reason = models.CharField(
        _("varför aktiviteten ligger utanför löftets period"), max_length=300, blank=True
    )

    class Meta(OrderedRow.Meta):
        abstract = False
        verbose_name = _("aktivitet")
        verbose_name_plural = _("aktiviteter")
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(fields=["revision", "key"], name="activity_once_in_a_revision"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class ActivityActor(models.Model):
    """Who does, answers for, follows up or evaluates an activity: an organisation or group, a role, or both."""

    class Part(models.TextChoices):
        EXECUTOR = "executor", _("Utförare")
        RESPONSIBLE = "responsible", _("Ansvarig")
        FOLLOW_UP = "follow_up", _("Uppföljning")
        EVALUATION = "evaluation", _("Utvärdering")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="actors")
    part = models.CharField(max_length=12, choices=Part.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="activity_parts"
    )
    role_text = models.CharField(_("roll"), max_length=120, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("aktör")
        verbose_name_plural = _("aktörer")
        ordering = ["part", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | ~Q(role_text=""), name="actor_is_somebody"
            )
        ]

    def __str__(self) -> str:
        """How the actor reads in a table: ”Folkhälsostrateg, Trollhättans stad”."""
        return ", ".join(part for part in (self.role_text, str(self.organisation or "")) if part)


class ActivityAnswer(models.Model):
    """An executor that does not draft says yes or no to an activity."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepterad")
        DECLINED = "declined", _("Nej")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="answers")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="activity_answers")
    outcome = models.CharField(_("svar"), max_length=10, choices=Outcome.choices)
    reason = models.TextField(_("skäl"), blank=True)
    # What was answered: when the activity says something else, the answer holds no longer (promises.answers).
    answered_text = models.TextField(editable=False, default="")
    answered_scope = models.CharField(max_length=300, blank=True, editable=False, default="")
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("svar från utförare")
        verbose_name_plural = _("svar från utförare")
        constraints = [
            models.UniqueConstraint(fields=["activity", "organisation"], name="one_answer_per_organisation"),
            models.CheckConstraint(condition=Q(outcome="accepted") | ~Q(reason=""), name="a_no_has_a_reason"),
        ]
