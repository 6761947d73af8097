"""Who may sign in which place: a mandate meets a signatory's row by organisation and title.

A mandate fits a row when it is for the row's organisation and has the row's title, itself or through the mandate it
is delegated from. Fitting by organisation alone was rejected: where a municipality has two signatories, each would
have been able to sign as the other.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from organisations.models import Mandate, Membership
from organisations.roles import Permission, roles_with

if TYPE_CHECKING:
    from organisations.models import User
    from promises.models import Revision, Signatory


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
    mandates = _valid(signatory.organisation_id, day)
    seated = _seated(signatory.organisation_id, day)
    return [m for m in mandates if m.user_id in seated and m.is_valid_on(day) and fits(m, signatory)]


def mandate_of(user: User, signatory: Signatory, on: date | None = None) -> Mandate | None:
    """The mandate by which the person may sign in the signatory's place that day (today); an own before a delegated."""
    own = [m for m in holders(signatory, on) if m.user_id == user.pk]
    return min(own, key=lambda m: (m.delegated_from_id is not None, m.pk), default=None)


def signable_by(user: User, revision: Revision, on: date | None = None) -> list[tuple[Signatory, Mandate]]:
    """The places in the revision that the person has a mandate for today, in the text's order."""
    rows = revision.signatories.select_related("organisation").order_by("position", "pk")
    organisations = {m.organisation_id for m in Mandate.objects.valid(on).filter(user=user)}
    pairs = [(row, mandate_of(user, row, on)) for row in rows if row.organisation_id in organisations]
    return [(row, mandate) for row, mandate in pairs if mandate is not None]


def without_holder(revision: Revision, on: date | None = None) -> list[Signatory]:
    """Signatories whom nobody may sign for on the day (today)."""
    rows = revision.signatories.select_related("organisation").order_by("position", "pk")
    return [row for row in rows if not holders(row, on)]


def title_of(mandate: Mandate, signatory: Signatory) -> str:
    """How whoever signs is titled: a deputy's own title, and in whose place."""
    if mandate.delegated_from_id is None or _plain(mandate.title) == _plain(signatory.title):
        return signatory.title
    return f"{mandate.title}, ersättare för {signatory.title[:1].lower()}{signatory.title[1:]}"


def _valid(organisation_id: int, day: date) -> list[Mandate]:
    chain = ("user", "organisation", "delegated_from__delegated_from__delegated_from")
    return list(
        Mandate.objects.valid(day)
        .filter(organisation_id=organisation_id, user__is_active=True)
        .select_related(*chain)
    )


def _seated(organisation_id: int, day: date) -> set[int]:
    seats = Membership.objects.valid(day).filter(
        organisation_id=organisation_id, role__in=roles_with(Permission.SIGN)
    )
    return set(seats.values_list("user_id", flat=True))


def _plain(title: str) -> str:
    return " ".join(title.casefold().split())
