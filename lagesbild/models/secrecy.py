"""What was handed to another authority, and what has been weeded."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.append_only import AppendOnly
from organisations.models import Municipality, Organisation


class Sharing(models.Model):
    """A document handed to another authority, which makes it a public record there (TF 2 kap.)."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="sharings")
    owner = models.ForeignKey(
        Organisation, verbose_name=_("lämnat av"), on_delete=models.PROTECT, related_name="given"
    )
    what = models.CharField(_("vad som lämnades"), max_length=200)
    # Where it is found here, such as "lagesbild:12".
    subject = models.CharField(max_length=60, blank=True, editable=False)
    recipient = models.CharField(_("till vem"), max_length=200)
    shared_on = models.DateField(_("när"))
    ground = models.CharField(_("stöd i lag eller beslut"), max_length=200, blank=True)
    note = models.CharField(_("anteckning"), max_length=300, blank=True)
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("utlämnande")
        verbose_name_plural = _("utlämnanden")
        ordering = ["-shared_on", "-pk"]

    def __str__(self) -> str:
        return self.what


class Disposal(models.Model):
    """The protocol of one weeding: of what, up to which day, how many rows, by which rule."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="disposals")
    what = models.CharField(_("vad"), max_length=80)
    until = models.DateField(_("äldre än"))
    count = models.PositiveIntegerField(_("antal"))
    rule = models.CharField(_("beslut eller regel"), max_length=200)
    done_at = models.DateTimeField(auto_now_add=True)
    done_by = models.CharField(_("av"), max_length=150, blank=True)

    append_only = AppendOnly()

    class Meta:
        verbose_name = _("gallring")
        verbose_name_plural = _("gallringar")
        ordering = ["-done_at", "-pk"]
