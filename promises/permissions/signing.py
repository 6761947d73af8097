"""Who may sign, decline, upload a signed paper and take a text back, and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from organisations.models import Mandate
from organisations.permissions import seats_of
from organisations.roles import Permission, Relation, allows
from promises import mandates
from promises.models import Revision, Signatory, Signature
from promises.permissions.basis import check_granted, has
from promises.states import Status, Step, steps_from

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User


def check_can_sign(user: User, signatory: Signatory) -> Mandate:
    """The mandate by which the person may sign (or decline) in this place today."""
    organisation = signatory.organisation
    seats = [s for s in seats_of(user) if s.organisation_id == organisation.pk]
    if not any(allows(s.role, Permission.SIGN, Relation.PARTY) for s in seats):
        raise PermissionDenied(
            _("Du är inte undertecknare för %(organisation)s.") % {"organisation": organisation}
        )
    mandate = mandates.mandate_of(user, signatory)
    if mandate is None:
        raise PermissionDenied(
            _(
                "Du har inget giltigt mandat att skriva under för %(organisation)s som ”%(title)s”. "
                "Be den som sköter mandat hos er att föra in beslutet."
            )
            % {"organisation": organisation, "title": signatory.title}
        )
    return mandate


def places_to_sign(user: User, revision: Revision) -> list[tuple[Signatory, Mandate]]:
    """The places that the person may sign in now: those without a signature, of the one text for signature."""
    return places_to_sign_in_many(user, [revision])


def places_to_sign_in_many(user: User, revisions: Iterable[Revision]) -> list[tuple[Signatory, Mandate]]:
    """The same in many texts, of those that are for signature. Four queries at most, however many they are."""
    texts = [one for one in revisions if one.status == Status.FOR_SIGNATURE]
    found = mandates.signable_by(user, texts) if texts else []
    signatures = Signature.objects.filter(version__revision__in={row.revision_id for row, _mandate in found})
    signed, given = set(), set()
    for place, text, organisation, by in signatures.values_list(
        "signatory", "version__revision", "organisation", "user"
    ):
        signed.add(place)
        if by == user.pk:
            given.add((text, organisation))
    return [
        (row, mandate)
        for row, mandate in found
        if row.pk not in signed and (row.revision_id, row.organisation_id) not in given
    ]


def can_sign(user: User | AnonymousUser, revision: Revision) -> bool:
    return user.is_authenticated and bool(places_to_sign(user, revision))


def check_can_upload_paper(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.UPLOAD_PAPER_SIGNATURE,
        revision,
        _("Parternas samordnare och kommunpolis lägger in underskrifter på papper. Be någon av dem."),
    )


def can_upload_paper(user: User | AnonymousUser, revision: Revision) -> bool:
    return revision.status == Status.FOR_SIGNATURE and has(user, Permission.UPLOAD_PAPER_SIGNATURE, revision)


def check_can_withdraw(user: User, revision: Revision) -> None:
    check_granted(
        user,
        Permission.WITHDRAW,
        revision,
        _("Parternas samordnare och kommunpolis kan ta tillbaka texten. Be någon av dem."),
    )


def can_withdraw(user: User | AnonymousUser, revision: Revision) -> bool:
    return Step.WITHDRAW in steps_from(revision.status) and has(user, Permission.WITHDRAW, revision)
