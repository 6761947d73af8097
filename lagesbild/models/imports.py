"""Files that come in: how their columns are read, their rows while they wait, and what came of them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Municipality, Organisation


class ColumnMapping(models.Model):
    """How the columns of one source's files are read, remembered from the last time."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="column_mappings")
    kind = models.CharField(max_length=20)
    source = models.CharField(_("källa"), max_length=60)
    # {"headings": {our field: their heading}, "words": {our field: {their word: our value}}}
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
    """One file on its way in. All of its rows come in, or none.

    uploaded → checking → checked → inserting → done, or abandoned on the way. While a file of reports is being
    inserted its rows are in their own table already, hidden; what makes all of them seen at once is that this row
    becomes ``done``.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Uppladdad")
        CHECKING = "checking", _("Kontrolleras")
        CHECKED = "checked", _("Kontrollerad")
        INSERTING = "inserting", _("Läses in")
        DONE = "done", _("Inläst")
        ABANDONED = "abandoned", _("Avbruten")

    UNFINISHED = (State.UPLOADED, State.CHECKING, State.CHECKED, State.INSERTING)

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="import_batches")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    source = models.CharField(_("källa"), max_length=60)
    # What the rows belong to, such as a dialogue's key; empty when they stand on their own.
    target = models.CharField(max_length=40, blank=True)
    file_name = models.CharField(_("fil"), max_length=200)
    file_sha256 = models.CharField(max_length=64, editable=False)
    # The rows as they were read, one a line, until they have come in.
    stored = models.CharField(max_length=200, blank=True, editable=False)
    # How the file was read: {"format": …, "encoding": …, "delimiter": …, "sheet": …}
    reading = models.JSONField(default=dict)
    headings = models.JSONField(default=list)
    # {"fields": {our field: index of their column}, "words": {our field: {their word: our value}}}
    columns = models.JSONField(default=dict)
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.UPLOADED)
    rows = models.PositiveIntegerField(_("rader"), default=0)
    # How far the check has come: rows, and the place in the stored file.
    checked = models.PositiveIntegerField(_("kontrollerade rader"), default=0)
    offset = models.PositiveBigIntegerField(default=0)
    faults = models.PositiveIntegerField(_("rader med fel"), default=0)
    duplicates = models.PositiveIntegerField(_("redan inlästa"), default=0)
    left_out = models.PositiveIntegerField(_("utelämnade"), default=0)
    # How far the insertion has come: the number of the last row that is in.
    inserted_to = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(_("nya"), default=0)
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    # When a step was last taken: what nobody goes on with is cleaned away.
    touched_at = models.DateTimeField(default=timezone.now, editable=False)
    # Nothing is left of it but this row and what came in.
    is_cleaned = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("inläsning")
        verbose_name_plural = _("inläsningar")
        ordering = ["-uploaded_at", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "-uploaded_at"], name="batches_latest"),
            # Asked by every question about reports: which files may have rows that nobody is to see. A handful.
            models.Index(fields=["is_cleaned", "state"], name="batches_with_hidden_rows"),
        ]
        constraints = [
            # The rows of two files at once could not see each other's.
            models.UniqueConstraint(
                fields=["municipality", "kind"],
                condition=Q(state="inserting"),
                name="one_file_inserted_at_a_time",
            )
        ]

    def __str__(self) -> str:
        # The log keeps this for ever, and a file's name may be anybody's.
        return f"{self.source} {self.uploaded_at:%Y-%m-%d}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in self.UNFINISHED

    @property
    def new_rows(self) -> int:
        """How many rows come in, when nothing is wrong with any."""
        return self.checked - self.faults - self.duplicates - self.left_out


class StagedRow(models.Model):
    """A row that waits: what it was read as, or what is wrong with it. What stood in a faulty row is not kept."""

    # Found by the constraint's index, which begins with it.
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="staged", db_index=False)
    number = models.PositiveIntegerField(_("rad"))
    values = models.JSONField(default=dict)
    # [[column, sentence], …]
    faults = models.JSONField(default=list)
    has_faults = models.BooleanField(default=False)
    fingerprint = models.CharField(max_length=64, blank=True)
    is_duplicate = models.BooleanField(default=False)
    is_left_out = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("rad på väg in")
        verbose_name_plural = _("rader på väg in")
        ordering = ["number"]
        indexes = [
            models.Index(fields=["batch", "number"], condition=Q(has_faults=True), name="staged_with_faults"),
            models.Index(fields=["batch", "fingerprint"], name="staged_fingerprints"),
        ]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="staged_row_once")]
