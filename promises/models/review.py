"""What the parties say about a revision before it is frozen."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from organisations.models import Organisation
from promises.models.promise import Revision


class Comment(models.Model):
    """A remark on one part of the draft, open until somebody resolves it."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="comments")
    # Which part: "basics", "dialogue", "follow_up", "signatories", "section:12", "focus_area:3", "activity:<key>".
    anchor = models.CharField(max_length=60)
    text = models.TextField(_("kommentar"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.PROTECT, related_name="+")
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="comment_resolved_at_and_by",
            )
        ]


class Approval(models.Model):
    """What one party answered in one round of review: approved, or returned with a reason."""

    class Outcome(models.TextChoices):
        APPROVED = "approved", _("Godkänt")
        RETURNED = "returned", _("Skickat tillbaka")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="approvals")
    review_round = models.PositiveIntegerField(_("omgång"))
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="approvals")
    outcome = models.CharField(_("svar"), max_length=10, choices=Outcome.choices)
    comment = models.TextField(_("kommentar"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    # An answer stands as given, but goes with a draft that is deleted (the event log keeps it).
    append_only = AppendOnly(deletable=True)

    class Meta:
        verbose_name = _("granskningssvar")
        verbose_name_plural = _("granskningssvar")
        ordering = ["review_round", "decided_at", "pk"]
        constraints = [
            # A party that has approved may return the text in the same round, but do neither twice.
            models.UniqueConstraint(
                fields=["revision", "review_round", "organisation", "outcome"],
                name="each_answer_once_per_party_and_round",
            ),
            models.CheckConstraint(
                condition=Q(outcome="approved") | ~Q(comment=""), name="a_return_has_a_reason"
            ),
        ]


class Adoption(models.Model):
    """That a steering group or board has adopted the text: organ, date, paragraph, case number."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="adoptions")
    organ = models.CharField(_("organ"), max_length=150)
    decided_on = models.DateField(_("datum"))
    paragraph = models.CharField(_("paragraf"), max_length=30, blank=True)
    case_number = models.CharField(_("diarienummer"), max_length=60, blank=True)
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("antagande")
        verbose_name_plural = _("antaganden")
        ordering = ["decided_on", "pk"]
