"""Freezing: from rows that can be edited to the one text that is signed and published, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promises import notifications, permissions, quality
from promises.actions.comments import unresolved
from promises.actions.events import note
from promises.actions.review import awaited_parties
from promises.actions.steps import Refused, check_step, locked, take
from promises.composition import document_of
from promises.documents import canonical, digest
from promises.models import PromiseVersion, Revision
from promises.states import Status, Step

if TYPE_CHECKING:
    from organisations.models import User


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
    return [*_quality(revision), *_comments(revision), *_answers(revision)]


def _quality(revision: Revision) -> list[Obstacle]:
    """What blocks in the quality check; among it signatories without a mandate and executors who said no."""
    return [
        Obstacle(
            f"{finding.about}: {finding.message}" if finding.about else finding.message, "promises:check"
        )
        for finding in quality.check(revision).blocking
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


def _answers(revision: Revision) -> list[Obstacle]:
    return [
        Obstacle(
            _("%(organisation)s har inte godkänt texten än.") % {"organisation": party}, "promises:review"
        )
        for party in awaited_parties(revision)
    ]
