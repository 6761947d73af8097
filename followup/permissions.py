"""Who may follow up: the table in ``organisations.roles`` crossed with how a person stands to each activity.

Whoever follows up a whole promise (a party's coordinator or kommunpolis) may act on every activity in it. An executor
reaches only the activities that its own organisation, or a group in which it has a seat, carries out, answers for,
follows up or evaluates: of the rest of the promise it sees no more than everybody else does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followup.followed import Followed, FollowedPromise
from followup.models import Entry
from organisations.models import Municipality, Organisation
from organisations.permissions import Seat, group_seats_of, organisations_where, seats_of
from organisations.roles import Permission, Relation, allows
from promises.models import ActivityActor, Party, Promise, Revision
from promises.permissions.basis import relations
from promises.states import CURRENT

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User

# What is said to somebody who sees the follow-up but may not do this. The end of the sentence says who can.
REFUSALS = {
    Permission.VIEW_FOLLOW_UP: gettext_lazy("Du kan läsa löftet men inte uppföljningen av det."),
    Permission.PLAN: gettext_lazy(
        "Du kan inte planera den här aktiviteten. Det gör den som utför eller ansvarar för den, samordnaren "
        "eller kommunpolisen."
    ),
    Permission.REPORT: gettext_lazy(
        "Du kan inte rapportera på den här aktiviteten. Det gör den som utför eller ansvarar för den, "
        "samordnaren eller kommunpolisen."
    ),
    Permission.RELEASE: gettext_lazy(
        "Du kan inte bestämma vad som visas för alla. Det gör parternas samordnare och kommunpolis."
    ),
    Permission.CONFIRM_STANDING: gettext_lazy(
        "Du kan inte bekräfta hur aktiviteten ligger till. Det gör den som ansvarar för den."
    ),
    Permission.CLOSE_ROUND: gettext_lazy(
        "Du kan inte avsluta omgången. Det gör parternas samordnare och kommunpolis."
    ),
    Permission.MEASURE: gettext_lazy(
        "Du kan inte lägga in mätvärden. Det gör parternas samordnare och kommunpolis."
    ),
    Permission.EVALUATE: gettext_lazy(
        "Du kan inte utvärdera det här. Det gör den som löftet utser, samordnaren eller kommunpolisen."
    ),
    Permission.CONCLUDE: gettext_lazy(
        "Du kan inte avsluta löftet. Det gör parternas samordnare och kommunpolis."
    ),
    Permission.RENEW: gettext_lazy(
        "Du kan inte börja på nästa periods löfte. Det gör parternas samordnare och kommunpolis."
    ),
    Permission.MAKE_REPORT: gettext_lazy(
        "Du kan inte göra rapporter eller hämta ut uppgifter. Det gör samordnaren, kommunpolisen och de som sköter "
        "administrationen."
    ),
}

# What each permission needs of an activity: to carry it out or answer for it, to answer for it, to evaluate it …
_PARTS = {
    Permission.PLAN: (ActivityActor.Part.EXECUTOR, ActivityActor.Part.RESPONSIBLE),
    Permission.REPORT: (ActivityActor.Part.EXECUTOR, ActivityActor.Part.RESPONSIBLE),
    Permission.CONFIRM_STANDING: (ActivityActor.Part.RESPONSIBLE, ActivityActor.Part.EXECUTOR),
    Permission.EVALUATE: (ActivityActor.Part.EVALUATION,),
}


def followed_by(user: User | AnonymousUser) -> QuerySet[Promise]:
    """The promises in force or ended whose follow-up the person sees, all of it or some activities."""
    if not user.is_authenticated or not user.is_active:
        return Promise.objects.none()
    if user.is_superuser:
        return Promise.objects.filter(pk__in=Revision.objects.current().values("promise"))
    parts = ActivityActor.objects.filter(
        activity__revision__status__in=CURRENT, organisation__in=acting_for(user, Permission.VIEW_FOLLOW_UP)
    )
    whole = followed_whole_by(user, Permission.VIEW_FOLLOW_UP)
    return Promise.objects.filter(
        Q(pk__in=whole.values("pk")) | Q(pk__in=parts.values("activity__revision__promise"))
    )


def followed_whole_by(user: User | AnonymousUser, permission: Permission) -> QuerySet[Promise]:
    """The promises in force or ended on all of which the person has ``permission``, through a party or the area."""
    if not user.is_authenticated or not user.is_active:
        return Promise.objects.none()
    if user.is_superuser:
        return Promise.objects.filter(pk__in=Revision.objects.current().values("promise"))
    parties = Party.objects.filter(revision__status__in=CURRENT)
    whole = parties.filter(organisation__in=organisations_where(user, permission, Relation.PARTY))
    area = organisations_where(user, permission, Relation.AREA)
    covered = parties.filter(organisation__municipality__police_area_links__police_area__in=area)
    return Promise.objects.filter(
        Q(pk__in=whole.values("revision__promise")) | Q(pk__in=covered.values("revision__promise"))
    )


def acting_for(user: User | AnonymousUser, permission: Permission) -> set[int]:
    """Organisations, and groups in which the person sits, on whose activities they have ``permission``.

    The organisation of the membership itself: who works in a school does not act for the whole municipality.
    """
    own = {
        seat.organisation_id for seat in seats_of(user) if allows(seat.role, permission, Relation.EXECUTOR)
    }
    if not own:
        return own
    return own | {group for group, organisation in group_seats_of(user) if organisation in own}


def has_whole(user: User | AnonymousUser, permission: Permission, revision: Revision) -> bool:
    """Whether the person has ``permission`` on every activity, through a party or the police area."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return True
    return any(
        allows(seat.role, permission, relation)
        for seat in seats_of(user)
        for relation in _relations(seat, revision) - {Relation.EXECUTOR}
    )


def _relations(seat: Seat, revision: Revision) -> set[Relation]:
    """How the membership stands to the promise; asked of the database once for each revision that was fetched."""
    known: dict[Seat, set[Relation]] = revision.__dict__.setdefault("_known_relations", {})
    if seat not in known:
        known[seat] = relations(seat, revision)
    return known[seat]


def within_reach(
    user: User | AnonymousUser, permission: Permission, followed: FollowedPromise
) -> list[Followed]:
    """The activities on which the person has ``permission``, in the order of the text."""
    if has_whole(user, permission, followed.revision):
        return followed.activities
    mine = acting_for(user, permission)
    return [one for one in followed.activities if mine & _organisations(one, permission)]


def parties_of(many: Iterable[FollowedPromise]) -> dict[int, set[int]]:
    """The organisations that have made each promise, by the promise's id. One query."""
    promises = {one.revision.pk: one.promise.pk for one in many}
    found: dict[int, set[int]] = {promise: set() for promise in promises.values()}
    rows = Party.objects.filter(revision__in=promises).order_by()
    for revision, organisation in rows.values_list("revision", "organisation"):
        found[promises[revision]].add(organisation)
    return found


def within_reach_of_many(
    user: User | AnonymousUser,
    permission: Permission,
    many: Iterable[FollowedPromise],
    parties: Mapping[int, set[int]],
) -> dict[int, list[Followed]]:
    """The same for many promises at once, by the promise's id; ``parties`` are what ``parties_of`` found.

    Two queries, however many they are.
    """
    found = list(many)
    if user.is_authenticated and user.is_active and user.is_superuser:
        return {one.promise.pk: one.activities for one in found}
    own = organisations_where(user, permission, Relation.OWN)
    area = organisations_where(user, permission, Relation.AREA)
    covered = Municipality.objects.filter(police_area_links__police_area__in=area)
    near = organisations_where(user, permission, Relation.PARTY) | set(covered.values_list("pk", flat=True))
    mine = acting_for(user, permission)
    return {
        one.promise.pk: one.activities
        if one.promise.owner_id in own or near & parties[one.promise.pk]
        else [activity for activity in one.activities if mine & _organisations(activity, permission)]
        for one in found
    }


def can(
    user: User | AnonymousUser,
    permission: Permission,
    followed: FollowedPromise,
    activity: Followed | None = None,
) -> bool:
    """Whether the person may: on the whole promise, or on this activity. Says nothing of what is open or closed."""
    if has_whole(user, permission, followed.revision):
        return True
    return activity is not None and bool(acting_for(user, permission) & _organisations(activity, permission))


def check_can(
    user: User,
    permission: Permission,
    followed: FollowedPromise,
    activity: Followed | None = None,
) -> None:
    """Raise PermissionDenied with a sentence that says who can, unless ``can``."""
    if not can(user, permission, followed, activity):
        raise PermissionDenied(REFUSALS[permission])


def check_is_open(followed: FollowedPromise) -> None:
    """Raise PermissionDenied when the promise has ended: what was reported then stands."""
    if not followed.is_open:
        raise PermissionDenied(
            _("Löftet är avslutat, så uppföljningen går inte att ändra. Det som är rapporterat står kvar.")
        )


def organisations_to_report_for(
    user: User, followed: FollowedPromise, activity: Followed
) -> list[Organisation]:
    """For whom the person can report on the activity: those that carry it out or answer for it.

    Whoever follows up the whole promise reports for any of them, an executor for its own.
    """
    if has_whole(user, Permission.REPORT, followed.revision):
        return activity.doing
    mine = acting_for(user, Permission.REPORT)
    return [one for one in activity.doing if one.pk in mine]


def can_change(user: User | AnonymousUser, followed: FollowedPromise, entry: Entry) -> bool:
    """Whether the person may correct a report: whoever follows up the whole promise, and those it was written for."""
    if has_whole(user, Permission.REPORT, followed.revision):
        return True
    return entry.organisation_id in acting_for(user, Permission.REPORT)


def confirming(
    user: User | AnonymousUser, followed: FollowedPromise
) -> Callable[[Followed], list[Organisation]]:
    """For whom the person can say how an activity stands: those that answer for it, or do it when nobody does.

    Who follows up the whole promise speaks for its own organisation and what belongs to that, and nobody for others.
    The answer is a function of the activity, so that asking for many costs what asking for one does.
    """
    own = organisations_where(user, Permission.CONFIRM_STANDING, Relation.PARTY)
    near = own if has_whole(user, Permission.CONFIRM_STANDING, followed.revision) else set()
    mine = acting_for(user, Permission.CONFIRM_STANDING) | near

    def organisations(activity: Followed) -> list[Organisation]:
        answering = {one.pk: one for one in activity.responsible or activity.executors}
        return [one for one in answering.values() if one.pk in mine or one.parent_id in near]

    return organisations


def _organisations(activity: Followed, permission: Permission) -> set[int]:
    parts = _PARTS.get(permission)
    if parts is None:
        return activity.organisation_ids
    return {one.pk for part in parts for one in activity.actors.get(part, [])}


def may_have_calendar_of_all(user: User | AnonymousUser) -> bool:
    """Whether the person has occasions of their own, through some membership. Whoever runs the service sees every
    promise in the country, which is no calendar."""
    return bool(seats_of(user)) and not user.is_superuser
