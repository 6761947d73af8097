"""Files that come in: how their columns are read, their rows while they wait, and what came of them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models import Municipality, Organisation


class ColumnMapping(models.Model):
    """How the columns of one source's files are read, remembered from the last time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="column_mappings")
    kind = models.CharField(max_length=20)
    source = models.CharField(_("källa"), max_length=60)
    # {our field: their heading}, and {our field: {their word: our value}} under "words".
    columns = models.JSONField(default=dict)
    used_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("läsning av kolumner")
        verbose_name_plural = _("läsning av kolumner")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "source"], name="mapping_of_a_source_once"
            )
        ]


class ImportBatch(models.Model):
    """One file on its way in. All of its rows come in, or none."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uppladdad")
        CHECKED = "checked", _("Kontrollerad")
        DONE = "done", _("Inläst")
        ABANDONED = "abandoned", _("Avbruten")

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="import_batches")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    source = models.CharField(_("källa"), max_length=60)
    # What the rows belong to, such as a dialogue; empty when they stand on their own.
    target = models.CharField(max_length=40, blank=True)
    file_name = models.CharField(_("fil"), max_length=200)
    file_sha256 = models.CharField(max_length=64, editable=False)
    headings = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    rows = models.PositiveIntegerField(_("rader"), default=0)
    checked = models.PositiveIntegerField(_("kontrollerade rader"), default=0)
    faults = models.PositiveIntegerField(_("rader med fel"), default=0)
    duplicates = models.PositiveIntegerField(_("redan inlästa"), default=0)
    created = models.PositiveIntegerField(_("nya"), default=0)
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("inläsning")
        verbose_name_plural = _("inläsningar")
        ordering = ["-uploaded_at", "-pk"]


class StagedRow(models.Model):
    """A row that waits: as it stood in the file, what it was read as, and what is wrong with it."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="staged")
    number = models.PositiveIntegerField(_("rad"))
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    # [[column, sentence], …]
    faults = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)
    is_duplicate = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("rad på väg in")
        verbose_name_plural = _("rader på väg in")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="staged_row_once")]
