"""A promise as it is followed up: the activities of the text in force, who carries them out, and what is reported.

The text in force decides what is followed. An activity keeps its key from version to version, so what was reported
under an earlier version still counts; what is reported on an activity that is no longer promised stays in the history.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from followup.models import Entry
from organisations.models import Organisation
from promises import extent as extents
from promises.documents import ActivityText, Document, FocusAreaText, PeriodText
from promises.models import ActivityActor, Promise, PromiseVersion, Revision
from promises.states import CURRENT, Status

Part = ActivityActor.Part
# A promise and one of its activities.
Key = tuple[int, uuid.UUID]
# Which reports hold: neither superseded nor retracting.
HOLDS = Q(superseded_by__isnull=True, retracts=False)
# The actors of each activity, by the revision it stands in and its key.
Actors = dict[tuple[int, uuid.UUID], list[ActivityActor]]


@dataclass(frozen=True)
class Followed:
    """One activity that is promised now. ``actors`` holds the organisations of each part of it."""

    key: uuid.UUID
    text: ActivityText
    area: FocusAreaText
    starts_on: date | None
    ends_on: date | None
    actors: dict[str, list[Organisation]] = field(default_factory=dict)

    @cached_property
    def extent(self) -> extents.Extent | None:
        return _read_extent(tuple(sorted(self.text.extent.items()))) if self.text.extent else None

    @property
    def executors(self) -> list[Organisation]:
        return self.actors.get(Part.EXECUTOR, [])

    @property
    def responsible(self) -> list[Organisation]:
        return self.actors.get(Part.RESPONSIBLE, [])

    @property
    def evaluators(self) -> list[Organisation]:
        return self.actors.get(Part.EVALUATION, [])

    @property
    def organisation_ids(self) -> set[int]:
        """Everybody with a part in it: who carries out, answers for, follows up and evaluates."""
        return {one.pk for organisations in self.actors.values() for one in organisations}

    @property
    def doing(self) -> list[Organisation]:
        """Who carries it out, then who answers for it, each once: they plan and report."""
        return list({one.pk: one for one in [*self.executors, *self.responsible]}.values())

    @property
    def doing_ids(self) -> set[int]:
        return {one.pk for one in self.doing}


@dataclass(frozen=True)
class FollowedPromise:
    """The text in force of a promise, ready to be followed up."""

    promise: Promise
    revision: Revision
    version: PromiseVersion
    document: Document
    activities: list[Followed]
    # On which day the promise was first published here, where that was read with it.
    first_published_on: date | None = None

    def activity(self, key: uuid.UUID) -> Followed | None:
        return next((one for one in self.activities if one.key == key), None)

    @property
    def starts_on(self) -> date | None:
        return _day(self.document.period.start)

    @property
    def ends_on(self) -> date | None:
        return _day(self.document.period.end)

    @property
    def is_open(self) -> bool:
        """Whether it is in force, so that its follow-up can be written in. What has ended stands as it is."""
        return self.revision.status == Status.PUBLISHED

    @property
    def answer_on(self) -> date | None:
        """When the promise says that citizens are told what became of it."""
        return _day(self.document.feedback.on)

    def is_over(self, today: date | None = None) -> bool:
        return self.ends_on is not None and self.ends_on < (today or timezone.localdate())


def followed(promise: Promise) -> FollowedPromise | None:
    """The promise's text in force, or its last one when it has ended; None before it is published. Two queries."""
    version = _versions().filter(revision__promise=promise).first()
    return _read(version, _actors([version])) if version else None


def followed_text(version: PromiseVersion) -> FollowedPromise:
    """The same of a text at hand, for readers: without who does what. No query when its promise is fetched."""
    return _read(version, {})


def followed_in_force(promises: QuerySet[Promise]) -> list[FollowedPromise]:
    """Those of the promises that are in force, the newest first. Two queries."""
    versions = _versions().filter(
        revision__promise__in=promises.values("pk"), revision__status=Status.PUBLISHED
    )
    found = list(versions.order_by("-revision__published_at", "-pk"))
    actors = _actors(found)
    return [_read(version, actors) for version in found]


def followed_many(promises: Iterable[Promise], *, with_actors: bool = True) -> dict[int, FollowedPromise]:
    """The same for many promises at once, by the promise's id. Two queries, or one for who needs no actors."""
    versions = list(_versions().filter(revision__promise__in=[promise.pk for promise in promises]))
    actors = _actors(versions) if with_actors else {}
    return {version.revision.promise_id: _read(version, actors) for version in versions}


def current_entries(promise: Promise) -> list[Entry]:
    """The reports of the promise that hold, newest first. One query."""
    return list(holding_entries().filter(promise=promise).select_related("organisation"))


def holding_entries() -> QuerySet[Entry]:
    """The reports that hold, of every promise."""
    return Entry.objects.filter(HOLDS)


def _versions() -> QuerySet[PromiseVersion]:
    current = PromiseVersion.objects.filter(revision__status__in=CURRENT)
    return with_first_published(current.select_related("revision__promise"))


def with_first_published(versions: QuerySet[PromiseVersion]) -> QuerySet[PromiseVersion]:
    """The texts with the day on which their promise was first published here, whichever text that was."""
    earliest = Revision.objects.filter(
        promise=OuterRef("revision__promise"), published_at__isnull=False
    ).order_by("published_at")
    return versions.annotate(first_published_at=Subquery(earliest.values("published_at")[:1]))


def _actors(versions: Iterable[PromiseVersion]) -> Actors:
    revisions = [version.revision_id for version in versions]
    rows = ActivityActor.objects.filter(activity__revision__in=revisions, organisation__isnull=False)
    found: Actors = {}
    for row in rows.select_related("activity", "organisation").order_by("part", "position", "pk"):
        found.setdefault((row.activity.revision_id, row.activity.key), []).append(row)
    return found


def _read(version: PromiseVersion, actors: Actors) -> FollowedPromise:
    document = version.document
    activities = [
        _followed(document, area, activity, actors.get((version.revision_id, uuid.UUID(activity.key)), []))
        for area in document.focus_areas
        for activity in area.activities
    ]
    first = getattr(version, "first_published_at", None)
    return FollowedPromise(
        version.revision.promise,
        version.revision,
        version,
        document,
        activities,
        timezone.localdate(first) if first else None,
    )


def _followed(
    document: Document, area: FocusAreaText, activity: ActivityText, rows: list[ActivityActor]
) -> Followed:
    parts: dict[str, list[Organisation]] = {}
    for row in rows:
        if row.organisation is not None:
            parts.setdefault(row.part, []).append(row.organisation)
    own = activity.period or PeriodText()
    return Followed(
        key=uuid.UUID(activity.key),
        text=activity,
        area=area,
        starts_on=_day(own.start) or _day(document.period.start),
        ends_on=_day(own.end) or _day(document.period.end),
        actors=parts,
    )


@lru_cache(maxsize=2048)
def _read_extent(parts: tuple[tuple[str, Any], ...]) -> extents.Extent:
    """Remembered: the same few ways to promise come again in every promise, and each is checked when it is read."""
    return extents.from_dict(dict(parts))


def _day(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
