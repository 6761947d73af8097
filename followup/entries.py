"""The reports of one activity as they are read: those that hold, each with what it corrects, and what is shown."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from followup.followed import HOLDS, holding_entries
from followup.models import Entry, EntryPicture, Release
from promises.models import Promise

# Which reports have something for everybody to see that nobody has decided on.
UNDECIDED = HOLDS & (~Q(public_text="") | Q(picture__isnull=False)) & Q(releases__isnull=True)


@dataclass(frozen=True)
class ReadEntry:
    """A report that holds, or one taken back, with its earlier versions, the newest of them first."""

    entry: Entry
    earlier: list[Entry] = field(default_factory=list)

    @property
    def said(self) -> Entry:
        """The report whose words are read: of one taken back, the last that said something."""
        return self.earlier[0] if self.entry.retracts and self.earlier else self.entry

    @property
    def picture(self) -> EntryPicture | None:
        return None if self.entry.retracts else getattr(self.entry, "picture", None)

    @property
    def decision(self) -> Release | None:
        """The decision that holds on what everybody may see."""
        return next(iter(self.entry.releases.all()), None)

    @property
    def has_public_parts(self) -> bool:
        return not self.entry.retracts and bool(self.entry.public_text or self.picture)

    @property
    def awaits(self) -> bool:
        """Whether there is something to show and nobody has decided."""
        return self.has_public_parts and self.decision is None


def history(promise: Promise, key: uuid.UUID) -> list[ReadEntry]:
    """Every report on an activity, corrections under what they became, newest first. Two queries."""
    rows = _with_all(Entry.objects.filter(promise=promise, activity_key=key))
    by_id = {row.pk: row for row in rows}
    corrected = {row.supersedes_id for row in rows}
    return [ReadEntry(row, _before(row, by_id)) for row in rows if row.pk not in corrected]


def superseding(entry: Entry) -> Entry | None:
    """The report that took the place of this one; it can be one that takes it back."""
    return Entry.objects.filter(supersedes=entry).first()


def latest_of(entry: Entry) -> Entry:
    """The last of the corrections after ``entry``, which is the report that holds."""
    while later := superseding(entry):
        entry = later
    return entry


def _before(entry: Entry, by_id: dict[int, Entry]) -> list[Entry]:
    found = []
    while entry.supersedes_id and (earlier := by_id.get(entry.supersedes_id)):
        found.append(earlier)
        entry = earlier
    return found


def with_release(entries: QuerySet[Entry]) -> QuerySet[Any]:
    """The reports with the latest decision on each: ``shows_text``, ``shows_picture``, ``decided_at``; None without."""
    latest = Release.objects.filter(entry=OuterRef("pk")).order_by("-pk")
    return entries.annotate(
        shows_text=Subquery(latest.values("shows_text")[:1]),
        shows_picture=Subquery(latest.values("shows_picture")[:1]),
        decided_at=Subquery(latest.values("decided_at")[:1]),
    )


def awaiting_release() -> QuerySet[Entry]:
    """Reports with something for everybody to see that nobody has decided on, the oldest first."""
    rows = Entry.objects.filter(UNDECIDED).order_by("reported_at", "pk")
    return rows.select_related("picture", "organisation", "reporter", "version__revision__promise")


def shown_picture(promise: Promise, entry_pk: int) -> EntryPicture | None:
    """The picture of a report when everybody may see it: the report holds, and the latest decision shows it."""
    rows = with_release(holding_entries()).filter(promise=promise, picture__isnull=False, shows_picture=True)
    entry = rows.select_related("picture").filter(pk=entry_pk).first()
    return entry.picture if entry else None


def _with_all(rows: QuerySet[Entry]) -> list[Entry]:
    return list(rows.select_related("organisation", "picture", "reporter").prefetch_related("releases"))
