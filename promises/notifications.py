"""Who is told what by mail. Everything goes to the outbox in the transaction and is sent after it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from organisations.actions import outbox
from organisations.models import Membership, Organisation, User
from organisations.roles import Permission, roles_with
from organisations.swedish import in_sentence
from promises import answers, mandates

if TYPE_CHECKING:
    from promises.models import ActivityAnswer, Approval, Promise, PromiseVersion, Revision, Signatory


def review_wanted(
    revision: Revision, parties: Iterable[Organisation], round_number: int, *, by: User
) -> None:
    """To everybody who can answer for a party that is waited for, except whoever submitted."""
    people = [p for p in _people(parties, Permission.REVIEW) if p != by]
    key = f"review-wanted:{revision.pk}:{round_number}"
    _send("review_wanted", people, revision, "promises:review", key, by=by)


def activities_asked(revision: Revision, round_number: int, *, by: User) -> None:
    """To those who are to do something without drafting, and have not answered to the words as they are now."""
    key = f"activities-asked:{revision.pk}:{round_number}"
    for person, questions in answers.people_of(answers.unanswered(revision)).items():
        if person != by:
            context = {"by": by, "questions": questions}
            _send("activities_asked", [person], revision, "promises:answers", key, **context)


def activity_declined(revision: Revision, answer: ActivityAnswer) -> None:
    """To those who draft: an executor cannot do what stands there. Each new answer is told of once."""
    people = [p for p in _drafters(revision) if p != answer.answered_by]
    key = f"activity-declined:{answer.pk}:{answer.answered_at.isoformat()}"
    _send("activity_declined", people, revision, "promises:activities", key, answer=answer)


def returned(revision: Revision, approval: Approval) -> None:
    """To those who draft: a party has sent the text back."""
    people = [p for p in _drafters(revision) if p != approval.decided_by]
    _send("returned", people, revision, "promises:detail", f"returned:{approval.pk}", approval=approval)


def signature_wanted(version: PromiseVersion) -> None:
    """To everybody who may sign in one of the places."""
    revision = version.revision
    for signatory in revision.signatories.select_related("organisation"):
        people = [mandate.user for mandate in mandates.holders(signatory)]
        key = f"signature-wanted:{version.pk}:{signatory.pk}"
        role = in_sentence(signatory.title)
        _send("signature_wanted", people, revision, "promises:sign", key, signatory=signatory, role=role)


def fully_signed(version: PromiseVersion) -> None:
    """To those who draft, who publish next, and to those who have signed."""
    people = [*_drafters(version.revision), *_signers(version)]
    _send("fully_signed", people, version.revision, "promises:review", f"fully-signed:{version.pk}")


def declined(version: PromiseVersion, signatory: Signatory, reason: str) -> None:
    """To those who draft, and to those whose signatures are void now."""
    people = [*_drafters(version.revision), *_signers(version)]
    key = f"declined:{version.pk}"
    _send("declined", people, version.revision, "promises:detail", key, signatory=signatory, reason=reason)


def withdrawn(version: PromiseVersion, reason: str, *, by: User) -> None:
    """To those who were asked to sign, whether they have or not, and to those who draft."""
    asked = [m.user for s in version.revision.signatories.all() for m in mandates.holders(s)]
    people = [p for p in (*_drafters(version.revision), *asked, *_signers(version)) if p != by]
    key = f"withdrawn:{version.pk}"
    _send("withdrawn", people, version.revision, "promises:detail", key, reason=reason, by=by)


def confirmation_wanted(version: PromiseVersion, parties: Iterable[Organisation]) -> None:
    """To those who can confirm, for a party, a promise that another party has registered."""
    people = _people(parties, Permission.CONFIRM_REGISTERED)
    key = f"confirmation-wanted:{version.pk}"
    _send("confirmation_wanted", people, version.revision, "promises:confirm", key)


def _drafters(revision: Revision) -> list[User]:
    parties = [party.organisation for party in revision.parties.select_related("organisation")]
    return _people(parties, Permission.EDIT_DRAFT)


def _signers(version: PromiseVersion) -> list[User]:
    return [s.user for s in version.signatures.select_related("user") if s.user is not None]


def _people(organisations: Iterable[Organisation], permission: Permission) -> list[User]:
    """The people who have the permission in one of the organisations today, in a fixed order."""
    seats = Membership.objects.valid().filter(
        organisation__in=[one.pk for one in organisations], role__in=roles_with(permission)
    )
    return list(User.objects.filter(pk__in=seats.values("user")).order_by("pk"))


def _path(page: str, promise: Promise) -> str:
    """The page of the promise; the executors' own list, whose reader may see no more of it, is one for all."""
    return reverse(page) if page == "promises:answers" else reverse(page, args=[promise.pk])


def _send(
    template: str, people: Iterable[User], revision: Revision, page: str, key: str, **context: Any
) -> None:
    """One mail each. The template's first line is the subject."""
    promise: Promise = revision.promise
    address = f"{settings.SITE_URL}{_path(page, promise)}"
    shared = {"revision": revision, "promise": promise, "address": address, **context}
    for person in {p.pk: p for p in people}.values():
        text = render_to_string(f"promises/mail/{template}.txt", {**shared, "person": person})
        subject, body = text.strip().split("\n", 1)
        outbox.enqueue(
            kind=template,
            to=person.email,
            subject=subject,
            body=body.strip() + "\n",
            key=f"{key}:{person.pk}",
            demo=promise.is_demo,
        )
