"""Freezing: from rows that can be edited to the one text that is signed and published, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Organisation
from promises import mandates, notifications, permissions
from promises.actions.comments import unresolved
from promises.actions.events import note
from promises.actions.review import awaited_parties
from promises.actions.steps import Refused, check_step, locked, take
from promises.composition import document_of
from promises.documents import canonical, digest
from promises.models import ActivityAnswer, PromiseVersion, Revision
from promises.states import Status, Step

if TYPE_CHECKING:
    from organisations.models import User

SIGNING_KINDS = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA)


@dataclass(frozen=True)
class Obstacle:
    """Something that must be dealt with before the text can be frozen. ``page`` is the URL name where it is done."""

    text: str
    page: str


@transaction.atomic
def freeze(revision: Revision, *, by: User) -> PromiseVersion:
    """Make the reviewed text immutable and ask for signatures. A second time gives the same version.

    Raises ``Refused`` with every obstacle, ``IllegalStep`` from any state but review.
    """
    revision = locked(revision)
    permissions.check_can_freeze(by, revision)
    if revision.status == Status.FOR_SIGNATURE:
        return revision.version
    check_step(revision, Step.FREEZE)
    found = obstacles(revision)
    if found:
        raise Refused(*(obstacle.text for obstacle in found))
    take(revision, Step.FREEZE)
    version = make_version(revision, by=by)
    notifications.signature_wanted(version)
    note("frozen", revision, by=by, attempt=revision.attempt, sha256=version.sha256)
    return version


def make_version(revision: Revision, *, by: User) -> PromiseVersion:
    """Store the text that the rows make now, with its hash. To be called with the revision locked."""
    text = canonical(document_of(revision))
    return PromiseVersion.objects.create(revision=revision, canonical=text, sha256=digest(text), frozen_by=by)


def obstacles(revision: Revision) -> list[Obstacle]:
    """What stands in the way of freezing, in the order in which it is best dealt with."""
    return [
        *_quality(revision),
        *_declined_activities(revision),
        *_comments(revision),
        *_signatories(revision),
        *_answers(revision),
    ]


def _quality(revision: Revision) -> list[Obstacle]:
    """The blocking verdicts of the quality check."""
    return []


def _declined_activities(revision: Revision) -> list[Obstacle]:
    """Activities that an executor has said no to."""
    declined = ActivityAnswer.objects.filter(
        activity__revision=revision, outcome=ActivityAnswer.Outcome.DECLINED
    ).select_related("activity", "organisation")
    return [
        Obstacle(
            _("%(organisation)s har sagt nej till aktiviteten ”%(activity)s”. Ändra den eller byt utförare.")
            % {"organisation": answer.organisation, "activity": answer.activity},
            "promises:activities",
        )
        for answer in declined
    ]


def _comments(revision: Revision) -> list[Obstacle]:
    left = unresolved(revision).count()
    if not left:
        return []
    text = ngettext(
        "%(count)s kommentar är inte löst. Svara på den eller markera den som löst.",
        "%(count)s kommentarer är inte lösta. Svara på dem eller markera dem som lösta.",
        left,
    )
    return [Obstacle(text % {"count": left}, "promises:detail")]


def _signatories(revision: Revision) -> list[Obstacle]:
    """Municipalities and police without a signatory, and signatories whom nobody has a mandate to sign for."""
    named = set(revision.signatories.values_list("organisation_id", flat=True))
    texts = [
        _("%(organisation)s har ingen undertecknare. Lägg till den som ska skriva under.")
        % {"organisation": party.organisation}
        for party in revision.parties.select_related("organisation").order_by("position", "pk")
        if party.organisation.kind in SIGNING_KINDS and party.organisation_id not in named
    ]
    if not named and not texts:
        texts.append(_("Ingen undertecknare är namngiven. Lägg till dem som ska skriva under."))
    texts += [
        _(
            "Ingen har giltigt mandat att skriva under som ”%(title)s” för %(organisation)s. "
            "Be den som sköter mandat där att föra in beslutet, eller rätta titeln."
        )
        % {"title": signatory.title, "organisation": signatory.organisation}
        for signatory in mandates.without_holder(revision)
    ]
    return [Obstacle(text, "promises:signatories") for text in texts]


def _answers(revision: Revision) -> list[Obstacle]:
    return [
        Obstacle(
            _("%(organisation)s har inte godkänt texten än.") % {"organisation": party}, "promises:review"
        )
        for party in awaited_parties(revision)
    ]
