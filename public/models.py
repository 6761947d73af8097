import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from promises.models import Promise


class ReaderReport(models.Model):
    """What a reader told us was wrong: in a promise, or in how the site can be used."""

    class Kind(models.TextChoices):
        ERROR = "error", _("Fel i ett löfte")
        ACCESSIBILITY = "accessibility", _("Brist i tillgänglighet")

    kind = models.CharField(_("slag"), max_length=15, choices=Kind.choices)
    promise = models.ForeignKey(
        Promise,
        verbose_name=_("löfte"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reader_reports",
    )
    page = models.CharField(_("sida"), max_length=300, blank=True)
    text = models.TextField(_("vad som är fel"))
    email = models.EmailField(_("e-post för svar"), blank=True)
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(_("kom in"), auto_now_add=True, db_index=True)
    handled_at = models.DateTimeField(_("åtgärdat"), null=True, blank=True)

    class Meta:
        verbose_name = _("rapport från läsare")
        verbose_name_plural = _("rapporter från läsare")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d}"
