"""The words for how things stand, as data. Pure: no queries, no models."""

from __future__ import annotations

from functools import cache

from django.db import models
from django.utils.translation import gettext_lazy as _


class EntryStatus(models.TextChoices):
    """What a report says of its activity, in the words that practice uses."""

    NOT_STARTED = "not_started", _("Ej påbörjad")
    UNDERWAY = "underway", _("Pågår")
    DONE = "done", _("Genomförd")
    PARTLY = "partly", _("Delvis genomförd")
    NOT_DONE = "not_done", _("Ej genomförd")
    CHANGED = "changed", _("Ändrad")
    STOPPED = "stopped", _("Avbruten")


# A report with one of these says why.
NEEDS_REASON = frozenset({EntryStatus.PARTLY, EntryStatus.NOT_DONE, EntryStatus.CHANGED, EntryStatus.STOPPED})
# With these something was carried out, so their quantities count.
COUNTS = frozenset({EntryStatus.UNDERWAY, EntryStatus.DONE, EntryStatus.PARTLY, EntryStatus.CHANGED})


class OccasionState(models.TextChoices):
    """What became of a planned occasion. Shape, icon and colour follow from it."""

    PLANNED = "planned", _("Planerat")
    UNREPORTED = "unreported", _("Ingen rapport")
    DONE = "done", _("Genomfört")
    NOT_DONE = "not_done", _("Blev inte av")
    CANCELLED = "cancelled", _("Inställt")


class Standing(models.TextChoices):
    """How an activity stands against what was promised. Colour and icon follow from it, never the other way."""

    GREEN = "green", _("Enligt löftet")
    YELLOW = "yellow", _("Ligger efter")
    RED = "red", _("Långt efter")
    GREY = "grey", _("Går inte att säga")

    @property
    def said(self) -> str:
        """Its label inside a sentence: "ligger efter"."""
        return _said(self)


@cache
def _said(standing: Standing) -> str:
    return str(standing.label).lower()


class Outcome(models.TextChoices):
    """How an activity ended."""

    ACHIEVED = "achieved", _("Genomförd")
    PARTLY = "partly", _("Delvis genomförd")
    NOT_ACHIEVED = "not_achieved", _("Ej genomförd")
    CHANGED = "changed", _("Ändrad")
    STOPPED = "stopped", _("Avbruten")
    CANNOT_SAY = "cannot_say", _("Går inte att bedöma")


class RoundState(models.TextChoices):
    """Where a round of follow-up stands. One that was due before the promise was published here is not owed."""

    COMING = "coming", _("Kommande")
    RUNNING = "running", _("Pågår")
    OPEN = "open", _("Öppen")
    LATE = "late", _("Försenad")
    CLOSED = "closed", _("Avslutad")
    NOT_HELD = "not_held", _("Hölls inte")
