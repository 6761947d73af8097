"""One invented promise: its rows, its frozen text and its reports. The same seed gives the same promise."""

from __future__ import annotations

import calendar
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from followup.models import Entry, Release
from followup.states import EntryStatus
from followup.sweden import texts
from organisations.models import Organisation
from organisations.sweden import Parties
from promises import documents, extent
from promises.composition import document_of
from promises.indexing import index_of
from promises.models import (
    Activity,
    ActivityActor,
    DialogueBasis,
    FocusArea,
    FollowUpPlan,
    Party,
    Predecessor,
    Promise,
    PromiseVersion,
    Revision,
    Signatory,
    Signature,
)
from promises.states import Status

# What the keys of invented rows are made of.
SPACE = uuid.UUID("5eed0000-0000-4000-8000-000000000000")
_PER_AREA = len(texts.ACTIVITIES) // len(texts.AREAS)


def write(
    parties: Parties, year: int, before: Promise | None, today: date
) -> tuple[PromiseVersion, list[Activity]]:
    """The promise of one year, published, and ended when the year is over; its version and activities."""
    slug = f"{parties.municipality.slug}-pahittat-{year}"
    promise = Promise.objects.create(
        slug=slug,
        owner=parties.municipality,
        is_demo=True,
        creation_key=uuid.uuid5(SPACE, slug),
        created_by=parties.coordinator,
    )
    revision = _revision(promise, parties, year, today)
    _text(revision, parties, year, before)
    activities = _activities(revision, parties)
    document = document_of(revision)
    canonical = documents.canonical(document)
    version = PromiseVersion.objects.create(
        revision=revision,
        canonical=canonical,
        sha256=documents.digest(canonical),
        frozen_by=parties.coordinator,
    )
    _signatures(version, parties, year)
    Revision.objects.filter(pk=revision.pk).update(**index_of(document))
    return version, activities


def _revision(promise: Promise, parties: Parties, year: int, today: date) -> Revision:
    is_over = year < today.year
    return Revision.objects.create(
        promise=promise,
        status=Status.ENDED if is_over else Status.PUBLISHED,
        title=f"Medborgarlöfte {year}, {parties.municipality.name}",
        themes=["public_places", "traffic", "school"],
        scope_text="Hela kommunen",
        period_start=date(year, 1, 1),
        period_end=date(year, 12, 31),
        period_precision="year",
        published_at=datetime(year, 1, 10, 12, tzinfo=UTC),
        ended_at=datetime(year + 1, 1, 20, 12, tzinfo=UTC) if is_over else None,
        ended_reason="Perioden är slut." if is_over else "",
    )


def _text(revision: Revision, parties: Parties, year: int, before: Promise | None) -> None:
    for position, organisation in enumerate(parties.organisations, start=1):
        Party.objects.create(revision=revision, organisation=organisation, position=position)
        Signatory.objects.create(
            revision=revision, organisation=organisation, title="Den som leder", position=position
        )
    DialogueBasis.objects.create(revision=revision, summary=texts.SUMMARY, method="Enkät")
    FollowUpPlan.objects.create(
        revision=revision,
        statement="Parterna följer upp löftet varje kvartal.",
        interval=FollowUpPlan.Interval.QUARTER,
        by_whom="Samordnaren och kommunpolisen",
        first_on=date(year, 4, 15),
        feedback_on=date(year + 1, 1, 31),
        feedback_channel="Kommunens webbplats",
    )
    if before is not None:
        Predecessor.objects.create(
            revision=revision, promise=before, title=f"Medborgarlöfte {year - 1}", position=1
        )


def _activities(revision: Revision, parties: Parties) -> list[Activity]:
    areas = FocusArea.objects.bulk_create(
        FocusArea(revision=revision, title=title, position=number)
        for number, title in enumerate(texts.AREAS, start=1)
    )
    rows = [
        Activity(
            revision=revision,
            focus_area=areas[number // _PER_AREA],
            key=uuid.uuid5(SPACE, f"{revision.promise.slug}/{number}"),
            text=f"{text}.",
            scope=scope,
            extent=_reading(scope),
            position=number,
        )
        for number, (text, scope, _unit, _most) in enumerate(texts.ACTIVITIES)
    ]
    made = Activity.objects.bulk_create(rows)
    sides = parties.organisations
    ActivityActor.objects.bulk_create(
        ActivityActor(activity=activity, part=part, organisation=sides[(number + shift) % len(sides)])
        for number, activity in enumerate(made)
        for shift, part in enumerate((ActivityActor.Part.EXECUTOR, ActivityActor.Part.RESPONSIBLE))
    )
    return made


def _reading(scope: str) -> dict[str, object] | None:
    read = extent.parse(scope)
    return extent.to_dict(read) if read else None


def _signatures(version: PromiseVersion, parties: Parties, year: int) -> None:
    Signature.objects.bulk_create(
        Signature(
            version=version,
            signatory=signatory,
            organisation=signatory.organisation,
            organisation_name=str(signatory.organisation),
            signatory_title=signatory.title,
            title=signatory.title,
            method=Signature.Method.PAPER,
            signed_on=date(year, 1, 4),
            sha256=version.sha256,
            recorded_by=parties.coordinator,
        )
        for signatory in version.revision.signatories.select_related("organisation")
    )


# --- Reports ------------------------------------------------------------------------------------------


def entries(
    parties: Parties, version: PromiseVersion, activities: list[Activity], year: int, today: date
) -> Iterator[Entry]:
    """A report a month on each activity until today; now and then one is missing, or says that less was done."""
    chance = Random(f"{version.revision.promise.slug}")  # noqa: S311  # invented data, the same each time
    sides = parties.organisations
    for number, activity in enumerate(activities):
        unit, most = texts.ACTIVITIES[number][2:]
        for month in range(1, 13):
            day = date(year, month, chance.randint(10, calendar.monthrange(year, month)[1]))
            if day > today or chance.random() < 0.02:
                continue
            yield _entry(parties, version, activity, sides[number % len(sides)], day, unit, most, chance)


def _entry(
    parties: Parties,
    version: PromiseVersion,
    activity: Activity,
    organisation: Organisation,
    day: date,
    unit: str,
    most: int,
    chance: Random,
) -> Entry:
    partly = chance.random() < 0.06
    quantity = Decimal(chance.randint(max(most // 2, 1), max(most, 1))) if unit else None
    by_case = activity.extent is not None and activity.extent["kind"] in ("service_level", "on_demand")
    status = EntryStatus.PARTLY if partly else EntryStatus.DONE if unit else EntryStatus.UNDERWAY
    return Entry(
        promise=version.revision.promise,
        activity_key=activity.key,
        version=version,
        organisation=organisation,
        happened_on=day,
        status=status,
        quantity=quantity,
        out_of=quantity + chance.randint(0, 1) if by_case and quantity is not None else None,
        unit=unit,
        observation=chance.choice(texts.OBSERVATIONS),
        reason=texts.REASON if partly else "",
        public_text=chance.choice(texts.PUBLIC) if chance.random() < 0.25 else "",
        creation_key=uuid.uuid5(SPACE, f"{activity.key}/{day}"),
        reporter=parties.officer or parties.coordinator,
    )


def releases(made: list[Entry], parties: Parties) -> Iterator[Release]:
    """The coordinator has let everybody see the texts that are written for them."""
    for entry in made:
        if entry.public_text:
            yield Release(entry=entry, shows_text=True, decided_by=parties.coordinator)


def quarters(year: int, today: date) -> Iterator[tuple[int, date, date]]:
    """The number, first and last day of the year's quarters that are over."""
    for number in range(1, 5):
        first = date(year, 3 * number - 2, 1)
        last = date(year, 3 * number, calendar.monthrange(year, 3 * number)[1])
        if last + timedelta(days=15) < today:
            yield number, first, last
