"""What the rules need from the database, in a fixed number of queries whatever the promise holds."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from organisations.models import Group, Mandate, Membership, Organisation
from organisations.roles import Permission, roles_with
from promises import mandates
from promises.composition import document_of
from promises.models import Activity, ActivityActor, ActivityAnswer, Party, Revision, Signatory
from promises.quality.subject import ActorFact, ActorFacts, Earlier, SignatoryFact, Standing, Subject
from promises.states import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Mapping

MUST_SIGN = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA)
# A new promise has one or two before it. More than this many activities are not compared with, the latest first.
MOST_EARLIER = 500

_CAPITALS = re.compile(r"[A-ZÅÄÖ]{2,6}")


def gather(revision: Revision, *, on: date | None = None) -> Subject:
    """Everything about a revision that the rules look at, as it is in the database now."""
    day = on or timezone.localdate()
    document = document_of(revision)
    parties = list(revision.parties.select_related("organisation").order_by("position", "pk"))
    signatories = list(revision.signatories.select_related("organisation").order_by("position", "pk"))
    return Subject(
        document=document,
        actors=_actors(revision, parties),
        signatories=_signatories(signatories, parties, day),
        unsigned_parties=_unsigned(parties, signatories),
        earlier=_earlier(revision),
        names=names_in_capitals(parties),
        sections=_sections(revision),
        focus_areas=list(revision.focus_areas.order_by("position", "pk").values_list("pk", flat=True)),
    )


def names_in_capitals(parties: Iterable[Party]) -> frozenset[str]:
    """ "ÖBO" is the name of a party and no abbreviation to write out."""
    words = (
        f"{party.wording} {party.organisation.name} {party.organisation.official_name}" for party in parties
    )
    return frozenset(_CAPITALS.findall(" ".join(words)))


def _sections(revision: Revision) -> list[int]:
    """The sections that the document has: those with a heading or a text."""
    rows = revision.sections.exclude(heading="", body="").order_by("position", "pk")
    return list(rows.values_list("pk", flat=True))


# --- Who does it ------------------------------------------------------------------------------------------


def _actors(revision: Revision, parties: list[Party]) -> Mapping[str, ActorFacts]:
    """Executors and responsible of every activity, by its key."""
    inside = _inside([party.organisation_id for party in parties])
    party_ids = {party.organisation_id for party in parties}
    answers = _answers(revision)
    rows = ActivityActor.objects.filter(
        activity__revision=revision, part__in=(ActivityActor.Part.EXECUTOR, ActivityActor.Part.RESPONSIBLE)
    ).select_related("organisation")
    found: dict[int, dict[str, list[ActorFact]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.order_by("part", "position", "pk"):
        answer = answers.get((row.activity_id, row.organisation_id))
        found[row.activity_id][row.part].append(_fact(row, party_ids, inside, answer))
    keys = Activity.objects.filter(revision=revision).values_list("pk", "key")
    return {
        str(key): ActorFacts(
            found[pk][ActivityActor.Part.EXECUTOR], found[pk][ActivityActor.Part.RESPONSIBLE]
        )
        for pk, key in keys
    }


def _fact(row: ActivityActor, parties: set[int], inside: set[int], answer: str | None) -> ActorFact:
    if row.organisation is None:
        return ActorFact(str(row), Standing.NOWHERE)
    name = str(row.organisation)
    if row.organisation.pk in parties:
        return ActorFact(name, Standing.PARTY)
    if answer == ActivityAnswer.Outcome.DECLINED:
        return ActorFact(name, Standing.DECLINED)
    if answer == ActivityAnswer.Outcome.ACCEPTED:
        return ActorFact(name, Standing.ACCEPTED)
    if row.organisation.pk in inside or (
        row.organisation.kind == Organisation.Kind.UNIT and row.organisation.parent_id in parties
    ):
        return ActorFact(name, Standing.INSIDE, unanswered=True)
    return ActorFact(name, Standing.WAITING, unanswered=True)


def _inside(parties: list[int]) -> set[int]:
    """The groups in which the parties sit: the council, the steering group, a safety group."""
    near = Q(parent__in=parties) | Q(municipalities__in=parties) | Q(seats__organisation__in=parties)
    return set(Group.objects.filter(near).values_list("pk", flat=True))


def _answers(revision: Revision) -> dict[tuple[int, int | None], str]:
    """What each executor has answered to an activity as it reads now; an answer to other words is none."""
    rows = ActivityAnswer.objects.filter(activity__revision=revision).select_related("activity")
    return {
        (row.activity_id, row.organisation_id): row.outcome
        for row in rows
        if (row.answered_text, row.answered_scope) == (row.activity.text, row.activity.scope)
    }


# --- Who signs --------------------------------------------------------------------------------------------


def _signatories(rows: list[Signatory], parties: list[Party], day: date) -> list[SignatoryFact]:
    """As ``mandates.holders`` for each, with the mandates and seats of all their organisations read at once."""
    organisations = {row.organisation_id for row in rows}
    party_ids = {party.organisation_id for party in parties}
    valid = list(
        Mandate.objects.valid(day)
        .filter(organisation_id__in=organisations, user__is_active=True)
        .select_related("user", "delegated_from__delegated_from__delegated_from")
    )
    seats = Membership.objects.valid(day).filter(
        organisation_id__in=organisations, role__in=roles_with(Permission.SIGN)
    )
    seated = set(seats.values_list("user_id", "organisation_id"))

    def is_held(row: Signatory) -> bool:
        return any(
            (mandate.user_id, row.organisation_id) in seated
            and mandate.is_valid_on(day)
            and mandates.fits(mandate, row)
            for mandate in valid
        )

    return [
        SignatoryFact(str(row.organisation), row.title, row.organisation_id in party_ids, is_held(row))
        for row in rows
    ]


def _unsigned(parties: list[Party], signatories: list[Signatory]) -> list[str]:
    named = {row.organisation_id for row in signatories}
    return [
        str(party.organisation)
        for party in parties
        if party.organisation.kind in MUST_SIGN and party.organisation_id not in named
    ]


# --- What was promised before -----------------------------------------------------------------------------


def _earlier(revision: Revision) -> list[Earlier]:
    """Activities of earlier versions, and of the promises said to come before, that have been made public."""
    before = revision.predecessors.exclude(promise=None).values("promise")
    same = Q(revision__promise=revision.promise_id, revision__number__lt=revision.number)
    rows = (
        Activity.objects.filter(same | Q(revision__promise__in=before), revision__status__in=sorted(PUBLIC))
        .order_by("-revision__number", "-pk")
        .values_list("key", "text", "revision__title", "revision__promise")
    )
    return [
        Earlier(str(key), text, title, promise == revision.promise_id)
        for key, text, title, promise in rows[:MOST_EARLIER]
    ]
