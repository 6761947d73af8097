import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxMessage(models.Model):
    """A mail that was decided in a transaction and is sent after it, once."""

    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(
        max_length=200,
        unique=True,
        help_text=_("Vad brevet gäller, så att samma händelse aldrig ger två brev."),
    )
    kind = models.CharField(_("slag"), max_length=40)
    to = models.EmailField(_("till"))
    subject = models.CharField(_("ämne"), max_length=200)
    body = models.TextField(_("text"))
    # Where one press in the reader's mail program ends the letters (RFC 8058).
    stop_url = models.URLField(max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("skickat"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("brev")
        verbose_name_plural = _("brev")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"


class ParkedPost(models.Model):
    """What a person had typed when the login ran out; given back to the same person after logging in."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="parked_posts")
    path = models.CharField(_("sida"), max_length=300)
    action = models.CharField(max_length=300, default="", help_text=_("Dit formuläret skickades."))
    data = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("sparad text")
        verbose_name_plural = _("sparade texter")

    def __str__(self) -> str:
        return self.path
