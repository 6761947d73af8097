"""What executors that do not draft have answered, and whom an answer is awaited from.

Asked of every organisation that carries out or answers for an activity without being a party. An answer holds for the
words it was given to: when text or omfattning changes the organisation is asked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from organisations.models import GroupMember, Membership, Organisation
from organisations.permissions import group_seats_of, seats_of
from organisations.roles import Permission, Relation, RoleKey, allows
from promises.models import Activity, ActivityActor, ActivityAnswer, Party, Revision
from promises.states import Status

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User

PARTS = (ActivityActor.Part.EXECUTOR, ActivityActor.Part.RESPONSIBLE)
# While the text can still be changed by what the executor says.
ASKING = frozenset({Status.DRAFT, Status.REVIEW})


class State(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    CHANGED = "changed"


@dataclass(frozen=True)
class Question:
    """One activity put to one organisation, with its answer. ``CHANGED``: answered, but to other words."""

    activity: Activity
    organisation: Organisation
    state: State
    answer: ActivityAnswer | None = None

    @property
    def words(self) -> str:
        return {
            State.WAITING: _("Inget svar än"),
            State.ACCEPTED: _("Ja"),
            State.DECLINED: _("Nej"),
            State.CHANGED: _("Ändrad efter svaret, frågan ställs igen"),
        }[self.state]

    @property
    def is_open(self) -> bool:
        return self.state in (State.WAITING, State.CHANGED)

    @property
    def can_be_answered(self) -> bool:
        return self.activity.revision.status in ASKING


def asked_in(revision: Revision) -> dict[int, list[Question]]:
    """Every question of a revision, by the activity's id. Two queries; none is asked about what is done and signed."""
    if revision.registered_afterwards:
        return {}
    actors = _asked().filter(activity__revision=revision)
    return _grouped(_questions(actors))


def unanswered(revision: Revision) -> list[Question]:
    """The questions that still wait, in the order of the text."""
    asked = asked_in(revision)
    return [question for questions in asked.values() for question in questions if question.is_open]


def awaiting(user: User | AnonymousUser) -> list[Question]:
    """What the person's own organisations and groups are asked and have not answered, oldest promise first."""
    return [question for question in asked_of(user) if question.is_open]


def asked_of(user: User | AnonymousUser) -> list[Question]:
    """Everything that the person's own organisations and groups are asked about in drafts and reviews."""
    mine = answers_for(user)
    if not mine:
        return []
    actors = _asked().filter(
        organisation__in=mine,
        activity__revision__status__in=ASKING,
    )
    signed_elsewhere = Q(
        activity__revision__promise__registered_afterwards=True, activity__revision__signed_here=False
    )
    return _questions(actors.exclude(signed_elsewhere))


def answers_for(user: User | AnonymousUser) -> set[int]:
    """Ids of the organisations in which the person sits, and groups where they have a seat, and may answer for."""
    if not user.is_authenticated:
        return set()
    seats = [s for s in seats_of(user) if allows(s.role, Permission.ACCEPT_ACTIVITY, Relation.EXECUTOR)]
    if not seats:
        return set()
    return {seat.organisation_id for seat in seats} | {group for group, _organisation in group_seats_of(user)}


def people_of(questions: Iterable[Question]) -> dict[User, list[Question]]:
    """Those who answer in their own organisation's or group's name, each with what they are asked. Two queries."""
    asked = list(questions)
    ids = {question.organisation.pk for question in asked}
    roles = [role for role in RoleKey if allows(role, Permission.ACCEPT_ACTIVITY, Relation.EXECUTOR)]
    seats = Membership.objects.valid().filter(role__in=roles).select_related("user")
    own = {(seat.user, seat.organisation_id) for seat in seats.filter(organisation__in=ids)}
    members = GroupMember.objects.valid().filter(group__in=ids, user__in=seats.values("user"))
    own |= {(member.user, member.group_id) for member in members.select_related("user")}
    people = sorted({user for user, _organisation in own}, key=lambda user: user.pk)
    return {user: [q for q in asked if (user, q.organisation.pk) in own] for user in people}


def _asked() -> QuerySet[ActivityActor]:
    """The actors that are asked: those that no party speaks for."""
    party = Party.objects.filter(
        revision=OuterRef("activity__revision"), organisation=OuterRef("organisation")
    )
    return (
        ActivityActor.objects.filter(~Exists(party), part__in=PARTS, organisation__isnull=False)
        .select_related("organisation", "activity__revision__promise", "activity__focus_area")
        .order_by(
            "activity__revision__promise",
            F("activity__focus_area__position").asc(nulls_last=True),
            "activity__position",
            "activity",
            "part",
            "position",
            "pk",
        )
    )


def _questions(actors: QuerySet[ActivityActor]) -> list[Question]:
    rows = list(actors)
    given = {
        (answer.activity_id, answer.organisation_id): answer
        for answer in ActivityAnswer.objects.filter(
            activity__in={row.activity_id for row in rows}
        ).select_related("answered_by", "organisation", "activity")
    }
    found: dict[tuple[int, int | None], Question] = {}
    for row in rows:
        key = (row.activity_id, row.organisation_id)
        if row.organisation is not None and key not in found:
            answer = given.get((row.activity_id, row.organisation.pk))
            found[key] = Question(row.activity, row.organisation, _state(row.activity, answer), answer)
    return list(found.values())


def _state(activity: Activity, answer: ActivityAnswer | None) -> State:
    if answer is None:
        return State.WAITING
    if (answer.answered_text, answer.answered_scope) != (activity.text, activity.scope):
        return State.CHANGED
    return State.ACCEPTED if answer.outcome == ActivityAnswer.Outcome.ACCEPTED else State.DECLINED


def _grouped(questions: Iterable[Question]) -> dict[int, list[Question]]:
    by_activity: dict[int, list[Question]] = defaultdict(list)
    for question in questions:
        by_activity[question.activity.pk].append(question)
    return dict(by_activity)
