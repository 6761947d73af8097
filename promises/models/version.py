"""The frozen text, and what is done with it. Nothing here is ever changed or deleted."""

import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from organisations.models import Mandate, Organisation
from promises.documents import Document
from promises.models.content import Signatory
from promises.models.promise import Revision

# The text may change only together with a new decision to remove words from this very version.
_REDACTED_VERSION = (
    "NEW.redaction_id <> COALESCE(OLD.redaction_id, 0) AND EXISTS "
    "(SELECT 1 FROM promises_redaction r WHERE r.id = NEW.redaction_id AND r.version_id = NEW.id)"
)
_REDACTED_SIGNATURE = (
    "NEW.redaction_id <> COALESCE(OLD.redaction_id, 0) AND EXISTS "
    "(SELECT 1 FROM promises_redaction r WHERE r.id = NEW.redaction_id AND r.version_id = NEW.version_id)"
)


class PromiseVersion(models.Model):
    """The text exactly as it is signed and published: canonical JSON (RFC 8785) and SHA-256 over those bytes."""

    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="version")
    canonical = models.TextField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False, db_index=True)
    frozen_at = models.DateTimeField(_("fastställd"), auto_now_add=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    redaction = models.ForeignKey(
        "promises.Redaction", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    append_only = AppendOnly(mutable=("canonical", "redaction"), when=_REDACTED_VERSION)

    class Meta:
        verbose_name = _("fastställd text")
        verbose_name_plural = _("fastställda texter")

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def document(self) -> Document:
        """The text that was frozen, as it may be read now (words may be redacted)."""
        canonical, document = self.__dict__.get("_read", ("", None))
        # Read once for as long as the text is the same: a redaction changes it.
        if document is None or canonical is not self.canonical:
            document = Document.from_dict(json.loads(self.canonical))
            self.__dict__["_read"] = (self.canonical, document)
        return document


class Redaction(models.Model):
    """A recorded decision that words must go from a frozen text. The hash of the original stays."""

    version = models.ForeignKey(PromiseVersion, on_delete=models.PROTECT, related_name="redactions")
    path = models.CharField(_("var i texten"), max_length=200)
    reason = models.TextField(_("skäl"))
    decision_reference = models.CharField(_("beslut"), max_length=200)
    decided_on = models.DateField(_("beslutsdatum"))
    redacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    redacted_at = models.DateTimeField(auto_now_add=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("borttagning av text")
        verbose_name_plural = _("borttagningar av text")
        ordering = ["pk"]


class Signature(models.Model):
    """A signature on a frozen text. Names and titles are copied, so that later changes elsewhere do not reach it."""

    class Method(models.TextChoices):
        PASSWORD = "password", _("lösenord")
        PASSKEY = "passkey", _("passnyckel")
        PAPER = "paper", _("på papper")
        ORIGINAL = "original", _("i originalet")

    version = models.ForeignKey(PromiseVersion, on_delete=models.PROTECT, related_name="signatures")
    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="signatures")
    organisation_name = models.CharField(max_length=200)
    # The title in the text, and the title of whoever signed: a deputy's says whose place it is in.
    signatory_title = models.CharField(max_length=120)
    title = models.CharField(max_length=260)
    name = models.CharField(max_length=150, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    mandate = models.ForeignKey(
        Mandate, null=True, blank=True, on_delete=models.PROTECT, related_name="signatures"
    )
    method = models.CharField(_("sätt"), max_length=10, choices=Method.choices)
    signed_on = models.DateField(_("datum"), null=True, blank=True)
    signed_text = models.CharField(max_length=100, blank=True)
    place = models.CharField(_("ort"), max_length=100, blank=True)
    sha256 = models.CharField(max_length=64)
    scan = models.FileField(upload_to="signatures/%Y/", blank=True)
    scan_sha256 = models.CharField(max_length=64, blank=True)
    # What the provider leaves behind, so that the signature can be examined later (see ``promises.signing``).
    evidence = models.JSONField(default=dict, editable=False)
    redaction = models.ForeignKey(
        Redaction, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    append_only = AppendOnly(mutable=("name", "redaction"), when=_REDACTED_SIGNATURE)

    class Meta:
        verbose_name = _("underskrift")
        verbose_name_plural = _("underskrifter")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "signatory"], name="nobody_signs_twice"),
            models.CheckConstraint(
                condition=~Q(method__in=["password", "passkey"])
                | Q(user__isnull=False, mandate__isnull=False, signed_on__isnull=False),
                name="signed_here_has_user_mandate_and_day",
            ),
        ]


class Decline(models.Model):
    """That a signatory would not sign, and why. It voids the signatures already given."""

    version = models.ForeignKey(PromiseVersion, on_delete=models.PROTECT, related_name="declines")
    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="declines")
    reason = models.TextField(_("skäl"))
    declined_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    declined_at = models.DateTimeField(auto_now_add=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("avböjd underskrift")
        verbose_name_plural = _("avböjda underskrifter")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_decline_has_a_reason")]


class Withdrawal(models.Model):
    """That a text was taken back before it was published, and why. It voids the signatures already given."""

    version = models.OneToOneField(PromiseVersion, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField(_("skäl"))
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(auto_now_add=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("återtagande")
        verbose_name_plural = _("återtaganden")
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_withdrawal_has_a_reason")]


class SigningChallenge(models.Model):
    """A question put to somebody's passkey, about one text. It can be answered once."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(PromiseVersion, on_delete=models.CASCADE, related_name="+")
    state = models.JSONField(editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)


class SigningProof(models.Model):
    """A fresh proof of who somebody is, good for one signature on one text."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(PromiseVersion, on_delete=models.CASCADE, related_name="+")
    method = models.CharField(max_length=10, choices=Signature.Method.choices)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    # What proved it, as far as it can be kept: for a passkey its signed answer.
    evidence = models.JSONField(default=dict, editable=False)


class RegistrationConfirmation(models.Model):
    """That a party confirms a promise that somebody else registered afterwards."""

    version = models.ForeignKey(PromiseVersion, on_delete=models.PROTECT, related_name="confirmations")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("bekräftelse av registrering")
        verbose_name_plural = _("bekräftelser av registrering")
        constraints = [
            models.UniqueConstraint(fields=["version", "organisation"], name="one_confirmation_per_party")
        ]
