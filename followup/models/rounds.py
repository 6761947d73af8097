"""The rounds in which a promise is followed up, at the interval that it states itself."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from followup.models.base import OfActivity, OfPromise
from followup.states import Standing
from organisations.models import Organisation
from organisations.models.editing import EditableRow


class Round(OfPromise, EditableRow):
    """One round: which days it looks at, when it is due, and the coordinator's words when it was closed."""

    number = models.PositiveIntegerField(_("omgång"))
    starts_on = models.DateField(_("från och med"))
    ends_on = models.DateField(_("till och med"))
    due_on = models.DateField(_("klar senast"), db_index=True)
    comment = models.TextField(_("sammanfattning"), blank=True)
    closed_at = models.DateTimeField(_("avslutad"), null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("uppföljningsomgång")
        verbose_name_plural = _("uppföljningsomgångar")
        ordering = ["promise", "number"]
        constraints = [
            models.UniqueConstraint(fields=["promise", "number"], name="round_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="round_order"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="round_closed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on:%Y-%m-%d} – {self.ends_on:%Y-%m-%d}"


class Confirmation(EditableRow):
    """That a responsible party says how one of its activities stands, in one round."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="confirmations")
    activity_key = models.UUIDField()
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="standing_confirmations"
    )
    standing = models.CharField(_("hur ligger aktiviteten till?"), max_length=12, choices=Standing.choices)
    comment = models.TextField(_("kommentar"), blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("bekräftat läge")
        verbose_name_plural = _("bekräftade lägen")
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "activity_key", "organisation"], name="one_confirmation_per_round_and_party"
            )
        ]


class RoundComment(models.Model):
    """The coordinator's comment on one activity when the round was closed, and how it stood then."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="comments")
    activity_key = models.UUIDField()
    standing = models.CharField(max_length=12, choices=Standing.choices)
    text = models.TextField(_("kommentar"), blank=True)

    class Meta:
        verbose_name = _("kommentar till omgång")
        verbose_name_plural = _("kommentarer till omgång")
        constraints = [
            models.UniqueConstraint(fields=["round", "activity_key"], name="one_round_comment_per_activity")
        ]


class Escalation(OfActivity):
    """That an activity has been silent too long and who was told; it ends by itself when a report comes."""

    class Level(models.IntegerChoices):
        EXECUTOR = 1, _("utföraren")
        RESPONSIBLE = 2, _("den ansvariga")
        STEERING = 3, _("styrgruppen")

    level = models.PositiveSmallIntegerField(_("nivå"), choices=Level.choices)
    # The first day of the silence: the same silence is raised once to each level.
    silent_since = models.DateField(_("tyst sedan"))
    raised_on = models.DateField(_("upptäckt"))

    class Meta:
        verbose_name = _("påpekande om tystnad")
        verbose_name_plural = _("påpekanden om tystnad")
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "activity_key", "level", "silent_since"], name="each_silence_raised_once"
            )
        ]
