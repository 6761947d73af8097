"""Review: submit, each party's answer, and the adoption by a steering group or board."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import Membership, Organisation
from organisations.roles import Permission, roles_with
from promises import notifications, permissions, quality
from promises.actions.events import note
from promises.actions.steps import Refused, check_step, locked, take
from promises.models import Adoption, Approval, Revision
from promises.parties import parties_of
from promises.states import Status, Step

if TYPE_CHECKING:
    from organisations.models import User

# Whatever else a promise is, it is between these two: their answers are waited for, whoever they have here.
ALWAYS_ASKED = frozenset({Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA})


def current_round(revision: Revision) -> int:
    """The round of review that the revision is in, or comes to next: one more than the times it was returned."""
    return 1 + Approval.objects.filter(revision=revision, outcome=Approval.Outcome.RETURNED).count()


def asked_parties(revision: Revision) -> list[Organisation]:
    """The parties whose answer is waited for: municipalities, police, and others who have somebody here to answer.

    An association without anybody here would otherwise stop every promise that it takes part in.
    """
    return _asked([revision])[revision.pk]


def _asked(revisions: Collection[Revision]) -> dict[int, list[Organisation]]:
    seated = Membership.objects.valid().filter(role__in=roles_with(Permission.REVIEW))
    here = set(seated.values_list("organisation_id", flat=True))
    return {
        text: [one for one in parties if one.kind in ALWAYS_ASKED or one.pk in here]
        for text, parties in parties_of(revisions).items()
    }


def answers(revision: Revision) -> dict[int, Approval]:
    """The approvals in the current round, by organisation. A return is never among them: it ends its round."""
    given = Approval.objects.filter(revision=revision, review_round=current_round(revision))
    return {answer.organisation_id: answer for answer in given.select_related("organisation", "decided_by")}


def awaited_parties(revision: Revision) -> list[Organisation]:
    """The parties that have not answered in the current round."""
    return awaited_in_many([revision])[revision.pk]


def awaited_in_many(revisions: Collection[Revision]) -> dict[int, list[Organisation]]:
    """The same of many texts, by the text's id. Three queries, however many they are."""
    given: dict[int, list[tuple[int, int]]] = {one.pk: [] for one in revisions}
    current = dict.fromkeys(given, 1)
    rows = Approval.objects.filter(revision__in=given).order_by()
    for text, number, organisation, outcome in rows.values_list(
        "revision", "review_round", "organisation", "outcome"
    ):
        current[text] += outcome == Approval.Outcome.RETURNED
        given[text].append((number, organisation))
    return {
        text: [one for one in asked if (current[text], one.pk) not in given[text]]
        for text, asked in _asked(revisions).items()
    }


@transaction.atomic
def submit(revision: Revision, *, by: User) -> Revision:
    """Hand the draft over to the parties' review. A second time changes nothing.

    Raises ``Refused`` when the text would have to be changed before it can be signed, ``IllegalStep`` from a later
    state.
    """
    revision = locked(revision)
    permissions.check_can_submit(by, revision)
    if revision.status == Status.REVIEW:
        return revision
    check_step(revision, Step.SUBMIT)
    _check_reviewable(revision)
    take(revision, Step.SUBMIT)
    round_number = current_round(revision)
    notifications.review_wanted(revision, awaited_parties(revision), round_number, by=by)
    notifications.activities_asked(revision, round_number, by=by)
    note("submitted", revision, by=by, review_round=round_number, attempt=revision.attempt)
    return revision


@transaction.atomic
def approve(revision: Revision, *, organisation: Organisation, comment: str = "", by: User) -> Approval:
    """Answer yes for a party in this round. A second time gives the answer that stands."""
    revision = locked(revision)
    permissions.check_can_review(by, revision, organisation)
    standing = answers(revision).get(organisation.pk)
    if standing is not None:
        return standing
    check_step(revision, Step.RETURN)
    return _answer(revision, organisation, Approval.Outcome.APPROVED, comment, by)


@transaction.atomic
def send_back(revision: Revision, *, organisation: Organisation, comment: str, by: User) -> Approval:
    """Return the text to draft for a party, with the reason. Ends the round: everybody is asked again next time.

    A party that has approved in this round may still change its mind, because the text is not frozen.
    """
    revision = locked(revision)
    permissions.check_can_review(by, revision, organisation)
    same = _same_return(revision, organisation, comment, by)
    if same is not None:
        return same
    check_step(revision, Step.RETURN)
    return _answer(revision, organisation, Approval.Outcome.RETURNED, comment, by)


@transaction.atomic
def record_adoption(
    revision: Revision,
    *,
    organ: str,
    decided_on: date,
    paragraph: str = "",
    case_number: str = "",
    creation_key: UUID,
    by: User,
) -> Adoption:
    """Write down that an organ has adopted the text. The same ``creation_key`` again gives the same adoption."""
    revision = locked(revision)
    permissions.check_can_record_adoption(by, revision)
    adoption, is_new = Adoption.objects.get_or_create(
        creation_key=creation_key,
        defaults={
            "revision": revision,
            "organ": organ,
            "decided_on": decided_on,
            "paragraph": paragraph,
            "case_number": case_number,
            "recorded_by": by,
        },
    )
    if adoption.revision_id != revision.pk:
        raise PermissionDenied(_("Formuläret hör till ett annat löfte. Ladda om sidan och försök igen."))
    if is_new:
        note("adopted", revision, by=by, organ=organ, decided_on=decided_on.isoformat(), paragraph=paragraph)
    return adoption


@transaction.atomic
def remove_adoption(adoption: Adoption, *, by: User) -> None:
    """Take away an adoption that was written by mistake, while the text is not frozen."""
    revision = locked(adoption.revision)
    permissions.check_can_record_adoption(by, revision)
    gone, _rows = Adoption.objects.filter(pk=adoption.pk).delete()
    if gone:
        note("adoption_removed", revision, by=by, organ=adoption.organ)


def _answer(
    revision: Revision, organisation: Organisation, outcome: Approval.Outcome, comment: str, by: User
) -> Approval:
    """Store the answer. Its words stay out of the event log, which nobody can ever weed: the log says which row."""
    round_number = current_round(revision)
    approval = Approval.objects.create(
        revision=revision,
        review_round=round_number,
        organisation=organisation,
        outcome=outcome,
        comment=comment,
        decided_by=by,
    )
    data = {"organisation": str(organisation), "review_round": round_number, "approval": approval.pk}
    if outcome == Approval.Outcome.RETURNED:
        take(revision, Step.RETURN)
        notifications.returned(revision, approval)
        note("returned", revision, by=by, **data)
    else:
        note("approved", revision, by=by, **data)
    return approval


def _check_reviewable(revision: Revision) -> None:
    if revision.registered_afterwards:
        raise Refused(_("Löftet registreras i efterhand och granskas inte. Välj Registrera i stället."))
    if not revision.parties.exists():
        raise Refused(_("Löftet har inga parter. Lägg till kommunen och lokalpolisområdet först."))
    blocking = quality.check(revision).blocking_review
    if blocking:
        raise Refused(*(f"{f.about}: {f.message}" if f.about else f.message for f in blocking))


def _same_return(revision: Revision, organisation: Organisation, comment: str, by: User) -> Approval | None:
    """The return that made the text a draft again, if this is the same one sent twice."""
    last = Approval.objects.filter(revision=revision).order_by("pk").last()
    if revision.status != Status.DRAFT or last is None or last.outcome != Approval.Outcome.RETURNED:
        return None
    said = (last.organisation_id, last.decided_by_id, last.comment)
    return last if said == (organisation.pk, by.pk, comment) else None
