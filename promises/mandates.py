"""Who may sign in which place: a mandate meets a signatory's row by organisation and title.

A mandate fits a row when it is for the row's organisation and has the row's title, itself or through the mandate it
is delegated from. Fitting by organisation alone was rejected: where a municipality has two signatories, each would
have been able to sign as the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from organisations.models import Mandate, Membership
from organisations.roles import Permission, roles_with
from promises.models import Signatory

if TYPE_CHECKING:
    from organisations.models import User
    from promises.models import Revision


def fits(mandate: Mandate, signatory: Signatory) -> bool:
    """Whether the mandate is one to sign in the signatory's place, whenever it holds."""
    if mandate.organisation_id != signatory.organisation_id:
        return False
    wanted = _plain(signatory.title)
    link: Mandate | None = mandate
    while link is not None:
        if _plain(link.title) == wanted:
            return True
        link = link.delegated_from
    return False


def holders(signatory: Signatory, on: date | None = None) -> list[Mandate]:
    """Mandates that hold on the day (today) and fit, whose holders are also undertecknare of the organisation."""
    day = on or timezone.localdate()
    mandates = _holding(day).filter(organisation_id=signatory.organisation_id)
    sitting = _sitting(day).filter(organisation_id=signatory.organisation_id)
    seated = set(sitting.values_list("user_id", flat=True))
    return [m for m in mandates if m.user_id in seated and m.is_valid_on(day) and fits(m, signatory)]


def mandate_of(user: User, signatory: Signatory, on: date | None = None) -> Mandate | None:
    """The mandate by which the person may sign in the signatory's place that day (today); an own before a delegated."""
    return _first([m for m in holders(signatory, on) if m.user_id == user.pk])


def signable_by(
    user: User, revisions: Collection[Revision], on: date | None = None
) -> list[tuple[Signatory, Mandate]]:
    """The places in the texts that the person has a mandate for today, in each text's order. Three queries."""
    day = on or timezone.localdate()
    seats = _sitting(day).filter(user=user)
    seated = set(seats.values_list("organisation_id", flat=True))
    own = [m for m in _holding(day).filter(user=user) if m.organisation_id in seated and m.is_valid_on(day)]
    pairs = [(row, _first([m for m in own if fits(m, row)])) for row in (_places(revisions) if own else ())]
    return [(row, mandate) for row, mandate in pairs if mandate is not None]


def _places(revisions: Collection[Revision]) -> Iterator[Signatory]:
    """The signatories of the texts, each with the text at hand. One query."""
    texts = {one.pk: one for one in revisions}
    rows = Signatory.objects.filter(revision__in=texts).select_related("organisation")
    for row in rows.order_by("revision_id", "position", "pk"):
        row.revision = texts[row.revision_id]
        yield row


def _first(mandates: list[Mandate]) -> Mandate | None:
    return min(mandates, key=lambda m: (m.delegated_from_id is not None, m.pk), default=None)


def title_of(mandate: Mandate, signatory: Signatory) -> str:
    """How whoever signs is titled: a deputy's own title, and in whose place."""
    if mandate.delegated_from_id is None or _plain(mandate.title) == _plain(signatory.title):
        return signatory.title
    return f"{mandate.title}, ersättare för {signatory.title[:1].lower()}{signatory.title[1:]}"


def _holding(day: date) -> QuerySet[Mandate]:
    """Mandates that hold, of people who may log in, with the whole chain of whom they are delegated from."""
    chain = ("user", "organisation", "delegated_from__delegated_from__delegated_from")
    return Mandate.objects.valid(day).filter(user__is_active=True).select_related(*chain)


def _sitting(day: date) -> QuerySet[Membership]:
    return Membership.objects.valid(day).filter(role__in=roles_with(Permission.SIGN))


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
