"""What is known here of how municipalities follow the law, read for all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, OuterRef, Q, Subquery

from followup.models import Report
from lagesbild.clocks import Clocks, clocks_of
from lagesbild.models import CooperationAgreement, Lagesbild
from lagesbild.states import LagesbildStatus
from organisations.models import Contact, Group, Meeting


@dataclass(frozen=True)
class Council:
    """A council with how many sit in it, and its meetings beside today."""

    pk: int
    name: str
    seats: int
    last_meeting: date | None
    next_meeting: date | None


@dataclass
class Facts:
    """Of one municipality. The lists hold what there is, the latest first."""

    clocks: Clocks
    draft: Lagesbild | None = None
    partial: list[Lagesbild] = field(default_factory=list)
    agreements: list[CooperationAgreement] = field(default_factory=list)
    past_agreements: int = 0
    councils: list[Council] = field(default_factory=list)
    coordination: list[Contact] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)


def facts_of(municipalities: Iterable[int], today: date) -> dict[int, Facts]:
    """The facts of each municipality by id, in a fixed number of queries."""
    pks = list(municipalities)
    found = {pk: Facts(clocks) for pk, clocks in clocks_of(pks, today).items()}
    _lagesbilder(found)
    _agreements(found, today)
    _councils(found, today)
    _contacts(found)
    _reports(found)
    return found


def _lagesbilder(found: dict[int, Facts]) -> None:
    """Drafts, and adopted ones of a part of a municipality, which do not fulfil the duty."""
    draft = Q(status=LagesbildStatus.DRAFT, layer="parties", area__isnull=True, area_text="")
    partial = Q(status=LagesbildStatus.ADOPTED) & (Q(area__isnull=False) | ~Q(area_text=""))
    rows = Lagesbild.objects.filter(draft | partial, municipality__in=found)
    for row in rows.only("municipality", "title", "status", "area", "area_text").order_by("-pk"):
        facts = found[row.municipality_id]
        if row.status == LagesbildStatus.ADOPTED:
            facts.partial.append(row)
        else:
            facts.draft = facts.draft or row


def _agreements(found: dict[int, Facts], today: date) -> None:
    rows = CooperationAgreement.objects.filter(municipality__in=found, starts_on__lte=today)
    for row in rows.order_by("-starts_on", "-pk"):
        if row.ends_on is None or row.ends_on >= today:
            found[row.municipality_id].agreements.append(row)
        else:
            found[row.municipality_id].past_agreements += 1


def _councils(found: dict[int, Facts], today: date) -> None:
    """The strategic councils, by the municipality that they belong to or work for."""
    meetings = Meeting.objects.filter(group=OuterRef("pk"))
    last = meetings.filter(held_on__lte=today).order_by("-held_on").values("held_on")[:1]
    coming = meetings.filter(held_on__gt=today).order_by("held_on").values("held_on")[:1]
    held = Q(seats__valid_from__isnull=True) | Q(seats__valid_from__lte=today)
    held &= Q(seats__valid_to__isnull=True) | Q(seats__valid_to__gte=today)
    councils = Group.objects.filter(group_kind=Group.GroupKind.COUNCIL, is_active=True)
    rows = councils.near(list(found)).annotate(
        seat_count=Count("seats", filter=held, distinct=True),
        last_held=Subquery(last),
        next_held=Subquery(coming),
    )
    for row in rows.order_by("sort_key", "pk").prefetch_related("municipalities"):
        council = Council(row.pk, str(row), row.seat_count, row.last_held, row.next_held)
        for pk in {row.parent_id, *(one.pk for one in row.municipalities.all())} & found.keys():
            found[pk].councils.append(council)


def _contacts(found: dict[int, Facts]) -> None:
    rows = Contact.objects.filter(
        organisation__in=found, function=Contact.Function.COORDINATION, is_public=True
    )
    for row in rows.order_by("pk"):
        found[row.organisation_id].coordination.append(row)


def _reports(found: dict[int, Facts]) -> None:
    rows = Report.objects.filter(organisation__in=found, audience=Report.Audience.ASSEMBLY)
    for row in rows.only("organisation", "title", "made_at", "starts_on", "ends_on").order_by(
        "-made_at", "-pk"
    ):
        found[row.organisation_id].reports.append(row)
