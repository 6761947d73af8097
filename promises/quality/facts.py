"""What the rules need from the database, in a fixed number of queries whatever the promise holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from organisations.models import Group, Mandate, Membership, Organisation
from organisations.roles import Permission, roles_with
from promises import mandates
from promises.composition import document_from, rows_of
from promises.documents import PeriodText
from promises.models import Activity, ActivityActor, ActivityAnswer, Party, Revision, Signatory
from promises.quality.linked import basis_of
from promises.quality.outcomes import Known, known_outcomes
from promises.quality.subject import (
    ActorFact,
    ActorFacts,
    Earlier,
    SignatoryFact,
    Standing,
    Subject,
    Surroundings,
)
from promises.states import PUBLIC

MUST_SIGN = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA)
# A new promise has one or two before it. More than this many activities are not compared with, the latest first.
MOST_EARLIER = 500

_CAPITALS = re.compile(r"[A-ZÅÄÖ]{2,6}")


def gather(revision: Revision, *, on: date | None = None) -> Subject:
    """Everything about a revision that the rules look at, as it is in the database now."""
    day = on or timezone.localdate()
    rows = rows_of(revision)
    parties, signatories = list(rows.parties.all()), list(rows.signatories.all())
    return Subject(
        document=document_from(rows),
        actors=_actors(rows, parties),
        signatories=_signatories(signatories, parties, day),
        unsigned_parties=_unsigned(parties, signatories),
        earlier=_earlier(revision),
        names=_names_in_capitals(parties),
        # The sections that the document has: those with a heading or a text.
        sections=[section.pk for section in rows.sections.all() if section.heading or section.body],
        focus_areas=[area.pk for area in rows.focus_areas.all()],
        activities={str(activity.key): activity.pk for activity in rows.activities.all()},
        basis=basis_of(revision, parties, day),
    )


def surroundings(revision: Revision) -> Surroundings:
    """What the hints beside an activity need to know of its promise. Two queries."""
    parties = list(revision.parties.select_related("organisation"))
    written = " ".join(revision.sections.values_list("body", flat=True))
    return Surroundings(
        PeriodText(
            _iso(revision.period_start), _iso(revision.period_end), open_ended=revision.period_open_ended
        ),
        # A section comes before the activities, so there an abbreviation is explained or asked about already.
        _names_in_capitals(parties) | frozenset(_CAPITALS.findall(written)),
        revision.registered_afterwards,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _names_in_capitals(parties: Iterable[Party]) -> frozenset[str]:
    """ "ÖBO" is the name of a party and no abbreviation to write out."""
    words = (
        f"{party.wording} {party.organisation.name} {party.organisation.official_name}" for party in parties
    )
    return frozenset(_CAPITALS.findall(" ".join(words)))


# --- Who does it ------------------------------------------------------------------------------------------


def _actors(rows: Revision, parties: list[Party]) -> dict[str, ActorFacts]:
    """Executors and responsible of every activity, by its key."""
    party_ids = {party.organisation_id for party in parties}
    inside, answers = _inside(party_ids), _answers(rows)

    def of(activity: Activity, part: str) -> list[ActorFact]:
        return [
            _fact(actor, party_ids, inside, answers.get((activity.pk, actor.organisation_id)))
            for actor in activity.actors.all()
            if actor.part == part
        ]

    return {
        str(activity.key): ActorFacts(
            of(activity, ActivityActor.Part.EXECUTOR), of(activity, ActivityActor.Part.RESPONSIBLE)
        )
        for activity in rows.activities.all()
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


def _inside(parties: set[int]) -> set[int]:
    """The groups in which the parties sit: the council, the steering group, a safety group."""
    near = Q(parent__in=parties) | Q(municipalities__in=parties) | Q(seats__organisation__in=parties)
    return set(Group.objects.filter(near).values_list("pk", flat=True))


def _answers(rows: Revision) -> dict[tuple[int, int | None], str]:
    """What each executor has answered to an activity as it reads now; an answer to other words is none."""
    words = {activity.pk: (activity.text, activity.scope) for activity in rows.activities.all()}
    return {
        (answer.activity_id, answer.organisation_id): answer.outcome
        for answer in ActivityAnswer.objects.filter(activity__revision=rows)
        if (answer.answered_text, answer.answered_scope) == words.get(answer.activity_id)
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
    found = list(rows[:MOST_EARLIER])
    known = known_outcomes(revision.promise_id, {promise for *_words, promise in found})
    return [
        Earlier(
            str(key),
            text,
            title,
            promise == revision.promise_id,
            known.get((promise, key), Known.NOTHING),
        )
        for key, text, title, promise in found
    ]
