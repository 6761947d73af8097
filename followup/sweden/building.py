"""Builds the country, a municipality at a time: each is whole or not there at all, so a stopped run can go on."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from audit.actions import record
from followup.models import Entry, Release, Round
from followup.sweden import promise as invented
from followup.sweden.texts import YEARS
from organisations.models import Municipality
from organisations.sweden import Parties, parties_of
from promises.models import Promise

_BATCH = 500


@dataclass
class Built:
    """How much was made."""

    municipalities: int = 0
    promises: int = 0
    entries: int = 0


def build(
    municipalities: Iterable[Municipality],
    *,
    today: date,
    progress: Callable[[Built], None] = lambda built: None,
) -> Built:
    """Six years of promises for each municipality, the last of them this year's. One that has them is passed over."""
    built = Built()
    for municipality in municipalities:
        if not Promise.objects.filter(slug=f"{municipality.slug}-pahittat-{today.year}").exists():
            with transaction.atomic():
                _build(municipality, today, built)
        built.municipalities += 1
        progress(built)
    return built


def _build(municipality: Municipality, today: date, built: Built) -> None:
    parties = parties_of(municipality)
    before: Promise | None = None
    for year in range(today.year - YEARS + 1, today.year + 1):
        version, activities = invented.write(parties, year, before, today)
        before = version.revision.promise
        made = Entry.objects.bulk_create(
            invented.entries(parties, version, activities, year, today), batch_size=_BATCH
        )
        Release.objects.bulk_create(invented.releases(made, parties), batch_size=_BATCH)
        _rounds(before, parties, year, today)
        record(
            "followup.country_made",
            by=parties.coordinator,
            obj=before,
            data={"title": version.revision.title, "entries": len(made)},
            organisations=parties.organisations,
        )
        built.promises += 1
        built.entries += len(made)


def _rounds(promise: Promise, parties: Parties, year: int, today: date) -> None:
    Round.objects.bulk_create(
        Round(
            promise=promise,
            number=number,
            starts_on=first,
            ends_on=last,
            due_on=last + timedelta(days=15),
            comment="Omgången är genomgången.",
            closed_at=datetime(last.year, last.month, last.day, 12, tzinfo=UTC) + timedelta(days=10),
            closed_by=parties.coordinator,
        )
        for number, first, last in invented.quarters(year, today)
    )
