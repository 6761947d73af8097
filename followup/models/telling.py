"""Who is told: delivered reports, how often people want reminders, and citizens who follow a promise."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from followup.models.base import OfPromise
from followup.models.planning import new_secret
from organisations.models import Organisation
from promises.models import Promise


class Report(models.Model):
    """A report as it was delivered: its data, its files, their hashes. Never changed."""

    class Audience(models.TextChoices):
        COUNCIL = "council", _("Brottsförebyggande rådet")
        STEERING = "steering", _("Styrgruppen")
        ASSEMBLY = "assembly", _("Kommunfullmäktige")
        CITIZENS = "citizens", _("Invånarna")

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("rapport från"), on_delete=models.PROTECT, related_name="reports"
    )
    promises = models.ManyToManyField(Promise, verbose_name=_("löften"), related_name="reports")
    audience = models.CharField(_("till"), max_length=10, choices=Audience.choices)
    title = models.CharField(_("rubrik"), max_length=200)
    starts_on = models.DateField(_("från och med"))
    ends_on = models.DateField(_("till och med"))
    canonical = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    pdf = models.FileField(upload_to="reports/%Y/")
    pdf_sha256 = models.CharField(max_length=64)
    docx = models.FileField(upload_to="reports/%Y/")
    docx_sha256 = models.CharField(max_length=64)
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("levererad rapport")
        verbose_name_plural = _("levererade rapporter")
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="report_order")]

    def __str__(self) -> str:
        return self.title


class ReminderChoice(models.Model):
    """How often a person wants to be reminded of what is not urgent. Without a row: daily."""

    class HowOften(models.TextChoices):
        DAILY = "daily", _("varje dag")
        WEEKLY = "weekly", _("en gång i veckan")
        NONE = "none", _("aldrig, bara det som är försenat")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminder_choice"
    )
    how_often = models.CharField(
        _("påminnelser"), max_length=8, choices=HowOften.choices, default=HowOften.DAILY
    )


class Reminded(models.Model):
    """That a person has been reminded of one thing, in the letter of one day. What is due and not here is told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminded")
    # What it was about, such as "round:12:3" (promise and number) or "occasion:40:overdue".
    about = models.CharField(max_length=120)
    day = models.DateField()

    class Meta:
        verbose_name = _("påminnelse")
        verbose_name_plural = _("påminnelser")
        constraints = [models.UniqueConstraint(fields=["user", "about"], name="reminded_once")]


class Follower(OfPromise):
    """A citizen's address that wants to know what happens to one promise. Kept for nothing else, deleted on request."""

    email = models.EmailField(_("e-post"))
    secret = models.CharField(max_length=64, unique=True, default=new_secret, editable=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("följare")
        verbose_name_plural = _("följare")
        constraints = [models.UniqueConstraint(fields=["promise", "email"], name="follower_once")]


class FollowAttempt(models.Model):
    """That somebody asked to follow, so that nobody can use us to fill a stranger's mailbox.

    ``who`` is a keyed hash of an address or a client; the row is weeded when it counts no more.
    """

    who = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("försök att följa")
        verbose_name_plural = _("försök att följa")
        indexes = [models.Index(fields=["who", "at"], name="follow_attempts_of")]
