from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferenceSnapshot(models.Model):
    """What the loader of reference data last wrote, one row per data file.

    A value that no longer equals the snapshot was changed by hand, and a row that is gone was removed by
    hand; the loader leaves both alone. A mark on every row was rejected: every form would have to set it,
    and it cannot tell that something was deleted.
    """

    name = models.CharField(_("datafil"), max_length=40, unique=True)
    rows = models.JSONField(_("rader"), default=dict)
    loaded_at = models.DateTimeField(_("inläst"), auto_now=True)

    class Meta:
        verbose_name = _("inläst referensdata")
        verbose_name_plural = _("inläst referensdata")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
